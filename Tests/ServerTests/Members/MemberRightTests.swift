import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Server

/// Everybody manages whom they invited; the owner everybody. Through HTTP, also by guessing.
@Suite struct `The rights over members` {
    /// `chen` and `wang` are administrators, `zhou` a developer of chen, `suyu` an experience member of zhou, `heyi` a developer
    /// and `qian` an experience member of wang.
    private struct Cast: Sendable {
        let stage: MemberStage
        let chen: SiteClient
        let wang: SiteClient
        let zhou: SiteClient
        let su: SiteClient

        init(_ site: Site) async throws {
            stage = try await MemberStage(site)
            chen = try await stage.member("chen", .administrator)
            wang = try await stage.member("wang", .administrator)
            zhou = try await stage.member("zhou", .developer, by: chen)
            su = try await stage.member("suyu", .experiencer, by: zhou)
            _ = try await stage.member("heyi", .developer, by: wang)
            _ = try await stage.member("qian", .experiencer, by: wang)
        }
    }

    private func patch(_ client: SiteClient, _ cast: Cast, _ login: String, _ json: String) async throws -> SiteResponse
    {
        try await client.postJSON("\(cast.stage.api)/members/\(login)", json, method: .patch)
    }

    @Test(arguments: EngineKind.available)
    func `administrators and developers manage those whom they invited, nobody else's`(_ kind: EngineKind) async throws
    {
        try await Site.run(kind) { site in
            let cast = try await Cast(site)
            let name = #"{"nickname": "小周"}"#
            for (client, login, isAllowed) in [
                (cast.chen, "zhou", true), (cast.chen, "heyi", false), (cast.chen, "qian", false),
                (cast.chen, "suyu", false),
                (cast.chen, "wang", false), (cast.chen, "lin", false), (cast.zhou, "suyu", true),
                (cast.zhou, "qian", false),
                (cast.zhou, "heyi", false), (cast.zhou, "chen", false), (cast.stage.owner, "zhou", true),
                (cast.stage.owner, "suyu", true), (cast.stage.owner, "wang", true), (cast.stage.owner, "lin", true),
            ] {
                try await patch(client, cast, login, name).expect(isAllowed ? 200 : 403)
                let page = "\(cast.stage.path)/members/\(login)"
                try await client.post("\(page)/nickname", ["nickname": "小周"]).expect(isAllowed ? 303 : 403)
            }
            // What may not be done is shown with its reason, not hidden.
            let shown = try await cast.chen.get("\(cast.stage.path)/members/heyi").expect(200)
            try shown.expect(text: "只有所有者，或者邀请这位成员的管理员可以操作")
            try await cast.chen.get("\(cast.stage.path)/members/heyi/remove").expect(200).expect(text: "不能移除")
            for (client, login) in [(cast.chen, "heyi"), (cast.chen, "suyu"), (cast.zhou, "qian"), (cast.zhou, "chen")]
            {
                try await client.delete("\(cast.stage.api)/members/\(login)").expect(403)
                try await client.post("\(cast.stage.path)/members/\(login)/remove").expect(403)
            }
            // An experience member sees no list at all.
            for path in ["members", "members/chen", "members.csv", "invite", "past-invitations"] {
                try await cast.su.get("\(cast.stage.path)/\(path)").expect(403)
            }
            try await cast.zhou.delete("\(cast.stage.api)/members/suyu").expect(204)
            try await cast.chen.delete("\(cast.stage.api)/members/zhou").expect(204)
            #expect(try await cast.stage.roles().keys.sorted() == ["chen", "heyi", "lin", "qian", "wang"])
        }
    }

