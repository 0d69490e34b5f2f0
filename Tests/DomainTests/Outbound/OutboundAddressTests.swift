import Domain
import Testing

@Suite struct `The address of an outbound call` {
    @Test(arguments: [
        ("https://Example.COM", "https://example.com/"),
        ("http://a.example:8080/x?y=1#z", "http://a.example:8080/x?y=1"),
        ("HTTPS://a.example:443/x", "https://a.example/x"), ("https://a.example?x", "https://a.example/?x"),
        ("http://[2001:DB8::1]:80/", "http://[2001:db8::1]/"), ("http://a.example./", "http://a.example/"),
        ("http://127.1/", "http://127.1/"), ("http://a_b.example:/%E4%BD%A0", "http://a_b.example/%E4%BD%A0"),
    ])
    func `is written in one way`(text: String, wanted: String) throws {
        #expect(try OutboundAddress(text).description == wanted)
    }

    @Test(arguments: [
        ("ftp://a.example/", OutboundAddress.Problem.scheme), ("a.example", .scheme), ("", .scheme),
        ("javascript:alert(1)//://", .scheme), ("http+unix://x/", .scheme), (" https://a.example/", .scheme),
        ("https://user:secret@a.example/", .credentials), ("https://a.example@b.example/", .credentials),
        ("https:///x", .host), ("https://a..example/", .host), ("https://你好.example/", .host),
        ("https://a.example\\@b.example/", .credentials), ("https://a.example\\b/", .host), ("https://[::1/", .host),
        ("https://[fe80::1%25eth0]/", .host), ("https://[127.0.0.1]/", .host), ("https://a b/", .host),
        ("https://a.example:0/", .port), ("https://a.example:65536/", .port), ("https://a.example:8o/", .port),
        ("https://a.example:-1/", .port), ("https://[::1]8080/", .port),
        ("https://a.example/你", .characters), ("https://a.example/a b", .characters),
        ("https://a.example/\u{0}", .characters), ("https://a.example/\r\nx: y", .characters),
        ("https://a.example/%zz", .characters), ("https://a.example/%4", .characters),
        ("https://a.example/\"<>", .characters),
    ])
    func `is refused with its reason`(text: String, problem: OutboundAddress.Problem) {
        #expect(throws: problem) { try OutboundAddress(text) }
    }

    @Test func `has a length`() throws {
        let path = String(repeating: "a", count: OutboundAddress.longest - "https://a.example/".count)
        #expect(try OutboundAddress("https://a.example/" + path).target.count == path.count + 1)
        #expect(throws: OutboundAddress.Problem.tooLong) { try OutboundAddress("https://a.example/a" + path) }
    }

    @Test(arguments: [
        ("https://b.example/x", "https://b.example/x"), ("//b.example/x", "https://b.example/x"),
        ("/x?y", "https://a.example:8443/x?y"), ("x", "https://a.example:8443/one/x"),
        ("?y=2", "https://a.example:8443/one/two?y=2"), ("http://b.example/", "http://b.example/"),
    ])
    func `is followed as a browser would`(location: String, wanted: String) throws {
        let address = try OutboundAddress("https://a.example:8443/one/two?three")
        #expect(address.following(location)?.description == wanted)
    }

    @Test func `follows nothing that is no address`() throws {
        let address = try OutboundAddress("https://a.example/")
        for location in ["ftp://b.example/", "http://u:p@b.example/", "https://你好.example/", "/a b"] {
            #expect(address.following(location) == nil, "\(location)")
        }
    }

    @Test func `takes one more field in its query`() throws {
        #expect(try OutboundAddress("https://a.example/x").adding("a", "1").target == "/x?a=1")
        #expect(try OutboundAddress("https://a.example/x?b").adding("a", "1").target == "/x?b&a=1")
    }
}
