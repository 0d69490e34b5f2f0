import Domain
import HTTPTypes
import Server
import TestSupport
import Testing

/// Who may do what with versions, through the door.
@Suite struct `Access to versions` {
    /// A request and the least role that may make it.
    private static func requests(_ stage: VersionStage) -> [(HTTPRequest.Method, String, MemberRole)] {
        let version = "/versions/1.0.0"
        return [
            (.get, "\(stage.path)/versions", .experiencer), (.get, "\(stage.path)\(version)", .experiencer),
            (.get, "\(stage.path)\(version)/open", .experiencer), (.get, "\(stage.path)/experience", .experiencer),
            (.get, "\(stage.path)/experience.svg", .experiencer), (.get, "\(stage.api)/versions", .experiencer),
            (.get, "\(stage.api)\(version)", .experiencer), (.get, "\(stage.path)/upload", .developer),
            (.get, "\(stage.path)/preview", .developer), (.get, "\(stage.path)\(version)/delete", .developer),
            (.put, "\(stage.api)\(version)/experience", .developer),
            (.post, "\(stage.path)\(version)/experience", .developer),
            (.post, "\(stage.path)\(version)/preview", .developer),
            (.post, "\(stage.path)/experience/revoke", .administrator),
        ]
    }

    @Test func `follows the role; what one may not know of is not there`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            try await stage.upload("1.0.0", ["experience": "true"]).expect(201)
            let outsider = try await site.as("wang")
            for role in [MemberRole.experiencer, .developer, .administrator] {
                let client = try await stage.member("m-\(role)", role)
                for (method, path, least) in Self.requests(stage) {
                    let answer = try await client.send(method, path)
                    let isAllowed = role >= least
                    #expect((answer.status < 400) == isAllowed, "\(role) \(method) \(path): \(answer.status)")
                    if !isAllowed { #expect(answer.status == 403) }
                }
            }
            for (method, path, _) in Self.requests(stage) {
                let answer = try await outsider.send(method, path)
                #expect(answer.status == 404, "\(method) \(path): \(answer.status)")
                let stranger = try await site.stranger.send(method, path)
                #expect(stranger.status == 401 || stranger.status == 303, "\(method) \(path): \(stranger.status)")
            }
        }
    }

    @Test func `a token does what its scopes say and no more`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            let reader = try await site.token("lin", scopes: [.versionView])
            try await reader.get("\(stage.api)/versions").expect(200)
            try await stage.upload("1.0.0", by: reader).expect(refusal: "FORBIDDEN", 403)
            let uploader = try await site.token("lin", scopes: [.versionUpload])
            try await stage.upload("1.0.0", by: uploader).expect(201)
            try await stage.upload("1.0.1", ["experience": "true"], by: uploader).expect(refusal: "FORBIDDEN", 403)
            #expect(try await stage.numbers() == ["1.0.0"])
        }
    }

    @Test func `buttons are those that the role may use`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            try await stage.upload("1.0.0").expect(201)
            let developer = try await stage.member("zhou", .developer)
            let page = try await developer.get("\(stage.path)/versions/1.0.0").expect(200)
            try page.expect(text: "设为体验版").expect(text: "/delete").expect(text: "生成 24 小时预览")
            let experiencer = try await stage.member("chen", .experiencer)
            let bare = try await experiencer.get("\(stage.path)/versions/1.0.0").expect(200)
            for word in ["设为体验版", "/delete", "生成 24 小时预览", "/upload"] {
                #expect(!bare.text.contains(word), "\(word)")
            }
        }
    }
}
