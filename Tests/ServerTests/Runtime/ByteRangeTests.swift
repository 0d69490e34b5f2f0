import HTTPTypes
import Testing

@testable import Server

@Suite struct ByteRangeTests {
    private func read(_ range: String?, condition: String? = nil, size: Int64 = 100) -> ByteRange {
        var headers: HTTPFields = [:]
        headers[.range] = range
        headers[.ifRange] = condition
        return ByteRange.read(headers, tag: "\"t\"", size: size)
    }

    @Test(arguments: [
        ("bytes=0-0", 0, 0), ("bytes=0-99", 0, 99), ("bytes=10-", 10, 99), ("bytes=-1", 99, 99), ("bytes=-500", 0, 99),
        ("bytes=5-500", 5, 99),
    ])
    func `one range is served`(range: String, first: Int64, last: Int64) { #expect(read(range) == .part(first...last)) }

    @Test(arguments: [
        nil, "", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-2", "bytes=0-1,3-4", "items=0-1", "bytes=1-x",
        "bytes=99999999999999999999-",
    ])
    func `what is no single range is no range`(range: String?) { #expect(read(range) == .whole) }

    @Test(arguments: ["bytes=100-", "bytes=200-300", "bytes=-0"])
    func `beyond the end there is nothing`(range: String) { #expect(read(range) == .unsatisfiable) }

    @Test func `a range of another file is the whole of this one`() {
        #expect(read("bytes=0-1", condition: "\"t\"") == .part(0...1))
        #expect(read("bytes=0-1", condition: "\"old\"") == .whole)
        #expect(read("bytes=0-1", condition: "W/\"t\"") == .whole)
        #expect(read("bytes=0-1", condition: "Tue, 24 Nov 2026 06:00:00 GMT") == .whole)
    }
}
