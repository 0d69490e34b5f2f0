import Domain
import TestSupport
import Testing

@testable import Server

/// One page of each kind of mini programs as it is sent, without the frame around it.
@Suite struct GoldenPageTests {
    private func inside(_ page: SiteResponse, _ app: ID<MiniProgram>) throws -> String {
        try page.inside(naming: [app.rawValue: "APP_ID", AppID.grouped(app): "APP_ID"])
    }

    @Test func `home, base information, a form and a refused form are as recorded`() async throws {
        try await Site.run { site in
            let app = try await site.app("山丘咖啡点单")
            let version = try await site.version(VersionNumber(3, 10, 2), of: app, errors: 2)
            try await site.setExperience(version, of: app)
            try await site.version(VersionNumber(3, 8, 2), of: app, .released)
            let lin = try await site.as("lin", name: "林知远")
            try await lin.post("/apps/\(app)/information/categories", ["categories": "0101"]).expect(303)
            try expectGolden(inside(try await lin.get("/"), app), "miniprograms-home.html")
            try expectGolden(
                inside(try await lin.get("/apps/\(app)/information"), app),
                "miniprograms-information.html"
            )
            try expectGolden(inside(try await lin.get("/apps/\(app)/close"), app), "miniprograms-close.html")
            let refused = try await lin.post("/apps/\(app)/information/names", ["name": "山丘", "slogan": "到店即取"])
            try expectGolden(inside(refused, app), "miniprograms-names-refused.html")
            let english = try await lin.with("accept-language", "en").get("/apps/\(app)/information")
            try expectGolden(inside(english, app), "miniprograms-information-en.html")
        }
    }
}
