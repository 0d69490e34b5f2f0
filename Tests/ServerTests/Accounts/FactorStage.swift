import Domain
import TestSupport

@testable import Server

/// A person with a password and a second factor, set up through the pages as people do.
struct FactorStage {
    let site: Site
    let login: String
    let person: ID<Person>
    /// Their browser, signed in.
    let browser: SiteClient
    let totp: TOTP
    /// As they are shown.
    let recoveryCodes: [String]

    init(_ site: Site, _ login: String = "lin", duties: Set<Duty> = []) async throws {
        (self.site, self.login) = (site, login)
        person = try await site.person(login, duties: duties, hasPassword: true)
        browser = try await site.as(login)
        (totp, recoveryCodes) = try await Self.setUp(site, browser)
    }

    /// Sets a second factor up in a signed-in browser.
    static func setUp(_ site: Site, _ browser: SiteClient) async throws -> (TOTP, [String]) {
        try await browser.post("/me/security/factor").expect(redirectTo: "/me/security/factor")
        let page = try await browser.get("/me/security/factor").expect(200).text
        guard let text = page.firstMatch(of: /id="factor-secret">([A-Z2-7 ]+)</)?.1,
            let secret = Base32.bytes(String(text))
        else { throw SiteFailure("no secret on the page") }
        let totp = TOTP(secret: secret)
        let made = try await browser.post(
            "/me/security/factor/confirm",
            ["factor_code": totp.code(step: TOTP.step(at: site.world.now)), "password": Site.password]
        ).expect(200).text
        let codes = made.matches(of: /<li>([2-9a-z]{4}(?:-[2-9a-z]{4}){3})<\/li>/).map { String($0.1) }
        // The code that was just used is not the next one that is asked for.
        site.world.advance(seconds: 60)
        return (totp, codes)
    }

    /// The code that the app shows now.
    var code: String { totp.code(step: TOTP.step(at: site.world.now)) }

    /// Not one of the codes that are right around now.
    var wrongCode: String {
        let here = TOTP.step(at: site.world.now)
        let near = Set((here - 20...here + 20).map { totp.code(step: $0) })
        return (0..<1000).map { "\(100_000 + $0)" }.first { !near.contains($0) } ?? ""
    }

    /// A browser that has given the right password, and stands before the second step.
    func atTheStep(next: String = "/me", from address: String? = nil) async throws -> SiteClient {
        var other = site.stranger
        other.address = address
        try await other.post("/sign-in", ["login": login, "password": Site.password, "next": next])
            .expect(redirectTo: "/sign-in/step")
        return other
    }
}
