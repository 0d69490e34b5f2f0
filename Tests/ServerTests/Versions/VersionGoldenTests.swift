import Domain
import TestSupport
import Testing

@testable import Server

/// One page of each kind of versions as it is sent, without the frame around it.
@Suite struct VersionGoldenTests {
    /// A mini program with an experience version, one with findings, and what its pages call by chance.
    private static func stage(_ site: Site) async throws -> VersionStage {
        let stage = try await VersionStage(site)
        try await stage.upload("1.0.0", ["description": "第一版", "experience": "true"]).expect(201)
        site.world.advance(seconds: 3600)
        let leaky = SamplePackages.webDraft().with {
            $0["pay.js"] = "const appSecret = 'b7e1f5c09a834d62b1c45e0f7a92d3c8e6f01b24'\n"
        }
        try await stage.upload("1.1.0", ["description": "会员卡支持叠加优惠券"], package: leaky.archive()).expect(201)
        return stage
    }

    @Test func `list, detail with its report, upload, delete, experience`() async throws {
        try await Site.run { site in
            let stage = try await Self.stage(site)
            let names: KeyValuePairs = [
                stage.app.rawValue: "APP_ID", AppID.grouped(stage.app): "APP_ID", try await stage.code(): "CODE",
            ]
            let pages = [
                ("versions", "list"), ("versions/1.1.0", "detail"), ("upload", "upload"),
                ("versions/1.0.0/delete", "delete"), ("experience", "experience"),
            ]
            for (path, name) in pages {
                let page = try await stage.owner.get("\(stage.path)/\(path)").expect(200)
                try expectGolden(page.inside(naming: names), "versions-\(name).html")
            }
            let english = try await stage.owner.with("accept-language", "en").get("\(stage.path)/versions/1.1.0")
            try expectGolden(english.expect(200).inside(naming: names), "versions-detail-en.html")
            let refused = try await stage.owner.upload(
                "\(stage.path)/upload",
                ["version": "1.0.0", "description": "这段话要留着"],
                files: [UploadedFile(field: "package", name: "a.zip", bytes: Array("not a ZIP".utf8))]
            )
            try expectGolden(refused.expect(422).inside(naming: names), "versions-upload-refused.html")
        }
    }
}
