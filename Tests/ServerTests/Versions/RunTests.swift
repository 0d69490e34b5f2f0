import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// What runs is foreign code: it gets its own files and nothing else.
@Suite struct `A running mini program` {
    private func running(_ stage: VersionStage, _ bytes: [UInt8] = SamplePackages.web()) async throws -> String {
        try await stage.upload("next", package: bytes).expect(201)
        let number = try #require(try await stage.numbers().first)
        return try #require(try await stage.owner.get("\(stage.path)/versions/\(number)/open").expect(200).source)
    }

    @Test func `is served without an origin, and talks to its declared hosts only`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            try await site.platform.engine.execute(
                "UPDATE mini_program SET request_domains = \("api.hill.example\ncdn.hill.example")"
            )
            let frame = try await running(stage)
            let page = try await site.stranger.get(frame).expect(200)
            #expect(page.header("content-type") == "text/html; charset=utf-8")
            #expect(page.header("x-content-type-options") == "nosniff")
            #expect(page.header("access-control-allow-origin") == "*")
            #expect(page.header("cross-origin-resource-policy") == "cross-origin")
            #expect(page.header("x-frame-options") == "SAMEORIGIN")
            #expect(page.header("referrer-policy") == "no-referrer")
            #expect(page.header("set-cookie") == nil)
            let policy = try #require(page.header("content-security-policy"))
            let rules = Dictionary(
                uniqueKeysWithValues: policy.split(separator: "; ").map { line in
                    (String(line.prefix { $0 != " " }), String(line.drop { $0 != " " }.dropFirst()))
                }
            )
            #expect(rules["sandbox"]?.contains("allow-scripts") == true)
            #expect(rules["sandbox"]?.contains("allow-same-origin") == false)
            #expect(rules["sandbox"]?.contains("allow-top-navigation") == false)
            let base = try #require(rules["default-src"]?.split(separator: " ").first)
            #expect(base.hasSuffix("/\(frame.split(separator: "/").dropLast().joined(separator: "/"))/"))
            let connect = try #require(rules["connect-src"])
            #expect(connect.contains("https://api.hill.example") && connect.contains("wss://cdn.hill.example"))
            for word in connect.split(separator: " ") {
                #expect(word == base || word.contains("hill.example") || word == "data:" || word == "blob:")
            }
            #expect(!policy.contains("'self'") || rules["frame-ancestors"] == "'self'")
            #expect(rules["frame-src"] == "'none'" && rules["object-src"] == "'none'")
        }
    }

    @Test(arguments: [
        ("steward.example:8080", "http://steward.example:8080/run/k/"), ("10.0.0.7", "http://10.0.0.7/run/k/"),
        ("[::1]:8080", "'self'"), ("[fd00::2]", "'self'"), ("", "http://localhost/run/k/"),
        ("a b; script-src *", "http://localhost/run/k/"),
    ])
    func `may load from its own address, which a policy can name but for IPv6`(host: String, source: String) {
        #expect(RunRoutes.ownSource(host: host, key: "k", Settings(publicURL: "http://localhost")) == source)
    }

    @Test func `finds its files with their types, and nothing outside its package`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            let draft = SamplePackages.webDraft().with {
                $0["data/a b.json"] = #"{"ok":true}"#
                $0["sub/index.html"] = "<!doctype html><title>sub</title>"
            }
            let frame = try await running(stage, draft.archive())
            let base = frame.dropLast("index.html".count)
            let files = [
                ("style.css", "text/css; charset=utf-8"), ("main.js", "text/javascript; charset=utf-8"),
                ("img/stick.png", "image/png"), ("data/a%20b.json", "application/json; charset=utf-8"),
                ("sub/", "text/html; charset=utf-8"), ("", "text/html; charset=utf-8"),
            ]
            for (name, type) in files {
                let answer = try await site.stranger.get("\(base)\(name)").expect(200)
                #expect(answer.header("content-type") == type, "\(name)")
            }
            for name in [
                "no.js", "../style.css", "%2e%2e/style.css", "img", "style.css%00", "..%2fstyle.css", "img%5cstick.png",
            ] {
                try await site.stranger.get("\(base)\(name)").expect(404)
            }
        }
    }

    @Test func `lies in its folder where the package wraps it`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            let frame = try await running(stage, SamplePackages.webDraft().wrapped(in: "dist").archive())
            #expect(frame.hasSuffix("/dist/index.html"))
            try await site.stranger.get(frame).expect(200)
        }
    }

    @Test func `a key that is over, changed or made up opens nothing`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            let frame = try await running(stage)
            let key = String(try #require(frame.split(separator: "/").dropFirst().first))
            let parts = key.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
            let later = String(Int64.max, radix: 36)
            // The kind, the version, the end, whom it was given to, the experience code, the seal.
            func with(_ place: Int, _ text: String) -> String {
                var changed = parts
                changed[place] = text
                return changed.joined(separator: "-")
            }
            let forged = [
                with(2, later), with(1, "x\(parts[1].dropFirst())"), with(0, "p"), with(5, ""), with(3, ""),
                with(3, "x\(parts[3].dropFirst())"), with(4, "abc123"), parts.dropLast(1).joined(separator: "-"),
                "x", "----", "\(key)0", String(key.dropLast()),
            ]
            for text in forged { try await site.stranger.get("/run/\(text)/index.html").expect(404) }
            try await site.stranger.get(frame).expect(200)
            site.world.advance(seconds: 2 * 3600)
            try await site.stranger.get(frame).expect(404)
        }
    }

    @Test func `goes with its version and with its mini program`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            let frame = try await running(stage)
            try await stage.owner.delete("\(stage.api)/versions/1.0.0").expect(204)
            try await site.stranger.get(frame).expect(404)
            let other = try await running(stage)
            try await site.platform.engine.execute("UPDATE mini_program SET closed_at = 1")
            try await site.stranger.get(other).expect(404)
        }
    }

    @Test func `is seen by members only`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            try await stage.upload("1.0.0").expect(201)
            try await site.as("wang").get("\(stage.path)/versions/1.0.0/open").expect(404)
            try await site.stranger.get("\(stage.path)/versions/1.0.0/open").expect(303)
            try await stage.member("chen", .experiencer).get("\(stage.path)/versions/1.0.0/open").expect(200)
        }
    }
}
