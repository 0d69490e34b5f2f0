import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// Several at the same link at the same moment.
@Suite struct `Coming in at the same moment` {
    /// Engines on which transactions really meet.
    private static let engines: [EngineKind] = [.sqliteFile] + EngineKind.servers

    @Test(arguments: engines)
    func `the last use of an operator's link lets one person in`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await RegistrationStage(site)
            let made = try await stage.link(uses: 2)
            let deeds = (0..<6).map { number in
                { @Sendable in _ = try await stage.register(.accountLink(code: made.code), "new-\(number)") }
            }
            let answers = try await race(deeds)
            #expect(answers.filter { $0 == "done" }.count == 2)
            #expect(answers.filter { $0 == "LINK_USED_UP" }.count == 4, "\(answers)")
            var here = 0
            for number in 0..<6 where try await stage.id("new-\(number)") != nil { here += 1 }
            #expect(here == 2)
        }
    }

    @Test(arguments: engines)
    func `the last use of a member's link makes one account`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let members = try await MemberStage(site)
            let stage = try await RegistrationStage(site)
            let made = try await MakeInvitationLink(platform: site.platform)(
                .experiencer,
                uses: 1,
                hours: 1,
                in: try await members.authorised(members.owner)
            )
            let deeds = (0..<4).map { number in
                { @Sendable in _ = try await stage.register(.memberLink(code: made.code), "new-\(number)") }
            }
            let answers = try await race(deeds)
            #expect(answers.filter { $0 == "done" }.count == 1)
            #expect(answers.filter { $0 == "LINK_USED_UP" }.count == 3, "\(answers)")
            #expect(try await members.roles().count == 2)
            var here = 0
            for number in 0..<4 where try await stage.id("new-\(number)") != nil { here += 1 }
            #expect(here == 1)
        }
    }

    @Test(arguments: engines)
    func `a login is given once`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await RegistrationStage(site)
            let made = try await stage.link(uses: 9)
            let deeds = ["Suyu", "suyu", "SUYU"].map { login in
                { @Sendable in _ = try await stage.register(.accountLink(code: made.code), login) }
            }
            let answers = try await race(deeds)
            #expect(answers == ["LOGIN_TAKEN", "LOGIN_TAKEN", "done"])
            let row = try await site.platform.engine.read { try AccountLinkQueries($0).link(made.id) }
            #expect(row?.used == 1)
        }
    }

    @Test(arguments: engines)
    func `a link to a new password sets one, and two operators leave one link`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await RegistrationStage(site)
            _ = try await site.person("lin", hasPassword: true)
            let made = try await stage.reset("lin")
            let reset = ResetPassword(platform: site.platform)
            let deeds = (0..<3).map { number in
                { @Sendable in
                    try await reset(secret: made.secret, password: "neue Reise \(number)", from: "198.51.100.\(number)")
                }
            }
            let answers = try await race(deeds)
            #expect(answers == ["RESET_LINK_USED", "RESET_LINK_USED", "done"])
            #expect(try await stage.entries("password.reset").count == 1)
            let make = (0..<3).map { _ in { @Sendable in _ = try await stage.reset("lin") } }
            #expect(try await race(make) == ["done", "done", "done"])
            let open = try await site.platform.engine.read { db in
                try db.rows("SELECT id FROM reset_link WHERE state = 'OPEN'").count
            }
            #expect(open == 1)
        }
    }
}
