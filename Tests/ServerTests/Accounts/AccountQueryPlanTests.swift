import Domain
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Server

/// What the pages of accounts ask: as much for many people as for one, and no table that grows read through.
@Suite struct AccountQueryPlanTests {
    @Test func `asks as many questions for many people as for one, and reads no growing table through`() async throws {
        let recorder = Mutex<RecordingEngine?>(nil)
        try await Site.run(
            settings: { $0.isDemo = true },
            engine: { engine in
                let recording = RecordingEngine(engine)
                recorder.withLock { $0 = recording }
                return recording
            }
        ) { site in
            let engine = try #require(recorder.withLock { $0 })
            let (lin, program) = (try await site.as("lin"), try await site.token("lin"))
            try await Self.addDemoPerson(site)
            let desk = site.stranger
            try await desk.post("/sign-in/code").expect(303)
            let asking: [(String, @Sendable () async throws -> SiteResponse)] = [
                ("me", { try await lin.get("/me").expect(200) }),
                ("profile", { try await lin.get("/me/profile").expect(200) }),
                ("password", { try await lin.get("/me/password").expect(200) }),
                ("devices", { try await lin.get("/me/devices").expect(200) }),
                ("security", { try await lin.get("/me/security").expect(200) }),
                ("second step", { try await site.stranger.get("/sign-in/step").expect(303) }),
                ("code shown", { try await site.stranger.post("/sign-in/code").expect(303) }),
                ("code's state", { try await desk.get("/sign-in/code/state").expect(200) }),
                ("scan", { try await lin.get("/scan/unknown").expect(404) }),
                ("claim", { try await desk.post("/sign-in/code/claim").expect(409) }),
                ("sessions", { try await program.get("/api/v1/me/sessions").expect(200) }),
                ("tokens", { try await lin.get("/me/tokens").expect(200) }),
                ("new token", { try await lin.get("/me/tokens/new").expect(200) }),
                ("about", { try await lin.get("/about").expect(200) }),
                ("sign-in page", { try await site.stranger.get("/sign-in").expect(200) }),
                ("by token", { try await program.get("/api/v1/me").expect(200) }),
                ("sign-in", { try await site.stranger.post("/sign-in", ["login": "x", "password": "y"]).expect(422) }),
                ("sign-out", { try await site.as("lin").post("/sign-out").expect(303) }),
                ("other devices", { try await lin.post("/me/devices/end-others").expect(303) }),
            ]
            func asked(_ ask: @Sendable () async throws -> SiteResponse) async throws -> [Query] {
                // Once before, for what is loaded once a process.
                _ = try await ask()
                engine.clear()
                _ = try await ask()
                return engine.queries
            }
            var few: [String: Int] = [:]
            for (name, ask) in asking { few[name] = try await asked(ask).count }
            try await Self.crowd(site, around: "lin")
            for (name, ask) in asking {
                let queries = try await asked(ask)
                #expect(queries.count == few[name], "\(name)")
                for query in queries { try await Self.expectNoScan(query, name, engine) }
            }
        }
    }

    private static func expectNoScan(_ query: Query, _ name: String, _ engine: any Engine) async throws {
        for line in try await engine.rows("EXPLAIN QUERY PLAN \(query)") {
            let step = try line.text("detail")
            // A constant row is no table, and the people of a demonstration are a handful with an index of their own.
            let isBounded = step.contains("CONSTANT ROW") || step.hasSuffix("USING INDEX person_demo")
            let isScan = step.hasPrefix("SCAN") && !isBounded
            #expect(!isScan, "\(name): \(step) in \(query)")
        }
    }

    private static func addDemoPerson(_ site: Site) async throws {
        let add = AddPerson(platform: site.platform)
        let person = try await add(login: "chen", name: "陈一诺", password: nil, isDemo: true)
        _ = try await CreateMiniProgram(platform: site.platform)(name: "青禾预约", by: person)
    }

    /// Forty more people, each with a session and a token, and as many of one's own.
    private static func crowd(_ site: Site, around login: String) async throws {
        let (own, now) = (try await site.person(login), site.world.now)
        try await site.platform.engine.write { db in
            for index in 0..<40 {
                let other = ID<Person>(rawValue: "person-\(index)")
                try db.execute(
                    """
                    INSERT INTO person (id, login, login_key, name, password, created_at)
                    VALUES (\(other), \("p\(index)"), \("p\(index)"), '某人', '', \(now))
                    """
                )
                try FactorWrites(db: db).replaceRecoveryCodes(of: other, by: ["\(index)"])
                try CodeSignInWrites(db: db).add(
                    "code-\(index)",
                    code: "code-\(index)",
                    browser: "browser-\(index)",
                    next: "/",
                    from: SignInOrigin(address: "203.0.113.5", agent: "test"),
                    at: now,
                    until: now
                )
                for (kind, person) in [("own", own), ("other", other)] {
                    let (session, end) = (ID<Session>(rawValue: "\(kind)-\(index)"), now.adding(seconds: 86_400))
                    let origin = ("203.0.113.5", "test")
                    try SessionWrites(db: db)
                        .add(session, of: person, at: now, until: end, address: origin.0, agent: origin.1)
                    try db.execute(
                        """
                        INSERT INTO api_token (id, person_id, hash, name, scopes, created_at)
                        VALUES (\("\(kind)-\(index)"), \(person), \("\(kind)-\(index)"), '令牌', '', \(now))
                        """
                    )
                }
            }
        }
    }
}
