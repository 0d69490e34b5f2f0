import Domain
import Foundation
import HTTPTypes
import Storage
import TestSupport

@testable import Server

/// A mini program that lacks nothing, for the tests of submissions.
struct ReviewStage: Sendable {
    let stage: VersionStage
    let lin: SiteClient

    var site: Site { stage.site }
    var app: ID<MiniProgram> { stage.app }

    /// 山丘咖啡 of `lin`, with version 1.0.0. The category asks for one paper, unless it is another.
    init(_ site: Site, category: String = "0101") async throws {
        stage = try await VersionStage(site)
        lin = stage.owner
        try await lin.postJSON(
            "/api/v1/apps/\(stage.app)",
            """
            {"slogan": "到店即取，不用排队", "description": "在手机上点好咖啡，到店直接取，不用排队等候。",
             "categories": ["\(category)"], "region_type": "CHINA", "service_phone": "0571-88886666"}
            """,
            method: .patch
        ).expect(200)
        try await lin.send(
            .put,
            "/api/v1/apps/\(stage.app)/logo",
            type: "image/png",
            body: try SamplePicture.png(200, 200)
        ).expect(200)
        try await stage.upload("1.0.0").expect(201)
    }

    func path(_ number: String, _ rest: String = "") -> String {
        "\(stage.path)/versions/\(number)\(rest.isEmpty ? "" : "/")\(rest)"
    }

    func submit(_ number: String, _ step: String = "") -> String {
        path(number, step.isEmpty ? "submit" : "submit/\(step)")
    }

    /// A picture sent as the page's script sends it; its id.
    func picture(_ number: String = "1.0.0", by client: SiteClient? = nil) async throws -> String {
        let file = UploadedFile(
            field: "picture",
            name: "a.png",
            type: "image/png",
            bytes: try SamplePicture.png(400, 700)
        )
        let answer = try await (client ?? lin).with("x-requested-with", "steward")
            .upload(submit(number, "pictures"), files: [file]).expect(201)
        guard let id = try answer.json()["id"] as? String else { throw SiteFailure("no id") }
        return id
    }

    static let description = "会员卡支持叠加优惠券；修复门店列表在定位失败时的空白。"

    /// The fields of a submission that nothing is wrong with, for a category with one paper.
    func fields(_ number: String = "1.0.0", by client: SiteClient? = nil) async throws -> [(String, String)] {
        let pictures = [try await picture(number, by: client), try await picture(number, by: client)]
        return [
            ("description", Self.description), ("screenshots", pictures[0]), ("screenshots", pictures[1]),
            ("test_account", "review@example.com"), ("test_password", "Latte-42"), ("memo", "登录后看“我的”"),
            ("gray_choice", ""), ("licences.0.kind", "食品经营许可证"), ("licences.0.number", "JY1330106"),
            ("licences.0.name", "山丘咖啡有限公司"), ("licences.0.long_term", "true"),
            ("licences.0.pictures", pictures[0]),
        ]
    }

    /// Walks the wizard to its summary.
    func fill(
        _ number: String = "1.0.0",
        by client: SiteClient? = nil,
        _ more: [(String, String)] = []
    ) async throws {
        let person = client ?? lin
        try await person.post(submit(number)).expect(303)
        try await person.post(submit(number, "agreement"), ["agreement": Agreement.current.version]).expect(303)
        let fields = try await fields(number, by: person) + more + [("action", "next")]
        try await person.post(submit(number, "fields"), fields: fields)
            .expect(redirectTo: submit(number, "summary"))
    }

    /// Walks the wizard to its end.
    func send(
        _ number: String = "1.0.0",
        by client: SiteClient? = nil,
        _ more: [(String, String)] = []
    ) async throws {
        try await fill(number, by: client, more)
        try await (client ?? lin).post(submit(number, "summary")).expect(redirectTo: path(number, "review"))
    }

    /// What a reviewer who does not belong to it decides.
    func decide(
        _ decision: ReviewDecision,
        _ number: VersionNumber = VersionNumber(1, 0, 0),
        _ reasons: [RejectionReason] = []
    ) async throws {
        let person = try await site.person("shuyan", name: "何书言", duties: [.reviewer])
        let caller = Caller(person: person, duties: [.reviewer], scopes: nil)
        let authorised = try await site.platform.authorise(app, for: .versionReview, by: caller)
        try await ReviewVersion(platform: site.platform)(number, of: authorised, decision, reasons)
    }

    /// The mini program as the owner may use it.
    func authorised(_ action: Action) async throws -> AuthorisedApp {
        try await site.platform.authorise(
            app,
            for: action,
            by: Caller(person: lin.person, duties: [], scopes: nil)
        )
    }

    func status(_ number: VersionNumber) async throws -> VersionStatus? {
        let app = app
        return try await site.platform.engine.read { try VersionQueries($0).version(number, of: app)?.status }
    }
}

extension SiteClient {
    /// Posts a form whose fields are made at run time.
    func post(_ path: String, fields: [(String, String)]) async throws -> SiteResponse {
        let body = fields.map { "\($0.0.addingPercentEncoding())=\($0.1.addingPercentEncoding())" }
        return try await send(
            .post,
            path,
            type: "application/x-www-form-urlencoded",
            body: Array(body.joined(separator: "&").utf8)
        )
    }

    /// The same client as a page's script, which wants problem documents.
    var script: SiteClient { with("x-requested-with", "steward") }
}
