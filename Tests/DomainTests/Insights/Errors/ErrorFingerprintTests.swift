import Testing

@testable import Domain

@Suite struct `Fingerprints of errors` {
    private func script(_ message: String, _ stack: String? = nil, kind: RuntimeEvent.Kind = .scriptError) -> String {
        ErrorFingerprint(kind: kind, subject: nil, code: nil, message: message, stack: stack, page: nil).text
    }

    @Test(arguments: [
        ("Order 4711 not found", "Order 9 not found"),
        ("Cannot read 'price' of null", "Cannot read 'name' of null"),
        ("Cannot read \"price\" of null", "Cannot read \"name\" of null"),
        ("bad token 5f2a9c1be0d4", "bad token 00ff00ff00ff"),
        ("item42 is gone", "item7 is gone"),
        ("商品 12 不存在", "商品 9 不存在"),
    ])
    func `do not differ by what differs from phone to phone`(one: String, other: String) {
        #expect(script(one) == script(other))
    }

    @Test(arguments: [
        ("Order not found", "Order not paid"), ("商品不存在", "商品已下架"), ("facade", "decade"),
        ("it's 5 o'clock", "it's late"),
    ])
    func `differ by what was said`(one: String, other: String) { #expect(script(one) != script(other)) }

    @Test func `do not differ by line, column, host and the names that a minifier gives`() {
        let one = script("x", "at Cart.total (https://a/1/index.js:1:2)\nat a (https://a/1/index.js:3:4)")
        let other = script("x", "Cart.total@https://b/1/index.js:7:8\nbz@https://b/1/index.js:9:10")
        #expect(one == other)
        #expect(one != script("x", "at Cart.count (https://a/1/index.js:1:2)\nat a (https://a/1/index.js:3:4)"))
    }

    @Test func `look at the five frames on top`() {
        let top = (1...5).map { "at step\($0)x (a.js:1:1)\n" }.joined()
        #expect(script("x", top) == script("x", top + "at other (b.js:1:1)"))
        #expect(script("x", top) != script("x", "at other (b.js:1:1)\n" + top))
    }

    @Test func `differ by kind, code and subject`() {
        func http(_ subject: String?, _ code: String?, page: String? = nil) -> String {
            ErrorFingerprint(kind: .http, subject: subject, code: code, message: nil, stack: nil, page: page).text
        }
        #expect(http("GET https://a/orders/1", "500") == http("GET https://a/orders/2", "500"))
        #expect(http("GET https://a/orders/1", "500") != http("GET https://a/orders/1", "502"))
        #expect(http("GET https://a/orders/1", "500", page: "x") == http("GET https://a/orders/1", "500", page: "y"))
        #expect(script("x") != script("x", kind: .launch))
        func white(_ page: String) -> String {
            ErrorFingerprint(kind: .whiteScreen, subject: nil, code: nil, message: nil, stack: nil, page: page).text
        }
        #expect(white("pages/a") != white("pages/b"))
    }

    @Test func `begin with the version of their rules and are kept for ever`() {
        #expect(script("Order 4711 not found", "at Cart.total (a.js:1:2)") == "1.af5174f773c38c0b1290")
    }

    @Test(arguments: [
        "", "1", "1.", "1.xyz", "1.ABCDEF0123456789ABCD", "x.0123456789abcdef0123", "1.0123456789abcdef0123.2",
    ])
    func `are not read from anything else`(text: String) { #expect(ErrorFingerprint(text: text) == nil) }

    @Test func `are read back`() { #expect(ErrorFingerprint(text: script("x"))?.text == script("x")) }

    @Test func `take hostile texts`() {
        for text in [
            String(repeating: "'", count: 500), String(repeating: "\"a", count: 250), "\u{0}\u{7f}", "“”'`\"", "１２３",
        ] {
            #expect(ErrorFingerprint(text: script(text)) != nil)
        }
    }
}
