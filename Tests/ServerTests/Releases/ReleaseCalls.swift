import Domain
import Foundation
import HTTPTypes
import TestSupport

@testable import Server

/// A mini program whose versions are moved by the JSON API alone, with the tokens of its owner `lin` and of a reviewer from
/// outside, `shen`.
struct ReleaseCalls: Sendable {
    let site: Site
    let app: ID<MiniProgram>
    let owner: SiteClient
    let reviewer: SiteClient
    /// Two screenshots.
    let pictures: [String]

    /// - Parameter category: a leaf of the catalogue; the default asks for no papers.
    init(_ site: Site, category: String = "1001") async throws {
        self.site = site
        owner = try await site.token("lin")
        reviewer = try await site.token("shen", duties: [.reviewer])
        let made = try await owner.postJSON("/api/v1/apps", #"{"name":"山丘咖啡"}"#).expect(201).json()
        guard let id = made["app_id"] as? String else { throw SiteFailure("no app_id") }
        app = ID(rawValue: id)
        let information = """
            {"slogan":"到店即取，不用排队","description":"在手机上点一杯咖啡，选好门店与时间，到店就能取走。",
             "service_phone":"0571-88886666","region_type":"CHINA","categories":["\(category)"]}
            """
        try await owner.postJSON("/api/v1/apps/\(id)", information, method: .patch).expect(200)
        let picture = try SamplePicture.png(400, 400)
        try await owner.send(.put, "/api/v1/apps/\(id)/logo", type: "image/png", body: picture).expect(200)
        var pictures: [String] = []
        for _ in 0..<2 { pictures.append(try await owner.sendPicture(to: app)) }
        self.pictures = pictures
    }

    var api: String { "/api/v1/apps/\(app)" }

    /// Uploads development versions.
    func upload(_ numbers: String...) async throws {
        for number in numbers {
            let package = UploadedFile(
                field: "package",
                name: "a.zip",
                type: "application/zip",
                bytes: SamplePackages.web()
            )
            try await owner.upload("\(api)/versions", fields: [("version", number)], files: [package]).expect(201)
        }
    }

    /// A submission without a mistake.
    func submission(_ more: String = "") -> String {
        let list = pictures.map { "\"\($0)\"" }.joined(separator: ",")
        return """
            {"agreement":true,"description":"这一版优化了下单流程，修复了门店列表偶尔为空的问题。","screenshots":[\(list)]\(more)}
            """
    }

    /// Calls `POST …/versions/{number}/{call}` as the owner, unless somebody else is given.
    func post(
        _ number: String,
        _ call: String,
        _ body: String? = nil,
        method: HTTPRequest.Method = .post,
        by client: SiteClient? = nil
    ) async throws -> SiteResponse {
        let path = "\(api)/versions/\(number)/\(call)"
        guard let body else { return try await (client ?? owner).send(method, path) }
        return try await (client ?? owner).postJSON(path, body, method: method)
    }

    func submit(_ number: String, _ more: String = "") async throws -> SiteResponse {
        try await post(number, "submit", submission(more))
    }

    func decide(_ number: String, _ body: String = #"{"decision":"approve"}"#) async throws -> SiteResponse {
        try await post(number, "review", body, by: reviewer)
    }

    func gray(_ number: String, _ percent: String = "10") async throws -> SiteResponse {
        try await post(number, "gray", #"{"percent":\#(percent)}"#)
    }

    /// Brings new versions through review and gray to their release, one after the other.
    func release(_ numbers: String...) async throws {
        for number in numbers {
            try await upload(number)
            try await submit(number).expect(200)
            try await decide(number).expect(200)
            try await gray(number).expect(200)
            try await post(number, "release").expect(200)
        }
    }

    func version(_ number: String, by client: SiteClient? = nil) async throws -> [String: Any] {
        try await (client ?? owner).get("\(api)/versions/\(number)").expect(200).json()
    }

    func status(_ number: String) async throws -> String { try await version(number)["status"] as? String ?? "" }

    /// Somebody who belongs to it, with a token of all scopes.
    func member(_ login: String, _ role: MemberRole, duties: Set<Duty> = []) async throws -> SiteClient {
        let client = try await site.token(login, duties: duties)
        guard let person = client.person, let actor = owner.person else { throw SiteFailure("nobody is signed in") }
        try await AddMember(platform: site.platform)(person, to: app, as: role, by: actor)
        return client
    }
}

extension SiteClient {
    /// Sends a picture for a submission or a decision and gives its id.
    func sendPicture(to app: ID<MiniProgram>) async throws -> String {
        let bytes = try SamplePicture.png(400, 800)
        let answer = try await send(.post, "/api/v1/apps/\(app)/pictures", type: "image/png", body: bytes).expect(201)
        guard let id = try answer.json()["id"] as? String else { throw SiteFailure("no id of a picture") }
        return id
    }
}
