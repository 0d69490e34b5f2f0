import Domain
import TestSupport
import Testing

@testable import Server

/// One page of each kind of the runtime as it is sent, without the frame around it.
@Suite struct RuntimeGoldenTests {
    @Test func `why a user gets a version, and what others would get`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            let explain = "\(stage.path)/explain"
            try await stage.version("1.0.0", .released)
            let names: KeyValuePairs = [stage.app.rawValue: "APP_ID"]
            let quiet = try await stage.owner.get("\(explain)?user=2088000000000001").expect(200)
            try expectGolden(quiet.inside(naming: names), "runtime-explain-no-gray.html")
            try await stage.version("1.1.0", .gray)
            let gray = try #require(try await stage.gray())
            let users = (0..<200).map { "user-\($0)" }
            let inside = try #require(users.first { gray.share.contains(Cohort.position(of: $0, salt: gray.salt)) })
            let outside = try #require(users.first { !gray.share.contains(Cohort.position(of: $0, salt: gray.salt)) })
            for (user, name) in [(inside, "inside"), (outside, "outside")] {
                let page = try await stage.owner.get("\(explain)?user=\(user)").expect(200)
                try expectGolden(page.inside(naming: names), "runtime-explain-\(name).html")
            }
            try await stage.owner.post("/me/host-users", ["user": "user-2"]).expect(303)
            let form: KeyValuePairs = ["percent": "50", "users": users.prefix(8).joined(separator: "\n")]
            let tried = try await stage.owner.post(explain, form).expect(200)
            try expectGolden(tried.inside(naming: names), "runtime-explain-tried.html")
            let english = stage.owner.with("accept-language", "en")
            try expectGolden(
                try await english.post(explain, form).expect(200).inside(naming: names),
                "runtime-explain-tried-en.html"
            )
            let refused = try await stage.owner.post(explain, ["percent": "0", "users": "a"]).expect(422)
            try expectGolden(refused.inside(naming: names), "runtime-explain-refused.html")
        }
    }

    @Test func `the host app's user ids: none, some, one refused, five`() async throws {
        try await Site.run { site in
            let (lin, chen) = (try await site.as("lin", name: "林知远"), try await site.as("chen", name: "陈默"))
            try expectGolden(await lin.get("/me/host-users").expect(200).inside(), "runtime-host-users-none.html")
            for number in 1...4 { try await lin.post("/me/host-users", ["user": "2088\(number)"]).expect(303) }
            try expectGolden(await lin.get("/me/host-users").expect(200).inside(), "runtime-host-users.html")
            let refused = try await chen.post("/me/host-users", ["user": "20881"]).expect(409)
            try expectGolden(refused.inside(), "runtime-host-users-refused.html")
            try await lin.post("/me/host-users", ["user": "20885"]).expect(303)
            let english = lin.with("accept-language", "en")
            let full = try await english.get("/me/host-users").expect(200)
            try expectGolden(full.inside(), "runtime-host-users-full-en.html")
        }
    }

    @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (1_000_000, "1,000,000"), (-12_345, "-12,345")])
    func `numbers are grouped by thousands`(number: Int, text: String) {
        #expect(number.grouped == text)
    }
}
