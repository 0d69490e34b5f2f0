import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// Comparing two versions of a mini program.
@Suite struct `Comparing versions` {
    private static func stage(_ site: Site) async throws -> VersionStage {
        let stage = try await VersionStage(site)
        try await stage.upload("1.0.0").expect(201)
        let draft = SamplePackages.webDraft().with { draft in
            draft["main.js"] = "const one = 1\nconst two = 2\n" + (draft["main.js"] ?? "")
            draft["style.css"] = nil
            draft["coupon.js"] = "export default 1\n"
            draft["index.html"] = draft["index.html"]?.replacing(
                "<link rel=\"stylesheet\" href=\"style.css\">",
                with: ""
            )
        }
        try await stage.upload("1.1.0", package: draft.archive()).expect(201)
        return stage
    }

    @Test(arguments: EngineKind.available)
    func `shows files, lines and sizes`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await Self.stage(site)
            let page = try await stage.owner.get("\(stage.path)/compare?from=1.0.0&to=1.1.0").expect(200)
            for text in ["coupon.js", "style.css", "main.js", "+2", "−0", "主包", "整包", "版本对比"] {
                try page.expect(text: text)
            }
            try page.expect(text: "<small>新增文件</small><b class=\"good-text\">1</b>")
                .expect(text: "<small>修改</small><b>2</b>").expect(text: "<small>删除</small><b class=\"bad-text\">1</b>")
            try await stage.owner.get("\(stage.path)/compare?from=1.1.0&to=1.1.0").expect(text: "代码包完全一样")
        }
    }

    @Test func `compares the newest with the released one by itself, and that with the one before`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            try await stage.upload("1.0.0")
            let alone = try await stage.owner.get("\(stage.path)/compare").expect(200)
            try alone.expect(text: "还没有可以对比的版本")
            try await stage.version("1.1.0", .released)
            for number in ["1.2.0", "1.3.0"] { try await stage.upload(number) }
            func chosen(_ path: String) async throws -> [String] {
                let page = try await stage.owner.get(path).expect(200)
                return page.text.matches(of: /<option value="([\d.]+)" selected>/).map { String($0.1) }
            }
            #expect(try await chosen("\(stage.path)/compare") == ["1.1.0", "1.3.0"])
            #expect(try await chosen("\(stage.path)/compare?to=1.2.0") == ["1.1.0", "1.2.0"])
            #expect(try await chosen("\(stage.path)/compare?to=1.1.0") == ["1.0.0", "1.1.0"])
        }
    }

    @Test func `findings that came and went are listed`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            try await stage.upload("1.0.0", package: SamplePackages.webDraft().with { $0["x.log"] = "x" }.archive())
                .expect(201)
            let leaky = SamplePackages.webDraft().with {
                $0["pay.js"] = "const appSecret = 'b7e1f5c09a834d62b1c45e0f7a92d3c8e6f01b24'\n"
            }
            try await stage.upload("1.1.0", package: leaky.archive()).expect(201)
            let page = try await stage.owner.get("\(stage.path)/compare").expect(200)
            try page.expect(text: "新出现").expect(text: "已消失").expect(text: "pay.js:1").expect(text: "x.log")
        }
    }

    @Test func `a long list is cut with its count and can be opened whole`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            try await stage.upload("1.0.0").expect(201)
            let many = SamplePackages.webDraft().with { draft in
                for index in 0..<130 { draft["data/\(1_000 + index).json"] = "{}" }
            }
            try await stage.upload("1.1.0", package: many.archive()).expect(201)
            let path = "\(stage.path)/compare?from=1.0.0&to=1.1.0"
            let cut = try await stage.owner.get(path).expect(200)
            try cut.expect(text: "还有 30 个文件").expect(text: "data/1099.json").expect(noText: "data/1100.json")
            let whole = try await stage.owner.get(path + "&all=1").expect(200)
            try whole.expect(text: "data/1129.json").expect(noText: "还有 30 个文件")
        }
    }

    @Test func `a version whose package cannot be read any more is said so, and the reports are compared`() async throws
    {
        try await Site.run { site in
            let stage = try await Self.stage(site)
            let hash = try await site.platform.engine.rows("SELECT package FROM version WHERE number = '1.0.0'")
                .first?.text("package")
            try site.platform.blobs.remove(try #require(hash))
            let page = try await stage.owner.get("\(stage.path)/compare?from=1.0.0&to=1.1.0").expect(200)
            try page.expect(text: "1.0.0 的代码包已经无法读取").expect(text: "整包").expect(noText: "1.1.0 的代码包")
        }
    }

    @Test func `an unknown number is said at its field; strangers see nothing`() async throws {
        try await Site.run { site in
            let stage = try await Self.stage(site)
            try await stage.owner.get("\(stage.path)/compare?from=9.9.9&to=1.1.0").expect(404).expect(text: "没有这个版本")
            try await site.as("stranger").get("\(stage.path)/compare").expect(404)
            let tester = try await stage.member("tester", .experiencer)
            try await tester.get("\(stage.path)/compare").expect(200)
        }
    }
}
