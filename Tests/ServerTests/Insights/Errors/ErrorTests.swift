import Domain
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct `Errors on phones` {
    private static func script(_ message: String, _ stack: String = "at Cart.total (https://appx/1/index.js:1:11)")
        -> String
    {
        let stack = stack.replacing("\n", with: "\\n")
        return
            #"{"kind":"js_error","message":"\#(message)","stack":"\#(stack)","page":"pages/cart","device":"Mate 60"}"#
    }

    private static let request =
        #"{"kind":"http","method":"GET","url":"https://api.example.com/orders/7","status":500}"#

    private static func list(_ events: EventStage, _ query: String = "") async throws -> [[String: Any]] {
        let answer = try await events.stage.owner.get("/api/v1/apps/\(events.app)/errors\(query)").expect(200).json()
        return try #require(answer["items"] as? [[String: Any]])
    }

    @Test(arguments: EngineKind.available)
    func `are groups that count failures, users, versions and days`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let events = try await EventStage(site, isGray: true)
            let (one, two) = (try events.receipt("one"), try events.receipt("two", VersionNumber(1, 1, 0), .gray))
            try await events.report([Self.script("Order 7 is gone"), Self.script("Order 8 is gone")], receipt: one)
                .expect(202)
            try await events.report([Self.request], receipt: one).expect(202)
            await events.writer.flush()
            site.world.advance(seconds: 86_400)
            try await events.report([Self.script("Order 9 is gone")], receipt: two).expect(202)
            await events.writer.flush()
            let found = try await Self.list(events)
            #expect(found.count == 2)
            let group = found[0]
            #expect(group["kind"] as? String == "js_error" && group["message"] as? String == "Order 7 is gone")
            #expect(group["count"] as? Int == 3 && group["users"] as? Int == 2)
            #expect(group["first_version"] as? String == "1.0.0" && group["last_version"] as? String == "1.1.0")
            #expect(found[1]["subject"] as? String == "GET https://api.example.com/orders/7")
            #expect(found[1]["code"] as? String == "500")
            let fingerprint = try #require(group["fingerprint"] as? String)
            let days = try await site.platform.engine.rows(
                "SELECT failures FROM event_error_day WHERE fingerprint = \(fingerprint) ORDER BY day"
            ).map { try $0.int("failures") }
            #expect(days == [2, 1])
            // Only what the gray version met.
            #expect(try await Self.list(events, "?show=gray").map { $0["fingerprint"] as? String } == [fingerprint])
            #expect(try await Self.list(events, "?show=http").map { $0["kind"] as? String } == ["http"])
            #expect(try await Self.list(events, "?order=most").map { $0["count"] as? Int } == [3, 1])
            #expect(try await Self.list(events, "?show=launch").isEmpty)
            let page = try await events.stage.owner.get("/apps/\(events.app)/errors/\(fingerprint)").expect(200)
            try page.expect(text: "Order 7 is gone").expect(text: "1.0.0 – 1.1.0").expect(text: "Mate 60")
        }
    }

    @Test(arguments: EngineKind.available)
    func `come page by page in either order, each once`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let events = try await EventStage(site)
            let words = (0..<45).map { index in String(repeating: "x", count: index + 1) }
            for (index, word) in words.enumerated() {
                try await events.report((0...index % 3).map { _ in Self.script(word) }).expect(202)
            }
            await events.writer.flush()
            for order in ["newest", "most"] {
                var (seen, after): ([String], String?) = ([], nil)
                repeat {
                    let path = "/api/v1/apps/\(events.app)/errors?order=\(order)" + (after.map { "&after=\($0)" } ?? "")
                    let answer = try await events.stage.owner.get(path).expect(200).json()
                    let items = try #require(answer["items"] as? [[String: Any]])
                    seen += items.compactMap { $0["message"] as? String }
                    after = answer["next"] as? String
                } while after != nil
                #expect(Set(seen) == Set(words) && seen.count == words.count)
            }
            try await events.stage.owner.get("/apps/\(events.app)/errors").expect(200).expect(text: "更多")
        }
    }

    @Test func `show the file and line that were written where source maps were uploaded`() async throws {
        try await Site.run { site in
            let events = try await EventStage(site)
            let map = """
                {"version":3,"sourceRoot":"src/","sources":["cart.ts"],"names":["total"],
                "sourcesContent":["one\\ntwo\\n  return price.total"],"mappings":"AAAA,UAEIA"}
                """
            let maps = PackageDraft(["js/index.js.map": Array(map.utf8), "other.js.map": Array("{}".utf8)]).archive()
            let files = [
                UploadedFile(field: "package", name: "a.zip", bytes: SamplePackages.web()),
                UploadedFile(field: "source_maps", name: "maps.zip", bytes: maps),
            ]
            let api = "/api/v1/apps/\(events.app)"
            try await events.stage.owner.upload("\(api)/versions", ["version": "2.0.0"], files: files).expect(201)
            let receipt = try events.receipt("u", VersionNumber(2, 0, 0), .experience)
            let stack =
                "at Cart.total (https://appx/1/js/index.js:1:11)\\nat https://appx/1/other.js:1:1\\nat gone.js:1:1"
            try await events.report([Self.script("x", stack)], receipt: receipt).expect(202)
            await events.writer.flush()
            let fingerprint = try #require(try await Self.list(events).first?["fingerprint"] as? String)
            let answer = try await events.stage.owner.get("\(api)/errors/\(fingerprint)").expect(200).json()
            let lines = try #require(answer["stack"] as? [[String: Any]])
            #expect(lines.map { $0["source"] as? String } == ["src/cart.ts", nil, nil])
            #expect(lines[0]["line"] as? Int == 3 && lines[0]["column"] as? Int == 5)
            let page = try await events.stage.owner.get("/apps/\(events.app)/errors/\(fingerprint)").expect(200)
            try page.expect(text: "src/cart.ts:3:5").expect(text: "return price.total")
        }
    }

    @Test func `say how to upload source maps where there are none`() async throws {
        try await Site.run { site in
            let events = try await EventStage(site)
            try await events.report([Self.script("x")]).expect(202)
            await events.writer.flush()
            let fingerprint = try #require(try await Self.list(events).first?["fingerprint"] as? String)
            let page = try await events.stage.owner.get("/apps/\(events.app)/errors/\(fingerprint)").expect(200)
            try page.expect(text: "--source-maps")
            let other = try await events.stage.member("heyan", .experiencer)
            try await other.get("/apps/\(events.app)/errors/\(fingerprint)").expect(403)
            try await site.stranger.get("/api/v1/apps/\(events.app)/errors").expect(401)
            for wrong in ["1.0", "x", "1.00000000000000000000"] {
                try await events.stage.owner.get("/apps/\(events.app)/errors/\(wrong)").expect(404)
            }
        }
    }

    @Test func `that a host app makes up are counted, not told apart without end`() async throws {
        try await Site.run { site in
            let events = try await EventStage(site)
            let words = (0..<400).map { index in Self.script(String(repeating: "x", count: index + 1)) }
            try await events.report(words).expect(202)
            await events.writer.flush()
            #expect(try await events.count("event_error") == EventLimits.errorsAMinute)
            #expect(try await events.sum(.scriptErrors) == 400)
        }
    }

    @Test(arguments: EngineKind.available)
    func `are forgotten: who had them after 30 days, all of them after 400`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let events = try await EventStage(site)
            try await events.report([Self.script("x")]).expect(202)
            await events.writer.flush()
            let forget = ForgetEvents(platform: site.platform)
            site.world.advance(seconds: 31 * 86_400)
            try await forget()
            #expect(try await events.count("event_error_user") == 0)
            #expect(try await events.count("event_error") == 1)
            site.world.advance(seconds: 370 * 86_400)
            try await forget()
            for table in ["event_error", "event_error_version", "event_error_day"] {
                #expect(try await events.count(table) == 0, "\(table)")
            }
        }
    }

    @Test func `wrong questions of the API are named`() async throws {
        try await Site.run { site in
            let events = try await EventStage(site)
            for query in ["show=x", "order=x", "after=x"] {
                try await events.stage.owner.get("/api/v1/apps/\(events.app)/errors?\(query)").expect(
                    refusal: "INVALID",
                    422
                )
            }
        }
    }

    @Test func `as pages`() async throws {
        try await Site.run { site in
            let events = try await EventStage(site)
            let names: KeyValuePairs = [events.app.rawValue: "APP_ID"]
            let path = "/apps/\(events.app)/errors"
            try expectGolden(
                try await events.stage.owner.get(path).expect(200).inside(naming: names),
                "errors-empty.html"
            )
            try await events.report([Self.script("Order 7 is gone"), Self.request]).expect(202)
            await events.writer.flush()
            try expectGolden(
                try await events.stage.owner.get(path).expect(200).inside(naming: names),
                "errors-list.html"
            )
            let fingerprint = try #require(
                try await Self.list(events, "?show=js_error").first?["fingerprint"] as? String
            )
            let english = events.stage.owner.with("accept-language", "en")
            let page = try await english.get("\(path)/\(fingerprint)").expect(200)
            try expectGolden(page.inside(naming: names), "errors-one-en.html")
        }
    }
}
