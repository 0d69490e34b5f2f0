import Domain
import TestSupport
import Testing

@testable import Server

@Suite struct HostileMultipartTests {
    static let line = "Content-Disposition: form-data; name=\"a\""

    /// Header blocks that two programs could read in two ways, or that nobody honest sends.
    static let headers: [[String]] = [
        [], ["Content-Type: text/plain"], ["Content-Disposition: form-data"],
        ["Content-Disposition: attachment; name=\"a\""],
        ["Content-Disposition: form-data; name=\"a\"; name=\"b\""], [line, line], [line, " folded=\"1\""],
        ["Content-Disposition : form-data; name=\"a\""], ["Content-Disposition: form-data; name=\"a"],
        ["Content-Disposition: form-data; name=\"a\" filename=\"b\""], ["Content-Disposition: form-data; =\"a\""],
        ["Content-Disposition: form-data; name=a\"b"], [line, "no colon"], [line, ": empty"], [line, "X\u{0}: 1"],
        [line, "X: 1\nY: 2"], [line, "X: 1\rY: 2"], [line, "Content-Transfer-Encoding: base64"],
        [line, "Content-Type: a/b", "Content-Type: c/d"], [line + "; filename*=ISO-8859-1''a"],
        [line + "; filename*=UTF-8''%zz"], [line + "; filename*=UTF-8''%ff"], [line + "; filename*=UTF-8''%00"],
        [line + "; filename*=abc"], ["\u{ff1a}Content-Disposition: form-data; name=\"a\""],
    ]

    @Test(arguments: headers)
    func `a part with such headers is refused`(headers: [String]) async throws {
        let body = SampleForm.body([.init(headers: headers, body: Array("x".utf8))])
        for chunks in [[body], body.map { [$0] }] {
            let code = try await SampleForm.read(chunks).code
            #expect(code == "FORM_MALFORMED" || code == "FORM_NOT_TEXT")
        }
    }

    @Test(arguments: [
        nil, "", "text/plain", "multipart/mixed; boundary=a", "multipart/form-data", "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\"", "multipart/form-data; boundary=a; boundary=b",
        "multipart/form-data; boundary=\"a \"", "multipart/form-data; boundary=a\u{e4}",
        "multipart/form-data; boundary=\(String(repeating: "a", count: 71))", "multipart/form-data boundary=a",
        "multipart/form-data; boundary=\"a", "multipart/form-data; boundary=a\r\nb",
    ])
    func `a content type without a usable boundary is refused`(contentType: String?) async throws {
        let code = try await SampleForm.read([SampleForm.body()], contentType: contentType).code
        #expect(code == "FORM_TYPE" || code == "FORM_MALFORMED")
    }

    @Test(arguments: [
        "multipart/form-data; boundary=\(SampleForm.boundary)",
        "Multipart/Form-Data;boundary=\"\(SampleForm.boundary)\"",
        "multipart/form-data; charset=utf-8; Boundary = \(SampleForm.boundary) ;",
    ])
    func `a content type may be written in several ways`(contentType: String) async throws {
        #expect(try await SampleForm.read([SampleForm.body()], contentType: contentType).files.count == 2)
    }

    /// What is sent as a file name, and what is left of it to show.
    static let fileNames: [(sent: String, shown: String)] = [
        (#"filename="a.zip""#, "a.zip"), (#"filename=a.zip"#, "a.zip"), (#"filename="a \"b\".zip""#, "a \"b\".zip"),
        (#"filename="a%22b%0D%0A.zip""#, "a\"b .zip"), (#"filename="100%.zip""#, "100%.zip"),
        (#"filename="..\..\a.zip""#, "a.zip"), (#"filename="C:\\temp\\a.zip""#, "a.zip"),
        (#"filename="../../etc/passwd""#, "passwd"), (#"filename="a;b=c.zip""#, "a;b=c.zip"),
        (#"filename="x.zip"; filename*=UTF-8''%E5%B1%B1.zip"#, "山.zip"), ("filename=\"a\tb\u{202e}c.zip\"", "a bc.zip"),
        (#"filename="\#(String(repeating: "长", count: 300))""#, String(repeating: "长", count: 255)),
    ]

    @Test(arguments: fileNames)
    func `a file name is shown without its path and its tricks`(sent: String, shown: String) async throws {
        let header = "Content-Disposition: form-data; name=\"package\"; \(sent)"
        let body = SampleForm.body([.init(headers: [header], body: [1])])
        #expect(try await SampleForm.read([body]).files.first?.part.fileName == shown)
    }

    @Test func `text that is not UTF-8 or holds a NUL is refused`() async throws {
        for bytes: [UInt8] in [[0xff], [0x41, 0], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80]] {
            let part = SampleForm.Part(headers: [Self.line], body: bytes)
            #expect(try await SampleForm.read([SampleForm.body([part])]).code == "FORM_NOT_TEXT")
        }
    }

    @Test func `line ends and boundary lines are strict`() async throws {
        func code(_ replacing: String, _ with: String) async throws -> String? {
            let text = String(decoding: SampleForm.body([.text("a", "1"), .text("b", "2")]), as: UTF8.self)
            let bytes = Array(text.utf8).split(separator: Array(replacing.utf8)).map(Array.init)
            return try await SampleForm.read([Array(bytes.joined(separator: Array(with.utf8)))]).code
        }
        let boundary = SampleForm.boundary
        #expect(try await code("absent", "absent") == nil)
        #expect(try await code("\r\n", "\n") != nil)
        #expect(try await code("\(boundary)\r\n", "\(boundary) \t\r\n") == nil)
        #expect(try await code("\(boundary)\r\n", "\(boundary)x\r\n") == "FORM_MALFORMED")
        #expect(try await code("\(boundary)\r\n", "\(boundary)-\r\n") == "FORM_MALFORMED")
        #expect(
            try await code("\(boundary)\r\n", "\(boundary)\(String(repeating: " ", count: 300))\r\n")
                == "FORM_MALFORMED"
        )
        #expect(try await code("--\(boundary)--", "--\(boundary)-") != nil)
        let long = SampleForm.body(preamble: String(repeating: "x", count: 9_000) + "\r\n")
        #expect(try await SampleForm.read([long]).code == "FORM_MALFORMED")
        #expect(try await SampleForm.read([]).code == "FORM_INCOMPLETE")
    }

    @Test func `200 damaged bodies are read or refused, the same in any pieces`() async throws {
        var random = SeededGenerator(seed: 200)
        let pieces = [
            "\r\n", "--", "\r", "\n", "\"", ";", "=", ":", "\u{0}", SampleForm.boundary, "\r\n\r\n", "%", "\\",
            "filename*=",
        ]
        var refused = 0
        for _ in 0..<200 {
            var body = SampleForm.body()
            for _ in 0...Int.random(in: 0..<4, using: &random) {
                let place = Int.random(in: 0..<body.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: body[place] = UInt8.random(in: 0...255, using: &random)
                case 1: body.removeSubrange(place..<min(body.count, place + Int.random(in: 1..<40, using: &random)))
                case 2: body.insert(contentsOf: Array((pieces.randomElement(using: &random) ?? "").utf8), at: place)
                default: body.insert(contentsOf: body[place..<min(body.count, place + 60)], at: place)
                }
            }
            let whole = try await SampleForm.read([body])
            if whole.code != nil { refused += 1 }
            #expect(whole.code.map { $0.hasPrefix("FORM_") } ?? true)
            #expect(try await SampleForm.read(SampleForm.chunked(body, by: &random)) == whole)
        }
        // Most of the damage is in file bytes and field values, where it is no damage to the form.
        #expect(refused > 40)
    }
}
