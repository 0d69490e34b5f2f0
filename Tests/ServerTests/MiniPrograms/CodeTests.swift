import Domain
import TestSupport
import Testing

@testable import Server

@Suite struct CodeTests {
    @Test func `the code opens the host app's link, as PNG and SVG, with and without the logo`() async throws {
        try await Site.run { site in
            let lin = try await site.as("lin")
            let app = try await site.app()
            let link = "alipays://platformapi/startapp?appId=\(app)"
            try await lin.get("/apps/\(app)/code").expect(200).expect(text: link).expect(noText: "中间放图标")
            let plain = try await lin.get("/apps/\(app)/code.png").expect(200)
            #expect(plain.header("content-type") == "image/png")
            #expect(try await BarcodeReader.text(png: plain.bytes) == link)
            _ = try await SetLogo(platform: site.platform, catalogue: try Catalogue())(
                try SamplePicture.png(300, 300),
                in: try await site.platform.authorise(
                    app,
                    for: .appEdit,
                    by: Caller(person: try await site.person("lin"), duties: [], scopes: nil)
                )
            )
            try await lin.get("/apps/\(app)/code").expect(text: "中间放图标").expect(text: "code.svg?logo=1")
            let marked = try await lin.get("/apps/\(app)/code.png?logo=1&save=1").expect(200)
            #expect(marked.bytes != plain.bytes)
            #expect(marked.header("content-disposition") == "attachment; filename=\"\(app).png\"")
            #expect(try await BarcodeReader.text(png: marked.bytes) == link)
            let svg = try await lin.get("/apps/\(app)/code.svg?logo=1").expect(200).expect(text: "<svg")
            #expect(svg.header("content-type") == "image/svg+xml")
            try await site.as("hejing").get("/apps/\(app)/code.png").expect(404)
        }
    }
}
