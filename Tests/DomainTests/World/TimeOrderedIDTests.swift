import Domain
import Testing

@Suite struct TimeOrderedIDTests {
    private func text(_ milliseconds: Int64, _ random: [UInt8] = []) -> String {
        TimeOrderedID.text(at: Instant(milliseconds: milliseconds), random: random)
    }

    @Test func `an id has 26 characters of the reading alphabet`() {
        let alphabet = Set("0123456789abcdefghjkmnpqrstvwxyz")
        for byte in UInt8.min...UInt8.max {
            let id = text(1_795_426_200_000 + Int64(byte), [UInt8](repeating: byte, count: 10))
            #expect(id.utf8.count == 26)
            #expect(id.allSatisfy { alphabet.contains($0) })
        }
    }

    @Test func `later ids sort behind earlier ones, whatever their random part`() {
        let moments: [Int64] = [0, 1, 31, 32, 1023, 1024, 1_795_426_200_000, 1_795_426_200_001, 1 << 47, (1 << 48) - 1]
        let low = [UInt8](repeating: 0, count: 10)
        let high = [UInt8](repeating: 255, count: 10)
        for (earlier, later) in zip(moments, moments.dropFirst()) {
            #expect(text(earlier, high).utf8.lexicographicallyPrecedes(text(later, low).utf8))
        }
    }

    @Test func `the layout is that of a ULID`() {
        // The example of the specification: 01ARZ3NDEKTSV4RRFFQ69G5FAV.
        let random: [UInt8] = [0xd6, 0x76, 0x4c, 0x61, 0xef, 0xb9, 0x93, 0x02, 0xbd, 0x5b]
        #expect(text(1_469_922_850_259, random) == "01arz3ndektsv4rrffq69g5fav")
        #expect(text(0) == "00000000000000000000000000")
        #expect(text((1 << 48) - 1, [UInt8](repeating: 255, count: 10)) == "7zzzzzzzzzzzzzzzzzzzzzzzzz")
    }

    @Test func `every random bit counts`() {
        var seen: Set<String> = [text(7)]
        for bit in 0..<80 {
            var random = [UInt8](repeating: 0, count: 10)
            random[bit / 8] = 1 << UInt8(bit % 8)
            seen.insert(text(7, random))
        }
        #expect(seen.count == 81)
    }

    @Test func `more random bytes than needed change nothing`() {
        let ten = [UInt8](1...10)
        #expect(text(7, ten) == text(7, ten + [99]))
    }
}
