import Domain
import TestSupport
import Testing

@testable import Server

/// One page of each kind as it is sent, without the frame around it.
@Suite struct GoldenPageTests {
    /// The main part of the page; the id, which is chance, stands as `APP_ID`.
    private func main(of page: SiteResponse, _ app: ID<MiniProgram>) throws -> String {
        let lines = page.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let begin = try #require(lines.firstIndex { $0.hasPrefix("<main") })
        let end = try #require(lines.firstIndex { $0.hasPrefix("</main>") })
        return lines[begin...end].joined(separator: "\n")
            .replacing(app.rawValue, with: "APP_ID").replacing(AppID.grouped(app), with: "APP_ID")
    }

    @Test func `home, base information, a form and a refused form are as recorded`() async throws {
        try await Site.run { site in
            let app = try await site.app("山丘咖啡点单")
            let version = try await site.version(VersionNumber(3, 10, 2), of: app, errors: 2)
            try await site.setExperience(version, of: app)
            try await site.version(VersionNumber(3, 8, 2), of: app, .released)
            let lin = try await site.as("lin", name: "林知远")
            try await lin.post("/apps/\(app)/information/categories", ["categories": "0101"]).expect(303)
            try expectGolden(main(of: try await lin.get("/"), app), "miniprograms-home.html")
            try expectGolden(
                main(of: try await lin.get("/apps/\(app)/information"), app),
                "miniprograms-information.html"
            )
            try expectGolden(main(of: try await lin.get("/apps/\(app)/close"), app), "miniprograms-close.html")
            let refused = try await lin.post("/apps/\(app)/information/names", ["name": "山丘", "slogan": "到店即取"])
            try expectGolden(main(of: refused, app), "miniprograms-names-refused.html")
            let english = try await lin.with("accept-language", "en").get("/apps/\(app)/information")
            try expectGolden(main(of: english, app), "miniprograms-information-en.html")
        }
    }
}
