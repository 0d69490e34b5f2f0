import Domain
import Testing

@testable import Server

@Suite struct RuntimeRequestTests {
    private let line = "GET /runtime/v1/apps/2021004288173306/release?user=u HTTP/1.1\r\n"

    private func read(_ text: String) -> RuntimeRequest? {
        Array(text.utf8).withUnsafeBytes { RuntimeRequest($0) }
    }

    @Test(arguments: [
        "", "Host: a\r\n", "host: a\r\nUser-Agent: b/1.0 (c; d)\r\nAccept: */*\r\n", "Connection: Keep-Alive\r\n",
        "x_y-1:\r\n",
    ])
    func `a plain request is read, and ends with its empty line`(fields: String) throws {
        let text = line + fields + "\r\n"
        let request = try #require(read(text + "GET /next HTTP/1.1\r\n\r\n"))
        #expect(request.length == text.utf8.count)
        #expect(request.reading == .asked(RuntimeQuestion(app: 2_021_004_288_173_306, user: "u", baseLibrary: nil)))
        #expect(request.head.isKeepAlive && !request.head.isHead && !request.head.isOld)
    }

    @Test func `what the client has is read from every line that says it`() throws {
        let request = try #require(read(line + "if-none-match: \"a\"\r\nIf-None-Match:   W/\"b\", \"c\" \r\n\r\n"))
        #expect(["\"a\"", "\"b\"", "\"c\""].allSatisfy { request.head.has($0) })
        #expect(!request.head.has("\"d\""))
    }

    @Test func `half a request is nobody's yet`() {
        let text = line + "host: a\r\n\r\n"
        for length in 0..<text.utf8.count {
            #expect(read(String(decoding: text.utf8.prefix(length), as: UTF8.self)) == nil)
        }
    }

    @Test(arguments: [
        "content-length: 0\r\n", "Content-Length: 5\r\n", "transfer-encoding: chunked\r\n", "connection: close\r\n",
        "connection: upgrade\r\n", "upgrade: h2c\r\n", "expect: 100-continue\r\n", "proxy-connection: close\r\n",
        " folded: a\r\n", "host: a\r\n more\r\n", "content-length : 5\r\n", ": a\r\n", "no colon\r\n", "a: \u{1}\r\n",
        "a: b\rcontent-length: 5\r\n", "a: b\ncontent-length: 5\r\n", "a: 林\r\n", "a: b\tc\r\n",
    ])
    func `whatever has more than one reading is the decoder's`(fields: String) {
        #expect(read(line + fields + "\r\n") == nil)
    }

    @Test(arguments: [
        "HEAD /runtime/v1/apps/2021004288173306/release?user=u HTTP/1.1\r\n",
        "GET /runtime/v1/apps/2021004288173306/release?user=u HTTP/1.0\r\n",
        "GET /runtime/v1/apps/2021004288173306/release?user=u  HTTP/1.1\r\n",
        "GET /runtime/v1/apps/2021004288173306/release?user=u v HTTP/1.1\r\n",
        "GET /runtime/v1/apps/2021004288173306/release?user=林 HTTP/1.1\r\n",
        "GET /runtime/v1/apps/2021004288173306/explain?user=u HTTP/1.1\r\n",
        "GET /runtime/v1/apps/2021004288173306/release?user=u HTTP/1.1\n",
        "get /runtime/v1/apps/2021004288173306/release?user=u HTTP/1.1\r\n",
        "\r\nGET /runtime/v1/apps/2021004288173306/release?user=u HTTP/1.1\r\n", "GET / HTTP/1.1\r\n",
    ])
    func `other requests are the decoder's`(line: String) { #expect(read(line + "\r\n") == nil) }

    @Test func `a head with very many fields is the decoder's`() {
        #expect(read(line + String(repeating: "a: b\r\n", count: 64) + "\r\n") != nil)
        #expect(read(line + String(repeating: "a: b\r\n", count: 65) + "\r\n") == nil)
    }
}
