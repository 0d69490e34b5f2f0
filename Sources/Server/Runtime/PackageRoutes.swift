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
        let (standing, known) = try await platform.engine.read { db in
            (try PackageQueries(db).standing(of: hash), try PackageQueries(db).size(of: hash))
        }
        try await authorise(hash, standing, key: request.query["key"])
        guard let size = known else { throw Refusal.notFound }
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
                let response = try await patch.response(to: request, context, platform.settings)
                if response.status == .ok, request.method == .get {
                    platform.patchCounters.countSent(saving: size - patch.size)
                }
                return response
            }
        }
        return try await whole.response(to: request, context, platform.settings)
    }

    private func authorise(
        _ hash: PackageHash,
        _ standing: PackageQueries.Standing,
        key text: String?
    ) async throws {
        switch standing {
        case .open: return
        case .takenDown: throw Refusal.packageGone
        case .closed: break
        }
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
