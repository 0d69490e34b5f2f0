import Domain
import Testing

@Suite struct AccountRuleTests {
    @Test(arguments: ["lin", "Lin.Zhi_yuan-1@example", String(repeating: "a", count: 64), " lin "])
    func `a login of letters, digits and four marks is taken`(_ text: String) throws { _ = try LoginName(text) }

    @Test(arguments: ["", "ab", String(repeating: "a", count: 65), "lin zhi", "林知远", "lin\u{301}", "a/b/c", "аdmin"])
    func `any other login is refused at its field`(_ text: String) throws {
        let refusal = #expect(throws: Refusal.self) { try LoginName(text) }
        #expect(refusal?.fields.map(\.field) == ["login"])
    }

    @Test func `capitals make no difference to a login`() throws {
        #expect(try LoginName("Lin@Example").key == LoginName("lin@example").key)
        #expect(LoginName.key(of: " LIN\u{0} ") == "lin")
    }

    @Test(arguments: [
        "", "1234567", "password", "Password1", "11111111", "12345678", "87654321", "lin.zhiyuan", "LIN.zhiyuan",
    ])
    func `a short, common or obvious password is refused`(_ password: String) {
        #expect(throws: Refusal.self) { try PasswordRule.check(password, login: "lin.zhiyuan") }
    }

    @Test(arguments: ["一句很好记的密码话", "eine lange Reise", String(repeating: "ab", count: 100)])
    func `a long one is taken, whatever its characters`(_ password: String) throws {
        try PasswordRule.check(password, login: "lin")
    }

    @Test func `a password has 200 characters at most`() {
        #expect(throws: Refusal.self) { try PasswordRule.check(String(repeating: "ab", count: 101), login: "lin") }
    }

    @Test func `the wait after failures grows and has an end`() {
        #expect((0..<5).allSatisfy { SignInDelay.seconds(afterFailures: $0) == 0 })
        let waits = (5...40).map { SignInDelay.seconds(afterFailures: $0) }
        #expect(waits.first == 15)
        #expect(zip(waits, waits.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(waits.last == 900)
    }

    @Test func `a person's name has 2 to 40 characters, Chinese ones counting 2`() throws {
        #expect(try PersonName.checked("  林 ") == "林")
        #expect(throws: Refusal.self) { try PersonName.checked("a") }
        #expect(throws: Refusal.self) { try PersonName.checked(String(repeating: "林", count: 21)) }
    }

    @Test func `a token can be given every action but those of sessions and of everybody`() {
        let grantable = ScopeGroup.allCases.reduce(into: Set<Action>()) { $0.formUnion($1.actions) }
        #expect(grantable.isDisjoint(with: [.passwordChange, .sessionStart, .sessionEnd, .installationSetUp]))
        #expect(grantable.isSuperset(of: [.versionUpload, .profileRead, .tokenManage, .versionReview]))
    }

    @Test func `a token may do what everybody may, whatever its scopes`() {
        let caller = Caller(person: ID(rawValue: "p"), duties: [], scopes: [.profileRead])
        #expect(caller.decision(.installationRead) == .allowed)
        #expect(caller.decision(.appList) != .allowed)
    }
}
