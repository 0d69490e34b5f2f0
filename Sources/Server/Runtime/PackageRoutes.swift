import Domain
import HTTPTypes
import Hummingbird
import Storage

/// Hands out packages by their SHA-256: what was ever gray or released to everybody, anything else to whoever holds a run key.
struct PackageRoutes {
    let platform: Platform
    let keys: RunKeys

    func add(to routes: Routes) {
        routes.open(.get, "/runtime/v1/packages/{sha256}", .runtimeAsk) { try await package($0, $1) }
    }

    private func package(_ request: Request, _ context: AppContext) async throws -> Response {
        let name = try context.parameters.require("sha256")
        guard let hash = PackageHash(hex: name), hash.hex == name else { throw Refusal.notFound }
        let have = request.query["have"]
        if let have {
            guard let base = PackageHash(hex: have), base.hex == have else { throw Refusal.haveInvalid }
        }
        let size = try await size(of: hash, key: request.query["key"])
        let whole = FileAnswer(
            path: try platform.blobs.path(of: name),
            size: size,
            tag: "\"\(name)\"",
            type: "application/zip",
            // The same address gives a patch once it is made.
            cache: have == nil ? FileAnswer.forever : "public, max-age=60"
        )
        // Whoever goes on with a package that it began to fetch gets the rest of that.
        if let have, !whole.isContinued(by: request.headers) {
            let pair = PatchPair(base: have, target: name)
            if let patch = try await PatchOffer(platform: platform).patch(pair) {
                let response = try await patch.response(to: request, context, platform)
                if response.status == .ok, request.method == .get {
                    platform.patchCounters.countSent(saving: size - patch.size)
                }
                return response
            }
        }
        return try await whole.response(to: request, context, platform)
    }

    /// Bytes of a package that the caller may fetch.
    private func size(of hash: PackageHash, key: String?) async throws -> Int64 {
        // Taken before the database is asked: a newer one must not learn what was true before it.
        let shelf = platform.runtime.loops.picture.packages
        if let size = shelf?.size(of: hash) { return size }
        let (standing, size) = try await platform.engine.read { db in
            (try PackageQueries(db).standing(of: hash), try PackageQueries(db).size(of: hash))
        }
        switch standing {
        case .open: if let size { shelf?.keep(hash, size: size) }
        case .takenDown: throw Refusal.packageGone
        case .closed: try await authorise(hash, key: key)
        }
        guard let size else { throw Refusal.notFound }
        return size
    }

    /// Lets in whoever runs an experience version or a preview.
    private func authorise(_ hash: PackageHash, key text: String?) async throws {
        guard let text, let key = try await keys.key(text) else { throw Refusal.notFound }
        let now = platform.world.now()
        let served = try await platform.engine.read { try RunKeyQueries($0).served(key, at: now) }
        guard served?.packageHash == hash.hex else { throw Refusal.notFound }
    }
}

extension Refusal {
    static let packageGone = Refusal(
        code: "PACKAGE_TAKEN_DOWN",
        status: 410,
        words: Words("这个代码包已被平台强制下架。", "This package was taken down by the platform.")
    )

    static let haveInvalid = Refusal(
        code: "HAVE_INVALID",
        status: 400,
        words: Words(
            "have 应是已有代码包的 SHA-256：64 位小写十六进制。",
            "`have` is the SHA-256 of the package that you have: 64 lower-case hexadecimal digits."
        )
    )
}
