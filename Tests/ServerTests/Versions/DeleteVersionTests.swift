import Domain
import Server
import Storage
import TestSupport
import Testing

@Suite struct `Deleting a version` {
    @Test func `asks for the number to be typed`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            try await stage.upload("1.0.0").expect(201)
            let path = "\(stage.path)/versions/1.0.0/delete"
            try await stage.owner.get(path).expect(200).expect(text: "代码包")
            let page = try await stage.owner.post(path, ["number": "1.0"]).expect(422)
            try page.expect(text: #"value="1.0""#).expect(text: "p-number")
            try await stage.owner.post(path, ["number": "1.0.0"]).expect(redirectTo: "\(stage.path)/versions")
            #expect(try await stage.numbers().isEmpty)
            try await stage.owner.get("\(stage.path)/versions/1.0.0").expect(404)
            // It was never submitted, so the number is free again.
            try await stage.upload("1.0.0").expect(201)
        }
    }

    @Test(arguments: EngineKind.available)
    func `says whether the number may be uploaded again`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await VersionStage(site)
            for number in ["1.0.0", "1.1.0"] { try await stage.upload(number).expect(201) }
            let page = { (number: String) in
                try await stage.owner.get("\(stage.path)/versions/\(number)/delete").expect(200)
            }
            try await page("1.0.0").expect(text: "已经有更大的版本号 1.1.0，这个版本号不能再次上传")
            try await page("1.1.0").expect(text: "没有提审过，可以再次上传")
            try await site.platform.engine.execute(
                "INSERT INTO release_line (app_id, largest_submitted) VALUES (\(stage.app), \("1.1.0"))"
            )
            try await page("1.1.0").expect(text: "提审过，不能再次上传").expect(noText: "可以再次上传")
        }
    }

    @Test(arguments: EngineKind.available)
    func `of the experience version is one step that says so`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await VersionStage(site)
            try await stage.upload("1.0.0", ["experience": "true"]).expect(201)
            let code = try await stage.code()
            try await stage.owner.delete("\(stage.api)/versions/1.0.0")
                .expect(refusal: "CAN_NOT_DELETE_WITH_EXPERIENCE", 409)
            let path = "\(stage.path)/versions/1.0.0/delete"
            try await stage.owner.get(path).expect(200).expect(text: "取消体验版并删除")
            try await stage.owner.post(path, ["number": "1.0.0"]).expect(409)
            try await stage.owner.post(path, ["number": "1.0.0", "cancel_experience": "true"]).expect(303)
            #expect(try await stage.numbers().isEmpty)
            try await stage.owner.get("/e/\(code)").expect(404)
            let words = try await site.platform.engine.rows("SELECT word FROM journal ORDER BY sequence")
                .map { try $0.text("word") }
            #expect(words.suffix(2) == ["experience.cancelled", "version.deleted"])
        }
    }

    @Test func `is possible in development only`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            try await stage.upload("1.0.0").expect(201)
            for status in VersionStatus.allCases where status != .development {
                try await site.platform.engine.execute("UPDATE version SET status = \(status.rawValue)")
                try await stage.owner.delete("\(stage.api)/versions/1.0.0")
                    .expect(refusal: "CAN_NOT_DELETE_WITHOUT_DEV", 409)
                let list = try await stage.owner.get("\(stage.path)/versions").expect(200)
                #expect(!list.text.contains("/delete"), "\(status)")
            }
        }
    }

    @Test func `leaves the package to the clean-up, which spares what is still referred to`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            let shared = SamplePackages.web()
            try await stage.upload("1.0.0", package: shared).expect(201)
            try await stage.upload("1.0.1", package: shared).expect(201)
            try await stage.upload("1.0.2", package: SamplePackages.alipay()).expect(201)
            #expect(try stage.files().count == 2)
            try await stage.owner.delete("\(stage.api)/versions/1.0.0").expect(204)
            try await stage.owner.delete("\(stage.api)/versions/1.0.2").expect(204)
            // The files' own clock is the real one; the test world's is far behind it until it is moved on.
            site.world.advance(seconds: 20 * 365 * 86_400)
            #expect(try await Housekeeping(platform: site.platform).tidy() == 1)
            #expect(try stage.files().count == 1)
        }
    }
}
