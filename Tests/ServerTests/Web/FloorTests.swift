import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Server

/// What holds for every route, whatever the feature.
@Suite struct FloorTests {
    private struct Secret: Error { let text = "password=hunter2 at /srv/secret.db" }

    @Test func `a page that is not there carries the security headers`() async throws {
        try await Site.run { site in
            _ = try await site.person("lin")
            for path in ["/no-such-page", "/api/v1/no-such-thing"] {
                let answer = try await site.stranger.get(path).expect(404)
                for name in ["content-security-policy", "x-content-type-options", "referrer-policy", "x-frame-options"]
                {
                    #expect(answer.header(name) != nil, "\(path) lacks \(name)")
                }
                #expect(answer.header("x-request-id") != nil)
                #expect(answer.header("cache-control") == "no-store")
            }
        }
    }

    @Test func `a problem document has the members that RFC 9457 names, in its own type`() async throws {
        try await Site.run { site in
            _ = try await site.person("lin")
            let answer = try await site.stranger.get("/api/v1/no-such-thing").expect(refusal: "NOT_FOUND", 404)
            #expect(answer.header("content-type") == "application/problem+json")
            let problem = try answer.json()
            #expect(problem["type"] as? String == "about:blank")
            #expect(problem["title"] as? String == "Not Found")
            #expect(problem["status"] as? Int == 404)
            #expect(problem["request_id"] as? String == answer.header("x-request-id"))
        }
    }

    @Test func `an unknown error is logged once and shown with its number only`() async throws {
        let routes: @Sendable (Routes) -> Void = { routes in
            routes.open(.get, "/test/broken", .installationRead) { _, _ in throw Secret() }
            routes.open(.get, "/api/v1/test/broken", .installationRead) { _, _ in throw Secret() }
        }
        try await Site.run(expectsErrors: true, routes: routes) { site in
            _ = try await site.person("lin")
            for path in ["/test/broken", "/api/v1/test/broken"] {
                site.log.clear()
                let answer = try await site.stranger.get(path).expect(500)
                let id = try #require(answer.header("x-request-id"))
                #expect(answer.text.contains(id))
                #expect(!answer.text.contains("hunter2") && !answer.text.contains("Secret"))
                let errors = site.log.errors
                #expect(errors.count == 1)
                #expect(errors.first?.metadata["cause"]?.contains("hunter2") == true)
                #expect(errors.first?.metadata.values.contains(id) == true)
            }
        }
    }

    @Test func `the log has one line a request, without the query`() async throws {
        try await Site.run { site in
            let lin = try await site.as("lin")
            site.log.clear()
            _ = try await lin.get("/healthz?token=secret").expect(200)
            let lines = site.log.lines.filter { $0.message.contains("healthz") }
            #expect(lines.count == 1)
            #expect(lines.first?.message == "GET /healthz")
            #expect(lines.first?.metadata["status"] == "200")
            #expect(lines.first?.metadata["person"] == lin.person?.rawValue)
        }
    }

    @Test(arguments: ["POST", "PUT", "PATCH", "DELETE"])
    func `another site cannot change anything with this site's cookie`(_ method: String) async throws {
        let routes: @Sendable (Routes) -> Void = { routes in
            for method in [HTTPRequest.Method.post, .put, .patch, .delete] {
                routes.open(method, "/test/change", .installationRead) { _, _ in .empty }
            }
        }
        try await Site.run(routes: routes) { site in
            let lin = try await site.as("lin")
            let verb = try #require(HTTPRequest.Method(method))
            for site in ["cross-site", "same-site"] {
                let answer = try await lin.with("sec-fetch-site", site).send(verb, "/test/change")
                #expect(answer.status == 403)
            }
            // Browsers without Sec-Fetch-Site say the origin; a sandboxed frame says null.
            let old = lin.with("sec-fetch-site", "")
            for client in [
                old.with("origin", "https://evil.example"), old.with("origin", "null"),
                old.with("authorization", "Basic eDp5"),
            ] {
                try await client.send(verb, "/test/change").expect(403)
            }
            try await lin.send(verb, "/test/change").expect(204)
        }
    }

    @Test func `figures are for the machine itself, and for an administrator's token`() async throws {
        try await Site.run { site in
            let administrator = try await site.token("hejing", duties: [.administrator])
            try await site.stranger.get("/metrics").expect(200).expect(text: "steward_")
            try await administrator.at("203.0.113.7").get("/metrics").expect(200).expect(text: "steward_")
            try await site.token("lin").at("203.0.113.7").get("/metrics").expect(403)
            var wrong = site.stranger.at("203.0.113.7")
            wrong.token = "stw_wrong"
            try await wrong.get("/metrics").expect(401)
        }
    }

    @Test func `whoever has many addresses is counted once`() throws {
        let (limiter, now) = (RateLimiter(), Instant(milliseconds: 0))
        for index in 1...Int(RateBudget.signIns.burst) {
            try limiter.take(.signIns, from: "2001:db8:1:2::\(index)", at: now)
        }
        #expect(throws: Refusal.self) { try limiter.take(.signIns, from: "2001:db8:1:2:ffff::1", at: now) }
        try limiter.take(.signIns, from: "2001:db8:1:3::1", at: now)
        for last in 1...30 { try limiter.take(.signIns, from: "203.0.113.\(last)", at: now) }
    }

    @Test func `a call of the API without a token is asked for one, whatever it would change`() async throws {
        try await Site.run { site in
            let lin = try await site.as("lin")
            for client in [site.stranger, site.stranger.with("cookie", "steward_session=over")] {
                let program = client.with("sec-fetch-site", "")
                try await program.postJSON("/api/v1/apps", #"{"name":"山丘咖啡"}"#).expect(refusal: "SIGN_IN_REQUIRED", 401)
            }
            // With a session it is a page's call, and may be another site's.
            let foreign = lin.with("sec-fetch-site", "cross-site")
            try await foreign.postJSON("/api/v1/apps", #"{"name":"山丘咖啡"}"#).expect(refusal: "FOREIGN_ORIGIN", 403)
        }
    }

    @Test func `an address that changes things too fast is slowed down, another is not`() async throws {
        try await Site.run { site in
            let lin = try await site.as("lin")
            var last = 0
            for _ in 0...Int(RateBudget.writes.burst) { last = try await lin.at("203.0.113.7").post("/no-such").status }
            #expect(last == 429)
            let slowed = try await lin.at("203.0.113.7").post("/no-such").expect(429)
            #expect(slowed.header("retry-after") != nil)
            _ = try await lin.at("203.0.113.8").post("/no-such").expect(404)
        }
    }

    @Test func `every route of the router has a decision`() async throws {
        try await Site.run { site in
            let decided = Set(site.routes.map { "\($0.method) \($0.path)" })
            let answered = site.answered.filter { !$0.hasPrefix("HEAD ") }
            #expect(!answered.isEmpty)
            for route in answered { #expect(decided.contains(route), "no decision for \(route)") }
        }
    }
}
