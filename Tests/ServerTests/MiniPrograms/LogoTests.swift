import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct LogoTests {
    @Test(arguments: EngineKind.available)
    func `a logo is made square and anew, and shown from its content`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let lin = try await site.as("lin")
            let app = try await site.app()
            let picture = SamplePicture.withEXIF(try SamplePicture.jpeg(400, 400), orientation: 1)
            let file = UploadedFile(field: "logo", name: "a.jpg", type: "image/jpeg", bytes: picture)
            try await lin.upload("/apps/\(app)/information/logo", files: [file]).expect(303)
            let hash = try #require(try await site.information(of: app)?.logo)
            try await lin.get("/").expect(text: "/pictures/\(hash)")
            let shown = try await site.stranger.get("/pictures/\(hash)").expect(200)
            #expect(shown.header("content-type") == "image/png")
            #expect(shown.header("cache-control")?.contains("immutable") == true)
            #expect(!shown.text.contains("GPS"))
            let logo = try Bitmap(decoding: shown.bytes)
            #expect(logo.width == 512 && logo.height == 512)
            #expect(try await site.words(of: app).last == "app.information_changed")
        }
    }

    @Test func `what is no square picture is refused at the field`() async throws {
        try await Site.run { site in
            let lin = try await site.as("lin")
            let app = try await site.app()
            let path = "/apps/\(app)/information/logo"
            func file(_ bytes: [UInt8]) -> UploadedFile { UploadedFile(field: "logo", name: "a", bytes: bytes) }
            try await lin.upload(path, files: [file(try SamplePicture.png(400, 200))]).expect(422)
                .expect(text: "图标须为正方形")
            try await lin.upload(path, files: [file(Array("GIF89a and no more".utf8))]).expect(422)
            try await lin.upload(path, files: []).expect(422).expect(text: "请选择一张图片")
            try await lin.upload(path, files: [file([UInt8](repeating: 0x89, count: (2 << 20) + 1))]).expect(413)
            #expect(try await site.information(of: app)?.logo == nil)
        }
    }

    @Test func `the API takes the picture as the body`() async throws {
        try await Site.run { site in
            let lin = try await site.token("lin")
            let app = try await site.app()
            let png = try SamplePicture.png(256, 256)
            let answer = try await lin.send(.put, "/api/v1/apps/\(app)/logo", type: "image/png", body: png).expect(200)
            let url = try #require(try answer.json()["logo_url"] as? String)
            #expect(url.hasPrefix("http://localhost/pictures/"))
            let wide = try SamplePicture.png(400, 200)
            try await lin.send(.put, "/api/v1/apps/\(app)/logo", type: "image/png", body: wide)
                .expect(refusal: "PICTURE_NOT_SQUARE", 422)
            try await lin.send(.put, "/api/v1/apps/\(app)/logo", type: "image/png", body: [])
                .expect(refusal: "PICTURE_FORMAT", 422)
        }
    }

    @Test func `screenshots are kept for a submission and named by an id`() async throws {
        try await Site.run { site in
            let lin = try await site.token("lin")
            let app = try await site.app()
            let path = "/api/v1/apps/\(app)/pictures"
            let answer = try await lin.send(.post, path, type: "image/png", body: try SamplePicture.png(390, 844))
            let id = try #require(try answer.expect(201).json()["id"] as? String)
            let rows = try await site.platform.engine.rows("SELECT id, width FROM picture WHERE app_id = \(app)")
            #expect(try rows.map { try $0.text("id") } == [id])
            let huge = [UInt8](repeating: 0, count: (4 << 20) + 1)
            try await lin.send(.post, path, type: "image/png", body: huge).expect(refusal: "PICTURE_TOO_LARGE", 413)
        }
    }

    @Test func `only pictures come out at the pictures' address`() async throws {
        try await Site.run { site in
            _ = try await site.person("lin")
            let hash = try site.platform.blobs.store(Array("PK\u{3}\u{4} a package".utf8))
            try await site.stranger.get("/pictures/\(hash)").expect(404)
            try await site.stranger.get("/pictures/nonsense").expect(404)
            try await site.stranger.get("/pictures/\(String(repeating: "0", count: 64))").expect(404)
        }
    }
}
