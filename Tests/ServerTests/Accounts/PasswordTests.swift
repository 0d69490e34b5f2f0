import Domain
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct PasswordTests {
    private static let cheap = ScryptCost(log2N: 2, r: 1, p: 1)

    @Test func `a hash knows its cost, so that an old one still opens after the cost was raised`() async throws {
        let world = TestWorld().world
        let old = try await PasswordHasher(cost: Self.cheap, world: world).hash("eine lange Reise")
        let raised = PasswordHasher(cost: ScryptCost(log2N: 4, r: 2, p: 1), world: world)
        #expect(try await raised.verify("eine lange Reise", against: old))
        #expect(try await !raised.verify("eine kurze Reise", against: old))
        #expect(raised.isOutdated(old))
        #expect(try await !raised.isOutdated(raised.hash("eine lange Reise")))
    }

    @Test func `signing in makes an outdated hash anew`() async throws {
        try await Site.run { site in
            let lin = try await site.person("lin")
            let old = try await PasswordHasher(cost: ScryptCost(log2N: 1, r: 1, p: 1), world: site.world.world)
                .hash(Site.password)
            try await site.platform.engine.write { try PersonWrites(db: $0).setPassword(old, of: lin) }
            try await site.stranger.post("/sign-in", ["login": "lin", "password": Site.password]).expect(303)
            let new = try await site.platform.engine.read { try PersonQueries($0).password(of: lin) }
            #expect(new != old)
            try await site.stranger.post("/sign-in", ["login": "lin", "password": Site.password]).expect(303)
        }
    }

    /// RFC 7914, section 12: N = 16, r = 1, p = 1 with an empty password and salt begins so.
    @Test func `the key is what RFC 7914 says`() throws {
        let hash = try PasswordHash(of: "", cost: ScryptCost(log2N: 4, r: 1, p: 1), salt: [])
        #expect(Hex.text(hash.key).hasPrefix("77d6576238657b203b19ca42c18a0497"))
    }

    @Test(arguments: ["-", "", "scrypt$15$8$3$00$00", "scrypt$99$8$3$00$\(String(repeating: "0", count: 64))"])
    func `what is no hash opens nothing, after the same work`(_ stored: String) async throws {
        let hasher = PasswordHasher(cost: Self.cheap, world: TestWorld().world)
        #expect(try await !hasher.verify("", against: stored))
        #expect(hasher.runs == 1)
    }

    @Test func `accents typed apart or together are one password`() async throws {
        let hasher = PasswordHasher(cost: Self.cheap, world: TestWorld().world)
        let stored = try await hasher.hash("cafe\u{301} am See")
        #expect(try await hasher.verify("caf\u{e9} am See", against: stored))
    }

    @Test func `a crowd at the door is told to come again`() async throws {
        let hasher = PasswordHasher(cost: Self.cheap, world: TestWorld().world, mostWaiting: 0)
        await #expect(throws: Refusal.unavailable) { try await hasher.verify("x", against: nil) }
    }

    @Test(arguments: EngineKind.available)
    func `changing the password asks for the old one and ends the other sessions`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            _ = try await site.person("lin", hasPassword: true)
            let (here, there) = (try await site.as("lin"), try await site.as("lin"))
            let new = "ein neuer langer Satz"
            try await here.post("/me/password", ["old": "wrong", "password": new, "repeated": new]).expect(422)
                .expect(text: "和现在的密码不一样")
            try await here.post("/me/password", ["old": Site.password, "password": new, "repeated": "other"])
                .expect(422).expect(text: "两次输入的不一样")
            try await here.post("/me/password", ["old": Site.password, "password": "short", "repeated": "short"])
                .expect(422).expect(text: "至少 8 个字符")
            try await there.get("/me").expect(200)
            try await here.post("/me/password", ["old": Site.password, "password": new, "repeated": new])
                .expect(redirectTo: "/me")
            try await here.get("/me").expect(200)
            try await there.get("/me").expect(303)
            try await site.stranger.post("/sign-in", ["login": "lin", "password": Site.password]).expect(422)
            try await site.stranger.post("/sign-in", ["login": "lin", "password": new]).expect(303)
        }
    }

    @Test func `a command sets a password, and all sessions end`() async throws {
        try await Site.run { site in
            _ = try await site.person("lin", hasPassword: true)
            let here = try await site.as("lin")
            try await SetPassword(platform: site.platform)(login: "LIN", password: "ein neuer langer Satz")
            try await here.get("/me").expect(303)
            try await site.stranger.post("/sign-in", ["login": "lin", "password": "ein neuer langer Satz"]).expect(303)
            await #expect(throws: Refusal.personUnknown) {
                try await SetPassword(platform: site.platform)(login: "nobody", password: "ein neuer langer Satz")
            }
        }
    }
}
