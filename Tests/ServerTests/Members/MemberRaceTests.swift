import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// Two devices, two administrators, two people with one link, at the same moment.
@Suite struct `Members at the same moment` {
    /// Engines on which transactions really meet.
    private static let engines: [EngineKind] = [.sqliteFile] + EngineKind.servers

    @Test(arguments: engines)
    func `an invitation is answered once`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await MemberStage(site)
            for round in 0..<5 {
                let client = try await site.as("zhou-\(round)")
                let id = ID<Invitation>(rawValue: try await stage.invite("zhou-\(round)", .developer))
                let (answer, caller) = (AnswerInvitation(platform: site.platform), stage.caller(client))
                let answers = try await race([
                    { try await answer(id, accepts: true, by: caller) },
                    { try await answer(id, accepts: false, by: caller) },
                    { try await answer(id, accepts: true, by: caller) },
                ])
                #expect(answers.filter { $0 == "done" }.count == 1)
                let state = try #require(try await stage.states()["zhou-\(round)"])
                // The others read what was answered first.
                let code = state == "VALID" ? "ALREADY_ACCEPTED" : "ALREADY_DECLINED"
                #expect(answers.filter { $0 == code }.count == 2, "\(answers) \(state)")
            }
        }
    }

    @Test(arguments: engines)
    func `the last place is given once`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await MemberStage(site)
            let chen = try await stage.member("chen", .administrator)
            try await stage.fill(.developer, to: 29)
            for login in ["zhou", "suyu"] { _ = try await site.person(login) }
            let (invite, own, other) = (
                InviteMember(platform: site.platform), try await stage.authorised(stage.owner),
                try await stage.authorised(chen)
            )
            let answers = try await race([
                { try await invite(login: "zhou", as: .developer, to: own) },
                { try await invite(login: "suyu", as: .developer, to: other) },
            ])
            #expect(answers == ["MEMBER_QUOTA_REACHED", "done"])
            try await stage.owner.get("\(stage.path)/members").expect(200).expect(text: "30</b> / 30")
            try await stage.owner.get("\(stage.path)/invite").expect(200).expect(text: "已经满了")
        }
    }

    @Test(arguments: engines)
    func `the last use of a link lets one person in`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await MemberStage(site)
            let made = try await MakeInvitationLink(platform: site.platform)(
                .experiencer,
                uses: 2,
                hours: 1,
                in: try await stage.authorised(stage.owner)
            )
            var callers: [Caller] = []
            for number in 0..<6 { callers.append(stage.caller(try await site.as("v-\(number)"))) }
            let follow = FollowInvitationLink(platform: site.platform)
            let answers = try await race(callers.map { caller in { _ = try await follow(made.code, by: caller) } })
            #expect(answers.filter { $0 == "done" }.count == 2)
            #expect(answers.filter { $0 == "INVITATION_LINK_OVER" }.count == 4)
            #expect(try await stage.roles().count == 3)
        }
    }

    @Test(arguments: engines)
    func `whoever is removed while they act does nothing more`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await MemberStage(site)
            let chen = try await stage.member("chen", .administrator)
            _ = try await site.person("zhou")
            // Loaded while chen was a member, used afterwards.
            let stale = try await stage.authorised(chen)
            try await stage.owner.delete("\(stage.api)/members/chen").expect(204)
            let answers = try await race([
                { try await InviteMember(platform: site.platform)(login: "zhou", as: .developer, to: stale) },
                {
                    _ = try await MakeInvitationLink(platform: site.platform)(.developer, uses: 1, hours: 1, in: stale)
                },
            ])
            #expect(answers == ["NOT_FOUND", "NOT_FOUND"])
        }
    }
}