    @Test func `roles are given by whoever may manage both`() async throws {
        try await Site.run { site in
            let cast = try await Cast(site)
            let (developer, administrator) = (#"{"role": "developer"}"#, #"{"role": "administrator"}"#)
            try await patch(cast.zhou, cast, "suyu", developer).expect(403)
            try await patch(cast.chen, cast, "zhou", administrator).expect(403)
            try await patch(cast.chen, cast, "chen", developer).expect(403)
            try await patch(cast.chen, cast, "zhou", #"{"role": "experiencer"}"#).expect(200)
            try await patch(cast.chen, cast, "zhou", developer).expect(200)
            try await patch(cast.stage.owner, cast, "zhou", administrator).expect(200)
            try await patch(cast.stage.owner, cast, "zhou", #"{"role": "owner"}"#).expect(422)
            try await patch(cast.stage.owner, cast, "lin", developer).expect(refusal: "OWNER_IS_FIXED", 409)
            #expect(try await cast.stage.roles()["zhou"] == "administrator")
            try await cast.stage.owner.delete("\(cast.stage.api)/members/lin").expect(
                refusal: "OWNER_MUST_HAND_OVER",
                409
            )
        }
    }

    @Test func `invitations go as far as a role goes`() async throws {
        try await Site.run { site in
            let cast = try await Cast(site)
            _ = try await site.person("new")
            for (client, role, status) in [
                (cast.su, "experiencer", 403), (cast.zhou, "developer", 403), (cast.zhou, "administrator", 403),
                (cast.chen, "administrator", 403), (cast.zhou, "experiencer", 201),
            ] {
                let body = #"{"login": "new", "role": "\#(role)"}"#
                try await client.postJSON("\(cast.stage.api)/members", body).expect(status)
            }
            let page = try await cast.zhou.get("\(cast.stage.path)/invite").expect(200)
            try page.expect(text: "需要管理员，请联系小程序的管理员")
            try await cast.zhou.post("\(cast.stage.path)/invite", ["login": "new", "role": "developer"]).expect(403)
        }
    }

    @Test func `ids of another mini program open nothing here`() async throws {
        try await Site.run { site in
            let cast = try await Cast(site)
            // Mallory owns a mini program of her own.
            let mallory = try await site.as("mallory")
            let own = try await CreateMiniProgram(platform: site.platform)(
                name: "别的店",
                by: try #require(mallory.person)
            )
            let (stage, api) = (cast.stage, "/api/v1/apps/\(own)")
            let link = try await stage.owner.postJSON(
                "\(stage.api)/invitation-links",
                #"{"role": "developer", "uses": 3, "hours": 1}"#
            ).expect(201).json()
            let linkID = try #require(link["id"] as? String)
            try await stage.stage.upload("1.0.0", ["experience": "true"]).expect(201)
            let visitor = try await site.as("visitor")
            let code = try await stage.stage.code()
            let asked = try await visitor.postJSON("/api/v1/join-requests", #"{"code": "\#(code)"}"#).expect(201).json()
            let request = try #require(asked["id"] as? String)
            let invitation = try await stage.invite("visitor2", .developer)
            for (method, path) in [
                ("DELETE", "\(api)/invitation-links/\(linkID)"), ("POST", "\(api)/join-requests/\(request)/admit"),
                ("POST", "\(api)/join-requests/\(request)/decline"), ("DELETE", "\(api)/members/zhou"),
                ("GET", "\(api)/members/zhou"), ("GET", "\(stage.api)/members"), ("GET", "\(stage.api)/join-requests"),
                ("POST", "\(stage.api)/join-requests/\(request)/admit"), ("DELETE", "\(stage.api)/members/zhou"),
                ("POST", "/api/v1/invitations/\(invitation)/accept"),
                ("POST", "/api/v1/hand-overs/\(invitation)/accept"),
            ] {
                let body = #"{"role": "developer"}"#
                let answer =
                    switch method {
                    case "GET": try await mallory.get(path)
                    case "DELETE": try await mallory.delete(path)
                    default: try await mallory.postJSON(path, body)
                    }
                try answer.expect(404)
            }
            try await mallory.get("/apps/\(own)/invitation-links/\(linkID)").expect(404)
            try await mallory.post("/apps/\(own)/invitation-links/\(linkID)/revoke").expect(404)
            try await mallory.post("/apps/\(own)/join-requests/\(request)", ["role": "developer"]).expect(404)
            // Developers do not decide, and see no link that could make developers.
            try await cast.zhou.postJSON("\(stage.api)/join-requests/\(request)/admit", #"{"role": "developer"}"#)
                .expect(403)
            try await cast.zhou.get("\(stage.path)/invitation-links/\(linkID)").expect(403)
            #expect(try await cast.zhou.get("\(stage.api)/invitation-links").expect(200).items().isEmpty)
            try await cast.zhou.delete("\(stage.api)/invitation-links/\(linkID)").expect(403)
        }
    }
}
