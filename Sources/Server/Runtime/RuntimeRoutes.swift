import Domain
import HTTPTypes
import Hummingbird
import Storage

/// What hosts ask besides the release, which the fast path answers: keys, information, the experience version.
struct RuntimeRoutes {
    let platform: Platform
    let keys: RunKeys

    func add(to routes: Routes) {
        routes.open(.get, "/runtime/v1/keys", .runtimeAsk) { [platform] _, _ in
            let since = platform.world.now().adding(seconds: -RuntimeSigner.announcedSeconds)
            let rows = try await platform.engine.read { try RuntimeKeyQueries($0).announced(since: since) }
            var response = try Response.json(ListJSON(items: rows.map(RuntimeKeyJSON.init), next: nil))
            response.headers[.cacheControl] = "public, max-age=3600"
            return response
        }
        routes.open(.get, "/runtime/v1/apps/{app_id}", .runtimeAsk) { [platform] _, context in
            let app = ID<MiniProgram>(rawValue: try context.parameters.require("app_id"))
            guard let known = try await platform.engine.read({ try PublishedInformation($0).information(of: app) })
            else { throw Refusal.notFound }
            var response = try Response.json(RuntimeInformationJSON(known, app, platform.settings))
            response.headers[.cacheControl] = "public, max-age=300"
            return response
        }
        routes.open(.get, "/runtime/v1/experience/{code}", .experienceOpen) { try await experience($0, $1) }
    }

    /// The experience version for a host app's user: a member who linked that id, or anybody while it is open to strangers.
    private func experience(_ request: Request, _ context: AppContext) async throws -> Response {
        let user = try request.hostUser()
        let (code, now) = (try context.parameters.require("code"), platform.world.now())
        let found = try await platform.engine.read { try ExperienceRuntimeQueries($0).experience(code, user: user) }
        guard let found, found.member != nil || found.isOpen(at: now),
            let makers = platform.runtime.loops.picture.makers
        else { throw Refusal.notFound }
        let key = RunKey(
            .version(found.version),
            for: found.member,
            through: code,
            expires: now.adding(seconds: RuntimeAnswer.lifetimeSeconds)
        )
        let answer = RuntimeAnswer.make(
            found.release,
            .experience,
            of: found.app,
            revision: found.revision,
            appliesNow: false,
            at: now,
            packageURL: "\(platform.settings.publicURL)/runtime/v1/packages/\(found.release.hash.hex)"
                + "?key=\(try await keys.text(of: key))",
            signer: makers.signer
        )
        let middle = answer.withBytes { Array($0.receiptMiddle) }
        let receipt = makers.receipts.receipt(of: user.utf8, in: found.app, middle: middle)
        return Response.runtime(answer, receipt: receipt)
    }
}

extension Response {
    /// An answer through the router, with the same fields as through the fast path.
    static func runtime(_ answer: RuntimeAnswer, receipt: [UInt8]) -> Response {
        var response = Response(
            status: .ok,
            body: ResponseBody(byteBuffer: answer.withBytes { ByteBuffer(bytes: $0.body) })
        )
        response.headers[.contentType] = "application/json; charset=utf-8"
        response.headers[.cacheControl] = "private, no-store"
        response.headers[.eTag] = answer.tag
        let fields = [
            ("steward-key", answer.key), ("steward-signature", answer.signature),
            ("steward-receipt", String(decoding: receipt, as: UTF8.self)),
        ]
        for (name, value) in fields { HTTPField.Name(name).map { response.headers[$0] = value } }
        return response
    }
}

/// A key as clients learn it.
struct RuntimeKeyJSON: Encodable {
    let id: String
    let publicKey: String
    let algorithm = "Ed25519"
    let madeAt: String
    let retiredAt: String?

    init(_ row: RuntimeKeyRow) {
        id = row.id
        publicKey = row.publicKey
        madeAt = row.madeAt.rfc3339
        retiredAt = row.retiredAt?.rfc3339
    }

    private enum CodingKeys: String, CodingKey {
        case id, algorithm
        case publicKey = "public_key"
        case madeAt = "made_at"
        case retiredAt = "retired_at"
    }
}

/// What a host shows about a mini program.
struct RuntimeInformationJSON: Encodable {
    let appID: String
    let name: String
    let englishName: String
    let slogan: String
    let logo: String?
    let categories: [String]
    let servicePhone: String
    let serviceEmail: String

    init(_ known: PublishedInformation.Known, _ app: ID<MiniProgram>, _ settings: Settings) {
        appID = app.rawValue
        name = known.name
        englishName = known.englishName
        slogan = known.slogan
        logo = known.logo.map { "\(settings.publicURL)/pictures/\($0)" }
        categories = known.categories
        servicePhone = known.servicePhone
        serviceEmail = known.serviceEmail
    }

    private enum CodingKeys: String, CodingKey {
        case name, slogan, logo, categories
        case appID = "app_id"
        case englishName = "english_name"
        case servicePhone = "service_phone"
        case serviceEmail = "service_email"
    }
}
