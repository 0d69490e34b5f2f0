import Foundation
import TestSupport
import Testing

@testable import Domain

@Suite struct EventLinePropertyTests {
    private static let seeds = [
        #"{"kind":"launch","ok":true,"total_ms":1240,"present":true,"at":"2026-01-20T01:59:59.120Z","device":"P60"}"#,
        #"{"kind":"js_error","message":"TypeError: \"x\" \u00e9 \ud83d\ude00","stack":"at b\n\tat c","page":"错/误"}"#,
        #"{"kind":"http","url":"https://a.example/b?c","status":502,"duration_ms":3.5e1,"x":[1,{"y":[true,null,-0.5]}]}"#,
        #"{"kind":"exposure","step":"resolved","base_library":"2.8.0"}"#,
    ].map { Array($0.utf8) }

    /// A line with some bytes changed, put in or taken out.
    private func mutated(_ generator: inout SeededGenerator) -> [UInt8] {
        var line = Self.seeds.randomElement(using: &generator) ?? []
        for _ in 0..<Int.random(in: 0...3, using: &generator) {
            let place = Int.random(in: 0..<line.count, using: &generator)
            let telling = Array("{}[]\",:\\u0123456789.eE+-tfn \t\u{7f}".utf8) + [0, 0x0d, 0x80, 0xc3, 0xff]
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: line[place] = telling.randomElement(using: &generator) ?? 0
            case 1: line.insert(telling.randomElement(using: &generator) ?? 0, at: place)
            case 2 where line.count > 1: line.remove(at: place)
            default: line[place] = UInt8.random(in: .min ... .max, using: &generator)
            }
        }
        return line
    }

    @Test func `any bytes are an event or a named problem, and what is taken is JSON`() throws {
        var generator = SeededGenerator(seed: 4)
        var (taken, refused) = (0, 0)
        for _ in 0..<30_000 {
            let line = mutated(&generator)
            do throws(EventProblem) {
                let event = try EventLine.read(line[...], now: EventLineTests.now)
                taken += 1
                #expect(Set(RuntimeEvent.Kind.allCases).contains(event.kind))
                // Foundation refuses half a surrogate pair, which is taken here.
                let isPaired = !String(decoding: line, as: UTF8.self).lowercased().contains("\\ud")
                let isObject = (try? JSONSerialization.jsonObject(with: Data(line))) is [String: Any]
                #expect(isObject || !isPaired, "\(String(decoding: line, as: UTF8.self))")
            } catch {
                refused += 1
                #expect(!error.code.isEmpty)
                // Foundation takes a comma too many.
                let dense = String(decoding: line.filter { $0 > 0x20 }, as: UTF8.self)
                if error == .malformed, !dense.contains(",}"), !dense.contains(",]") {
                    let object = try? JSONSerialization.jsonObject(with: Data(line))
                    #expect(!(object is [String: Any]), "\(String(decoding: line, as: UTF8.self))")
                }
            }
        }
        #expect(taken > 5_000 && refused > 5_000)
        for _ in 0..<5_000 {
            let count = Int.random(in: 0...40, using: &generator)
            let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            _ = try? EventLine.read(bytes[...], now: EventLineTests.now)
        }
    }

    @Test func `lists within lists come to an end`() {
        let deep = String(repeating: "[", count: 5_000) + String(repeating: "]", count: 5_000)
        #expect(throws: EventProblem.malformed) {
            try EventLine.read(Array(#"{"kind":"share","x":\#(deep)}"#.utf8)[...], now: EventLineTests.now)
        }
    }

    @Test func `lines end with LF or CR LF, and empty ones are none`() throws {
        func lines(_ text: String) -> [String]? {
            EventLines(Array(text.utf8))?.lines.map { "\($0.number) \(String(decoding: $0.bytes, as: UTF8.self))" }
        }
        #expect(lines("a\nb\r\n\n  \r\nc") == ["1 a", "2 b", "5 c"])
        #expect(lines("") == [])
        #expect(lines("\n\n") == [])
        let many = String(repeating: "{}\n", count: EventLimits.batchLines)
        #expect(lines(many)?.count == EventLimits.batchLines)
        #expect(lines(many + "{}") == nil)
    }

    @Test func `a bucket's middle is at most 1.6 % off, and buckets are those of an HdrHistogram`() {
        // Values and indices as `countsArrayIndex` of an HdrHistogram with 64 sub-buckets gives them.
        for (value, index) in [
            (0, 0), (63, 63), (64, 64), (65, 64), (66, 65), (127, 95), (128, 96), (1_000, 190), (4_500, 259),
        ] {
            #expect(DurationBuckets.bucket(of: Int64(value)) == index, "\(value)")
        }
        var last = -1
        for time in 0...EventLimits.duration where time < 200_000 || time % 997 == 0 {
            let bucket = DurationBuckets.bucket(of: time)
            #expect(bucket == last || bucket == last + 1 || time > 200_000)
            last = bucket
            guard DurationBuckets.times(in: bucket).contains(time) else {
                Issue.record("\(time) is not in its bucket")
                return
            }
            let middle = DurationBuckets.middle(of: bucket)
            guard abs(middle - time) * 64 <= time else {
                Issue.record("\(time): \(middle)")
                return
            }
        }
        #expect(DurationBuckets.bucket(of: EventLimits.duration) < 600)
    }
}
