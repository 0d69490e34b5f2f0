import Domain
import Testing

@Suite struct `The limits of members` {
    @Test func `30 developers and 50 experience members, administrators uncounted`() throws {
        let quota = MemberQuota.standard
        try quota.check(.developer, taken: 29)
        try quota.check(.experiencer, taken: 49)
        try quota.check(.administrator, taken: 1000)
        #expect(throws: Refusal.quotaReached(.developer, 30)) { try quota.check(.developer, taken: 30) }
        #expect(throws: Refusal.quotaReached(.experiencer, 50)) { try quota.check(.experiencer, taken: 50) }
        try quota.checkDay(sent: 99)
        #expect(throws: Refusal.invitationsUsedUp(100)) { try quota.checkDay(sent: 100) }
    }

    @Test func `a role invites to what the policy allows it`() {
        #expect(InvitationRules.roles(invitedBy: nil) == [])
        #expect(InvitationRules.roles(invitedBy: .experiencer) == [])
        #expect(InvitationRules.roles(invitedBy: .developer) == [.experiencer])
        #expect(InvitationRules.roles(invitedBy: .administrator) == [.experiencer, .developer])
        #expect(InvitationRules.roles(invitedBy: .owner) == [.experiencer, .developer, .administrator])
    }

    @Test(
        arguments: [
            (MemberRole.developer, 1, 1, []), (.experiencer, 200, 720, []), (.experiencer, 0, 1, ["uses"]),
            (.developer, 201, 721, ["uses", "hours"]), (.administrator, 1, 1, ["role"]),
            (.owner, nil, nil, ["role", "uses", "hours"]),
        ] as [(MemberRole, Int?, Int?, [String])]
    )
    func `a link has 1 to 200 uses, lasts 1 hour to 30 days, and makes no administrators`(
        role: MemberRole,
        uses: Int?,
        hours: Int?,
        wrong: [String]
    ) {
        do {
            let limits = try InvitationRules.checkLink(role, uses: uses, hours: hours)
            #expect(wrong.isEmpty && limits.uses == uses && limits.hours == hours)
        } catch {
            #expect(error.fields.map(\.field) == wrong)
        }
    }

    @Test func `a pasted list is read with lines, commas and spaces, each login once`() throws {
        #expect(
            try LoginList.logins(in: "zhou, chen\n su；zhou\r\nWANG wang\u{3000}he、li,,") == [
                "zhou", "chen", "su", "WANG", "he", "li",
            ]
        )
        #expect(try LoginList.logins(in: (1...100).map { "p\($0)" }.joined(separator: "\n")).count == 100)
        for text in ["", " ,;\n", (1...101).map { "p\($0)" }.joined(separator: ",")] {
            #expect { try LoginList.logins(in: text) } throws: { ($0 as? Refusal)?.fields.first?.field == "logins" }
        }
    }

    @Test func `nicknames and notes have a length, and no control characters`() throws {
        #expect(try InvitationRules.nickname("  小\u{202e}周 \n") == "小周")
        #expect(try InvitationRules.nickname("") == "")
        #expect(try InvitationRules.nickname(String(repeating: "周", count: 20)).count == 20)
        #expect(throws: Refusal.self) { try InvitationRules.nickname(String(repeating: "周", count: 20) + "a") }
        #expect(try InvitationRules.note(String(repeating: "a", count: 200)).count == 200)
        #expect(throws: Refusal.self) { try InvitationRules.note(String(repeating: "a", count: 201)) }
    }

    @Test func `a second answer is told the first`() {
        #expect(Refusal.alreadyAnswered(.accepted).words.zh.contains("接受"))
        #expect(Refusal.alreadyAnswered(.declined).words.zh.contains("谢绝"))
        #expect(Refusal.alreadyAnswered(.withdrawn).words.zh.contains("撤回"))
        #expect(Refusal.alreadyAnswered(.timeout).words.zh.contains("过期"))
        let codes = [AnswerState.accepted, .declined, .withdrawn, .timeout].map { Refusal.alreadyAnswered($0).code }
        #expect(codes == ["ALREADY_ACCEPTED", "ALREADY_DECLINED", "ALREADY_WITHDRAWN", "ALREADY_TIMEOUT"])
    }
}
