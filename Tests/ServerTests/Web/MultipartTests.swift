import Domain
import NIOCore
import TestSupport
import Testing

@testable import Server

@Suite struct MultipartTests {
    @Test func `fields and files come out as they were sent`() async throws {
        let outcome = try await SampleForm.read([SampleForm.body()])
        let fields = try #require(outcome.fields)
        #expect(fields["version"] == "1.2.3" && fields.all("version") == ["1.2.3", "1.2.4"])
        #expect(fields["description"] == "支持会员卡\r\n叠加优惠券")
        #expect(fields["empty"]?.isEmpty == true && fields["absent"] == nil)
        #expect(fields.names == ["version", "description", "empty"])
        // The browser's empty file input is no file; an empty file with a name is one.
        #expect(outcome.files.map(\.part.name) == ["package", "nothing"])
        #expect(outcome.files[0].part.fileName == "山丘咖啡.zip")
        #expect(outcome.files[0].part.contentType == "application/zip")
        #expect(outcome.files[0].bytes == SampleForm.tricky)
        #expect(outcome.files[1].bytes.isEmpty)
    }

    @Test func `a body reads the same wherever it is split in two`() async throws {
        let body = SampleForm.body(preamble: "This is a form.\r\n", epilogue: "\r\nthe end")
        let whole = try await SampleForm.read([body])
        #expect(whole.files.count == 2)
        for position in 0...body.count {
            let split = try await SampleForm.read([Array(body[..<position]), Array(body[position...])])
            #expect(split == whole, "split at \(position)")
        }
    }

    @Test func `a body reads the same in any pieces`() async throws {
        var random = SeededGenerator(seed: 2)
        let alphabet = Array("\r\n-\(SampleForm.boundary)".utf8)
        for _ in 0..<60 {
            // A file made of the letters of the boundary: as many near misses as can be had.
            let letters = (0..<Int.random(in: 0..<900, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? 0
            }
            var parts = SampleForm.parts
            parts[1].body = letters
            let body = SampleForm.body(parts)
            let whole = try await SampleForm.read([body])
            #expect(whole.files.first?.bytes == letters)
            #expect(try await SampleForm.read(SampleForm.chunked(body, by: &random)) == whole)
            #expect(try await SampleForm.read(body.map { [$0] }) == whole)
        }
    }

    @Test func `a body that was cut off is refused wherever it was cut`() async throws {
        let body = SampleForm.body(epilogue: "")
        for length in 0..<body.count {
            let outcome = try await SampleForm.read([Array(body.prefix(length))])
            #expect(outcome.code == "FORM_INCOMPLETE", "cut at \(length)")
        }
        #expect(try await SampleForm.read([body]).code == nil)
    }

    @Test func `a name may be a file without a file name`() async throws {
        let body = SampleForm.body([.text("package", "PK"), .text("note", "n")])
        let outcome = try await SampleForm.read([body], fileFields: ["package"])
        #expect(outcome.files.map(\.bytes) == [Array("PK".utf8)])
        #expect(outcome.fields?.names == ["note"])
    }

    @Test func `no more than a chunk and a boundary waits in memory`() throws {
        var parser = MultipartParser(
            boundary: SampleForm.boundary,
            limits: .init(totalBytes: 30 << 20)
        )
        let head = SampleForm.body([.file("package", "a.zip", [])]).dropLast(SampleForm.boundary.count + 8)
        try parser.feed(ByteBuffer(bytes: head))
        let chunk = ByteBuffer(repeating: 0x0d, count: 1 << 16)
        var passed = 0
        for _ in 0..<320 {
            try parser.feed(chunk)
            while let event = try parser.next() {
                guard case .fileBytes(let bytes) = event else { continue }
                #expect(bytes.readableBytes <= chunk.readableBytes + 100)
                passed += bytes.readableBytes
            }
        }
        // All but the last byte, which may be the beginning of a boundary.
        #expect(passed >= 320 << 16 - 1)
    }

    @Test func `what a sink or the body throws comes through`() async throws {
        struct DiskFull: Error {}
        let body = ByteBuffer(bytes: SampleForm.body())
        await #expect(throws: DiskFull.self) {
            try await Multipart.read(
                AsyncStream {
                    $0.yield(body)
                    $0.finish()
                },
                contentType: SampleForm.contentType,
                limits: .init(totalBytes: 1 << 20)
            ) { _ in { _ in throw DiskFull() } }
        }
        await #expect(throws: DiskFull.self) {
            try await Multipart.read(
                AsyncThrowingStream {
                    $0.yield(body.getSlice(at: 0, length: 100) ?? body)
                    $0.finish(throwing: DiskFull())
                },
                contentType: SampleForm.contentType,
                limits: .init(totalBytes: 1 << 20)
            ) { _ in Multipart.ignore }
        }
    }

    @Test func `every limit holds, and what is just inside passes`() async throws {
        func code(_ parts: [SampleForm.Part], _ change: (inout Multipart.Limits) -> Void) async throws -> String? {
            var limits = Multipart.Limits(totalBytes: 1 << 20)
            change(&limits)
            let body = SampleForm.body(parts)
            var random = SeededGenerator(seed: 9)
            let whole = try await SampleForm.read([body], limits: limits)
            #expect(try await SampleForm.read(SampleForm.chunked(body, by: &random), limits: limits) == whole)
            return whole.code
        }
        let total = SampleForm.body().count
        #expect(try await code(SampleForm.parts) { $0.totalBytes = total } == nil)
        #expect(try await code(SampleForm.parts) { $0.totalBytes = total - 1 } == "FORM_TOO_LARGE")
        #expect(try await code(SampleForm.parts) { $0.parts = 7 } == nil)
        #expect(try await code(SampleForm.parts) { $0.parts = 6 } == "FORM_TOO_LARGE")
        #expect(try await code([.text("a", "12345")]) { $0.valueBytes = 5 } == nil)
        #expect(try await code([.text("a", "12345")]) { $0.valueBytes = 4 } == "FORM_TOO_LARGE")
        #expect(try await code([.text("a", "12345"), .text("b", "1")]) { $0.allValuesBytes = 6 } == nil)
        #expect(try await code([.text("a", "12345"), .text("b", "1")]) { $0.allValuesBytes = 5 } == "FORM_TOO_LARGE")
        #expect(try await code([.text("name", "")]) { $0.nameBytes = 4 } == nil)
        #expect(try await code([.text("name", "")]) { $0.nameBytes = 3 } == "FORM_TOO_LARGE")
        let header = "Content-Disposition: form-data; name=\"a\"".utf8.count + 2
        #expect(try await code([.text("a", "")]) { $0.headerBytes = header } == nil)
        #expect(try await code([.text("a", "")]) { $0.headerBytes = header - 1 } == "FORM_MALFORMED")
        let file = SampleForm.Part.file("package", "a.zip", Array(repeating: 1, count: 90_000))
        #expect(try await code([file]) { $0.valueBytes = 1 } == nil)
    }
}
