import Domain
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Testing

@testable import Server

@Suite struct URLEncodedFormTests {
    private func code(_ text: String, _ change: (inout FormFields.Limits) -> Void = { _ in }) -> String? {
        var limits = FormFields.Limits()
        change(&limits)
        do {
            _ = try URLEncodedForm.decode(text.utf8, limits: limits)
            return nil
        } catch {
            return (error as? Refusal)?.code ?? "\(error)"
        }
    }

    @Test func `fields are decoded, repeated ones kept in order`() throws {
        let form = try URLEncodedForm.decode(
            "name=%E5%B1%B1%E4%B8%98+caf%C3%a9&area=310000&area=330000&a=b=c&flag&&=x&%26=%3D".utf8
        )
        #expect(form["name"] == "山丘 café")
        #expect(form.all("area") == ["310000", "330000"] && form["area"] == "310000")
        #expect(form["a"] == "b=c" && form["flag"]?.isEmpty == true && form[""] == "x" && form["&"] == "=")
        #expect(form["absent"] == nil && form.all("absent").isEmpty)
        #expect(form.names == ["name", "area", "a", "flag", "", "&"])
        #expect(try URLEncodedForm.decode([]).names.isEmpty)
    }

    @Test func `values are normalised, except where what was signed must stay`() throws {
        let sent = "name=cafe%CC%81"
        #expect(try URLEncodedForm.decode(sent.utf8)["name"]?.unicodeScalars.count == 4)
        #expect(try URLEncodedForm.pairs(sent.utf8).first?.value.unicodeScalars.count == 5)
    }

    @Test(arguments: ["a=%", "a=%4", "a=%zz", "%=1", "a=%+1", "a=%-1", "a=1%2"])
    func `broken percent encoding is refused`(text: String) { #expect(code(text) == "FORM_MALFORMED") }

    @Test(arguments: ["a=%ff", "a=%c3", "%80=1", "a=%00", "a=%ed%a0%80", "a=x%C0%AF"])
    func `what is not text is refused`(text: String) { #expect(code(text) == "FORM_NOT_TEXT") }

    @Test func `every limit holds, and what is just inside passes`() {
        #expect(code("a=1&b=2") { $0.fields = 2 } == nil)
        #expect(code("a=1&b=2&a=3") { $0.fields = 2 } == "FORM_TOO_LARGE")
        #expect(code("a=%E5%B1%B1") { $0.valueBytes = 3 } == nil)
        #expect(code("a=%E5%B1%B1") { $0.valueBytes = 2 } == "FORM_TOO_LARGE")
        #expect(code("abc=1") { $0.nameBytes = 3 } == nil)
        #expect(code("abc=1") { $0.nameBytes = 2 } == "FORM_TOO_LARGE")
        #expect(code("abc=1") { $0.totalBytes = 5 } == nil)
        #expect(code("abc=1") { $0.totalBytes = 4 } == "FORM_TOO_LARGE")
    }

    @Test func `a field that is too long says so at the field`() throws {
        var limits = FormFields.Limits()
        limits.valueBytes = 1_024
        let refusal = #expect(throws: Refusal.self) {
            try URLEncodedForm.decode("slogan=\(String(repeating: "x", count: 1_025))".utf8, limits: limits)
        }
        #expect(refusal?.fields.map(\.field) == ["slogan"])
        #expect(refusal?.words.zh.contains("最多 1 KB") == true)
    }

    private func request(_ type: String?, _ body: [UInt8], length: Int? = nil) -> Request {
        var head = HTTPRequest(method: .post, scheme: "http", authority: "localhost", path: "/")
        head.headerFields[.contentType] = type
        head.headerFields[.contentLength] = length.map(String.init)
        return Request(head: head, body: .init(buffer: ByteBuffer(bytes: body)))
    }

    @Test func `a request's form reads the same in both encodings`() async throws {
        let encoded = request(
            "application/x-www-form-urlencoded; charset=UTF-8",
            Array("version=1.2.3&description=a%20b".utf8)
        )
        let parts: [SampleForm.Part] = [
            .text("version", "1.2.3"), .file("package", "a.zip", [1, 2]), .text("description", "a b"),
        ]
        let multipart = request(SampleForm.contentType, SampleForm.body(parts))
        #expect(try await encoded.form() == multipart.form())
        for type in [nil, "application/json", "text/plain"] {
            let refusal = await #expect(throws: Refusal.self) { try await request(type, []).form() }
            #expect(refusal?.code == "FORM_TYPE" && refusal?.status == 415)
        }
    }

    @Test func `a body is read up to its limit only`() async throws {
        #expect(try await request(nil, [1, 2, 3]).bytes(upTo: 3) == [1, 2, 3])
        for (body, length) in [([1, 2, 3, 4], nil), ([1], 4)] as [([UInt8], Int?)] {
            let refusal = await #expect(throws: Refusal.self) {
                try await request(nil, body, length: length).bytes(upTo: 3)
            }
            #expect(refusal?.status == 413)
        }
    }
}
