import Domain
import Testing

@Suite struct ContactRulesTests {
    @Test func `a phone has 5 to 30 digits and dashes`() {
        for length in 1...40 {
            let phone = String(repeating: "9", count: length)
            #expect((ContactRules.phone(phone).value != nil) == (5...30).contains(length))
        }
        #expect(ContactRules.phone("0571-88886666").value == "0571-88886666")
        #expect(ContactRules.phone(" 95188 ").value == "95188")
        #expect(ContactRules.phone("").value == "")
        #expect(ContactRules.phone("9518").words?.zh == "客服电话太短：现在 4 位，至少 5 位。")
        #expect(ContactRules.phone(String(repeating: "1", count: 31)).words?.zh == "客服电话太长：现在 31 位，最多 30 位。")
    }

    @Test(arguments: [
        "+8657188886666", "0571 8888 6666", "0571—88886666", "９５１８８", "95188a", "-----", "-95188", "95188-",
    ])
    func `another character, or a dash at an end, is refused`(phone: String) {
        #expect(ContactRules.phone(phone).value == nil)
    }

    @Test(arguments: ["service@example.com", "a.b+c@mail.example.com.cn", "Ops_1@xn--fiqs8s.xn--fiqs8s", "x@a.co"])
    func `an e-mail address is kept as typed`(email: String) {
        #expect(ContactRules.email(email).value == email)
    }

    @Test(arguments: [
        "service", "@example.com", "service@", "a@b@example.com", "service@example", "a b@example.com",
        ".a@example.com",
        "a.@example.com", "a..b@example.com", "service@1.2.3.4", "服务@example.com", "a@-x.com", "a\"@example.com",
        "<a>@example.com",
    ])
    func `what is no e-mail address is refused`(email: String) {
        #expect(ContactRules.email(email).value == nil)
    }

    @Test func `an e-mail address has limits, and may be cleared`() {
        let local = String(repeating: "a", count: 64)
        #expect(ContactRules.email(local + "@example.com").value != nil)
        #expect(ContactRules.email(local + "a@example.com").value == nil)
        let label = String(repeating: "b", count: 61)
        let host = [label, label, label].joined(separator: ".")
        #expect(ContactRules.email("\(local)@\(host).com").value?.utf8.count == 254)
        #expect(ContactRules.email("\(local)@\(host).info").words?.zh == "邮箱地址太长：现在 255 个字符，最多 254 个。")
        #expect(ContactRules.email(" ").value == "")
    }
}
