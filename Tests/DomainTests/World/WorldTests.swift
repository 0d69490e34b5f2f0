import Domain
import Testing

@Suite struct WorldTests {
    private func world(byte: UInt8) -> World {
        World(now: { Instant(milliseconds: 0) }, id: { "id" }, bytes: { [UInt8](repeating: byte, count: $0) })
    }

    @Test func `a code for typing has no characters that look alike`() {
        for byte in UInt8.min...UInt8.max {
            let code = world(byte: byte).code(length: 3)
            #expect(code.utf8.count == 3)
            #expect(!code.contains { "01ilou".contains($0) })
        }
    }

    @Test func `a new id carries the kind of what it names`() {
        let id: ID<Version> = world(byte: 0).newID()
        #expect(id.rawValue == "id")
        #expect("\(id)" == "id")
    }
}
