import Domain
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct CreateTests {
    @Test(arguments: EngineKind.available)
    func `whoever makes a mini program owns it and lands in it`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let lin = try await site.as("lin")
            try await lin.get("/apps/new").expect(200).expect(text: "创建小程序")
            let made = try await lin.post("/apps", ["name": "  山丘咖啡点单 "]).expect(303)
            let path = try #require(made.location)
            let id = try #require(AppID.check(String(path.split(separator: "/")[1])))
            #expect(path == "/apps/\(id)/information")
            try await lin.get(path).expect(200).expect(text: "已创建").expect(text: "山丘咖啡点单")
            try await lin.get("/").expect(text: "所有者").expect(text: AppID.grouped(id))
            #expect(try await site.words(of: id) == ["app.created"])
        }
    }

    @Test func `a name that breaks the rule is shown again with the words at the field`() async throws {
        try await Site.run { site in
            let lin = try await site.as("lin")
            let page = try await lin.post("/apps", ["name": "咖<b>\"'"]).expect(303)
            #expect(page.location?.hasSuffix("/information") == true)
            try await lin.post("/apps", ["name": "咖"]).expect(422).expect(text: "名称太短：现在 2，至少 3")
                .expect(text: "value=\"咖\"").expect(text: "aria-invalid")
            try await lin.post("/apps", [:]).expect(422).expect(text: "请填写名称")
            try await lin.post("/apps", ["name": String(repeating: "长", count: 21)]).expect(422)
                .expect(text: "现在 42，最多 40")
        }
    }

    @Test func `markup in a name stays text on every page`() async throws {
        try await Site.run { site in
            let lin = try await site.as("lin")
            let app = try await site.app("<img src=x>\"\u{301}'")
            for path in ["/", "/apps", "/apps/\(app)/information", "/apps/\(app)/close", "/apps/\(app)/code"] {
                try await lin.get(path).expect(200).expect(noText: "<img src=x>").expect(text: "&lt;img src=x&gt;")
            }
        }
    }

    @Test func `ids that are taken are tried again`() async throws {
        try await Site.run { site in
            let person = try await site.person("lin")
            let once = World(
                now: site.platform.world.now,
                id: site.platform.world.id,
                bytes: { [UInt8](repeating: 7, count: $0) }
            )
            let platform = Platform(
                engine: site.platform.engine,
                blobs: site.platform.blobs,
                world: once,
                settings: site.platform.settings,
                logger: site.platform.logger
            )
            _ = try await CreateMiniProgram(platform: platform)(name: "第一个", by: person)
            await #expect(throws: (any Error).self) {
                try await CreateMiniProgram(platform: platform)(name: "第二个", by: person)
            }
            #expect(try await site.platform.engine.rows("SELECT id FROM mini_program").count == 1)
        }
    }
}
