import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// One page of each kind as it is sent, without the frame around it.
@Suite struct RegistrationGoldenTests {
    @Test func `settings, links, coming in, and a new password`() async throws {
        try await Site.run { site in
            let stage = try await RegistrationStage(site)
            let chief = stage.chief
            try expectGolden(await chief.get("/account-links").inside(), "registration-links-empty.html")
            let link = try await stage.link(uses: 3, note: "十二月入职的同事")
            site.world.advance(seconds: 60)
            _ = try await Register(platform: site.platform)(
                .accountLink(code: link.code),
                name: "苏雨",
                login: "suyu",
                password: Site.password,
                from: SignInOrigin(address: "198.51.100.7", agent: "test")
            )
            let old = try await stage.link()
            try await RevokeAccountLink(platform: site.platform)(old.id, by: stage.caller)
            let made = try await stage.reset("suyu")
            let names: KeyValuePairs = [
                link.id.rawValue: "LINK_ID", old.id.rawValue: "OLD_LINK_ID", link.code: "CODE", made.secret: "SECRET",
            ]
            func golden(_ client: SiteClient, _ path: String, _ name: String) async throws {
                let page = try await client.get(path)
                try expectGolden(page.inside(naming: names), "registration-\(name).html")
            }
            try await golden(chief, "/settings", "settings")
            try await golden(chief, "/account-links", "links")
            try await golden(chief, "/account-links/new", "new-link")
            try await golden(chief, Paths.accountLink(link.id), "link")
            try await golden(site.stranger, Paths.comeIn(link.code), "join")
            try await golden(site.stranger.with("accept-language", "en"), Paths.comeIn(link.code), "join-en")
            try await golden(site.stranger, Paths.comeIn(old.code), "join-over")
            try await golden(site.stranger, "/register", "closed")
            try await golden(site.stranger, Paths.reset(made.secret), "reset")
            let refused = try await site.stranger.post(
                Paths.comeIn(link.code),
                ["name": "", "login": "admin", "password": "12345678"]
            ).expect(422)
            try expectGolden(refused.inside(naming: names), "registration-join-refused.html")
        }
    }

    @Test func `a member's link for somebody without an account`() async throws {
        try await Site.run { site in
            let stage = try await MemberStage(site)
            let zhou = try await stage.member("zhou", .developer)
            for (client, name) in [(stage.owner, "member-join"), (zhou, "member-join-closed")] {
                let made = try await MakeInvitationLink(platform: site.platform)(
                    .experiencer,
                    uses: 1,
                    hours: 24,
                    in: try await stage.authorised(client)
                )
                let page = try await site.stranger.get(Paths.join(made.code)).expect(200)
                try expectGolden(page.inside(naming: [made.code: "CODE"]), "registration-\(name).html")
            }
        }
    }
}
