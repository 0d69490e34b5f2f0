import Foundation
import Testing

@testable import Server

/// The sample mini programs as they are in the program.
@Suite struct SampleTests {
    static let names = ["hill-coffee", "drifting-books", "green-booking"]

    private func file(_ path: String) throws -> [UInt8] {
        let text = try #require(EmbeddedSamples.all[path], "\(path) is missing")
        return Array(try #require(Data(base64Encoded: text)))
    }

    private func object(_ path: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(try file(path))) as? [String: Any])
    }

    @Test(arguments: names)
    func `a sample's logo is one that would be accepted`(name: String) throws {
        let bytes = try file("logos/\(name).png")
        #expect(bytes.count <= 20_000)
        #expect(try PictureHeader(checking: bytes) == PictureHeader(format: .png, width: 512, height: 512))
        #expect(try PreparePicture.run(bytes, as: .logo).width == 512)
    }

    @Test(arguments: names, [6, 8, 12])
    func `a QR code reads with a sample's logo in it`(name: String, scale: Int) async throws {
        for link in [
            "http://127.0.0.1:8080/e/7f3kq9x2mh", "https://steward.example.com/p/0123456789abcdefghijklmnopqrstuv",
        ] {
            let png = try QRCode(link, correction: .high).png(scale: scale, logo: try file("logos/\(name).png"))
            #expect(try await BarcodeReader.text(png: png) == link)
        }
    }

    @Test func `every page and picture that the Alipay sample names is there`() throws {
        let app = try object("hill-coffee/app.json")
        let packages = try #require(app["subPackages"] as? [[String: Any]])
        var pages = try #require(app["pages"] as? [String])
        for package in packages {
            let root = try #require(package["root"] as? String)
            pages += try #require(package["pages"] as? [String]).map { "\(root)/\($0)" }
        }
        #expect(pages.count == 7)
        for page in pages {
            for ending in ["js", "axml", "json", "acss"] {
                #expect(EmbeddedSamples.all["hill-coffee/\(page).\(ending)"] != nil, "\(page).\(ending)")
            }
        }
        let items = try #require((app["tabBar"] as? [String: Any])?["items"] as? [[String: String]])
        for item in items {
            #expect(pages.contains(item["pagePath"] ?? ""))
            for key in ["icon", "activeIcon"] { #expect(try !file("hill-coffee/\(item[key] ?? "")").isEmpty) }
        }
        let project = try object("hill-coffee/mini.project.json")
        #expect(project["format"] as? Int == 2)
        #expect((project["uploadExclude"] as? [String])?.contains("README.md") == true)
    }

    @Test func `the W3C sample has every required member and page`() throws {
        let manifest = try object("drifting-books/manifest.json")
        for member in ["app_id", "icons", "name", "pages", "platform_version", "version"] {
            #expect(manifest[member] != nil, "\(member)")
        }
        #expect((manifest["version"] as? [String: Any])?["code"] as? Int == 1)
        for page in try #require(manifest["pages"] as? [String]) {
            for ending in ["js", "html", "css"] {
                #expect(EmbeddedSamples.all["drifting-books/\(page).\(ending)"] != nil, "\(page).\(ending)")
            }
        }
        for icon in try #require(manifest["icons"] as? [[String: Any]]) {
            let source = try #require(icon["src"] as? String)
            #expect(try PictureHeader(checking: try file("drifting-books/\(source)")).width == 96)
        }
        let languages = try ["zh-Hans", "en-US"].map { try object("drifting-books/i18n/\($0).json") }
        #expect(Set(languages[0].keys) == Set(languages[1].keys))
    }

    @Test func `the web sample asks nothing of the network`() throws {
        for (path, content) in EmbeddedSamples.all where path.hasPrefix("green-booking/") {
            let text = String(decoding: try #require(Data(base64Encoded: content)), as: UTF8.self)
                .replacing("http://www.w3.org/2000/svg", with: "")
            for trace in ["http://", "https://", "fetch(", "XMLHttpRequest", "@import", "type=\"module\""] {
                #expect(!text.contains(trace), "\(path): \(trace)")
            }
        }
    }
}
