import Domain
import Testing

@Suite struct `What holds for people who come in themselves` {
    @Test(arguments: [
        "admin", "Admin", "ad.min", "root", "system", "STEWARD", "no-reply", "ke_fu", "me-", "adm1n", "r00t",
        "0fficial",
        "supp0rt", "he1p", "5teward", "s-t-e-w-a-r-d", "adrnin", "4dmin", "@dmin", "12345", "_lin", ".lin", "-lin",
        "@lin",
    ])
    func `logins that speak for the platform are kept back`(_ login: String) throws {
        let refusal = #expect(throws: Refusal.self) {
            try RegistrationRules.check(name: "林知远", login: login, password: "eine lange Reise")
        }
        #expect(refusal?.fields.map(\.field) == ["login"])
    }

    @Test(arguments: ["lin", "9lin", "lin@example.com", "badminton", "stewart", "lee.min", "l1", "rootless", "a1234"])
    func `other logins are anybody's`(_ login: String) throws {
        guard login.count > 2 else { return }
        let kept = try RegistrationRules.check(name: "林知远", login: login, password: "eine lange Reise")
        #expect(kept.login.text == login)
    }

    @Test(arguments: [
        "系统管理员", "平台人员", "官方", "官方小助手", "客服", "客 服 01", "官\u{200c}方", "官\u{200d}方", "开发者助手", "Steward", "STEWARD",
        "S t e w a r d", "Ｓｔｅｗａｒｄ", "St3ward", "Steward 团队", "administrator", "Admin", "adm1n", "Support",
        "Supp0rt Team",
        "Official Support", "Steward-Team", "Customer Service", "Ѕtеwаrd", "小程序管理员", "Lin (Support)",
    ])
    func `names that speak for the platform are refused at the name`(_ name: String) {
        let refusal = #expect(throws: Refusal.self) { try RegistrationRules.name(name) }
        #expect(refusal?.fields.map(\.field) == ["name"])
    }

    @Test(arguments: [
        "林知远", "上官方明", "Stewart Lee", "Badminton Li", "王服务", "Ada Root", "Minh Team", "João", "Supporter", "Emi", "李管",
    ])
    func `people's names are their own`(_ name: String) throws {
        #expect(try RegistrationRules.name(name) == name)
    }

    @Test func `everything that is wrong is said at once, each at its field`() throws {
        let refusal = #expect(throws: Refusal.self) {
            try RegistrationRules.check(name: "", login: "林", password: "short")
        }
        #expect(refusal?.fields.map(\.field) == ["name", "login", "password"])
        let same = #expect(throws: Refusal.self) {
            try RegistrationRules.check(name: "林", login: "Lin.Zhiyuan", password: "lin.zhiyuan")
        }
        #expect(same?.fields.map(\.field) == ["password"])
        let kept = try RegistrationRules.check(name: " 林知远 ", login: "Lin", password: "eine lange Reise")
        #expect(kept.name == "林知远" && kept.login.text == "Lin" && kept.login.key == "lin")
    }

    /// The whole product of what a link's row can say.
    @Test func `a link is open only while nothing speaks against it`() {
        let (now, hour) = (Instant(milliseconds: 1_000_000), Instant(milliseconds: 1_000_000).adding(seconds: 3600))
        for used in [0, 1, 2] {
            for ended in [nil, now] {
                for expires in [now, hour] {
                    for isMakerInCharge in [true, false] {
                        let state = AccountLinkState(
                            used: used,
                            of: 2,
                            expires: expires,
                            ended: ended,
                            isMakerInCharge: isMakerInCharge,
                            at: now
                        )
                        let isOpen = used < 2 && ended == nil && expires > now && isMakerInCharge
                        #expect((state == .open) == isOpen, "\(used) \(String(describing: ended)) \(state)")
                        #expect((state.refusal == nil) == isOpen)
                        if ended != nil { #expect(state == .revoked) }
                    }
                }
            }
        }
        #expect(Set(AccountLinkState.allCases.compactMap(\.refusal?.words.zh)).count == 4)
    }

    @Test func `a link to a new password is over after a day, and what ended it stays said`() {
        let now = Instant(milliseconds: 1_000_000)
        let end = ResetLinkState.expires(from: now)
        #expect(end == now.adding(seconds: 86_400))
        for state in ResetLinkState.allCases {
            let before = state.at(end.adding(seconds: -1), expires: end)
            #expect(before == state)
            #expect(state.at(end, expires: end) == (state == .open ? .expired : state))
            #expect((state.refusal == nil) == (state == .open))
        }
        #expect(Set(ResetLinkState.allCases.compactMap(\.refusal?.code)).count == 4)
    }

    @Test(arguments: [(0, 24, "", ["uses"]), (201, 24, "", ["uses"]), (1, 0, "", ["hours"]), (1, 721, "", ["hours"])])
    func `a link is made within its limits`(_ uses: Int, _ hours: Int, _ note: String, _ wrong: [String]) {
        let refusal = #expect(throws: Refusal.self) {
            try AccountLinkRules.check(uses: uses, hours: hours, note: note)
        }
        #expect(refusal?.fields.map(\.field) == wrong)
    }

    @Test func `what a link is for fits on a line`() throws {
        let note = String(repeating: "字", count: 31)
        let refusal = #expect(throws: Refusal.self) { try AccountLinkRules.check(uses: nil, hours: nil, note: note) }
        #expect(refusal?.fields.map(\.field) == ["note", "uses", "hours"])
        #expect(try AccountLinkRules.check(uses: 1, hours: 1, note: " 新同事 ").note == "新同事")
    }

    @Test func `settings that a later program stored are read as far as they are known`() {
        let stored = ["registration": "by_post", "operators_need_second_factor": "on", "colour": "green"]
        let settings = InstallationSettings(stored: stored)
        #expect(settings.registration == .invited && settings.operatorsNeedSecondFactor)
        #expect(settings.changes(from: .standard) == [.operatorsNeedSecondFactor])
    }
}
