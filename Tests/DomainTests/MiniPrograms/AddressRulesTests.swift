import Domain
import Testing

@Suite struct AddressRulesTests {
    @Test func `a host name is kept in lower case`() {
        #expect(HostName.check("API.Example.com") == "api.example.com")
        #expect(HostName.check("a-1.example.co") == "a-1.example.co")
        #expect(HostName.check("xn--fiqs8s.cn") == "xn--fiqs8s.cn")
        let label = String(repeating: "a", count: 63)
        #expect(HostName.check("\(label).com") != nil)
        #expect(HostName.check("\(label)a.com") == nil)
    }

    @Test(arguments: [
        "", "localhost", "127.0.0.1", "1.2", "*.example.com", "example.com:443", "example.com/x", "-a.com", "a-.com",
        ".com",
        "a..com", "example.com.", "exa mple.com", "例子.com", "a_b.com", "[::1]", "user@example.com", "example.c",
        "e\u{301}xample.com",
    ])
    func `what is no public host name is refused`(text: String) {
        #expect(HostName.check(text) == nil)
    }

    @Test func `domains lose the scheme and doubles`() {
        let typed = ["https://api.example.com/", "API.example.com", "", " cdn.example.com ", "HTTPS://img.example.com"]
        #expect(AddressRules.domains(typed).value == ["api.example.com", "cdn.example.com", "img.example.com"])
        #expect(AddressRules.domains([]).value == [])
    }

    @Test func `twenty domains and no more`() {
        let many = (1...21).map { "api\($0).example.com" }
        #expect(AddressRules.domains(Array(many.prefix(20))).value?.count == 20)
        #expect(AddressRules.domains(many).words?.zh == "请求域名太多：现在 21 个，最多 20 个。")
    }

    @Test func `a domain without https, with a port or a path is named in the refusal`() {
        #expect(AddressRules.domains(["http://a.example.com"]).words?.zh == "“http://a.example.com”不安全，只接受 https 的域名。")
        #expect(AddressRules.domains(["a.example.com:8443"]).words?.zh.contains("“a.example.com:8443”不是域名") == true)
        #expect(AddressRules.domains(["https://a.example.com/v1"]).value == nil)
    }

    @Test func `a privacy policy is an https address`() {
        let good = "https://WWW.Example.com/Privacy?lang=zh#top"
        #expect(AddressRules.privacyPolicy(good).value == "https://www.example.com/Privacy?lang=zh#top")
        #expect(AddressRules.privacyPolicy("https://example.com").value == "https://example.com")
        #expect(AddressRules.privacyPolicy("").value == "")
        let long = "https://example.com/" + String(repeating: "a", count: 480)
        #expect(AddressRules.privacyPolicy(long).value == long)
        #expect(AddressRules.privacyPolicy(long + "a").words?.zh == "隐私政策地址太长：现在 501 个字符，最多 500 个。")
    }

    @Test(arguments: [
        "http://example.com/", "example.com", "javascript:alert(1)", "https://", "https:///x", "https://localhost/",
        "https://user@example.com/", "https://example.com:444/", "https://exa mple.com/", "https://example.com/<b>",
        "https://example.com/\"onload", "https://example.com/隐私", "https://10.0.0.1/",
    ])
    func `another address is refused`(address: String) {
        #expect(AddressRules.privacyPolicy(address).value == nil)
    }
}
