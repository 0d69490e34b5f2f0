import Crypto
import Domain
import Testing

@testable import Server

@Suite struct RuntimeTableTests {
    private static func apps(_ numbers: Range<Int>) -> [ID<MiniProgram>] {
        numbers.map { ID(rawValue: "2021" + String(100_000_000_000 + $0)) }
    }

    private static func entry(_ app: ID<MiniProgram>, revision: Int64 = 0) -> RuntimeEntry? {
        var state = RuntimeState()
        state.revision = revision
        return RuntimeEntry(app: app, state: state)
    }

    @Test func `ids spread over the table, and each is found`() {
        let apps = Self.apps(0..<2000)
        var table = RuntimeTable(apps.compactMap { Self.entry($0) })
        #expect(table.count == 2000)
        for app in apps { #expect(table.entry(of: app)?.app == app) }
        #expect(Self.apps(2000..<4000).allSatisfy { table.entry(of: $0) == nil })
        let before = table
        table.replace(apps[7], by: nil)
        #expect(table.entry(of: apps[7]) == nil)
        #expect(before.entry(of: apps[7]) != nil, "a picture that was handed out never changes")
        #expect(table.count == 1999)
    }

    @Test func `a table that began empty grows, and every entry can be replaced`() {
        var table = RuntimeTable([])
        let apps = Self.apps(0..<10_000)
        for app in apps { table.replace(app, by: Self.entry(app, revision: 1)) }
        for app in apps.prefix(5000) { table.replace(app, by: Self.entry(app, revision: 2)) }
        #expect(table.count == 10_000)
        #expect(apps.prefix(5000).allSatisfy { table.entry(of: $0)?.state.revision == 2 })
        #expect(apps.dropFirst(5000).allSatisfy { table.entry(of: $0)?.state.revision == 1 })
        for app in apps { table.replace(app, by: nil) }
        #expect(table.count == 0)
        #expect(apps.allSatisfy { table.entry(of: $0) == nil })
    }

    @Test func `the id of zeros is one like any other`() {
        let zero = ID<MiniProgram>(rawValue: String(repeating: "0", count: 16))
        var table = RuntimeTable([])
        #expect(table.entry(of: zero) == nil)
        table.replace(zero, by: Self.entry(zero))
        #expect(table.entry(of: zero)?.app == zero)
    }

    @Test func `who asks first at the same time gets the same answer`() async throws {
        let app = try #require(Self.apps(0..<1).first)
        let signer = RuntimeSigner(id: "k1", key: Curve25519.Signing.PrivateKey())
        var state = RuntimeState()
        state.wasReleased = true
        for round in 0..<50 {
            let entry = try #require(RuntimeEntry(app: app, state: state))
            let tags = await withTaskGroup(of: String?.self) { group in
                for index in 0..<8 {
                    group.addTask {
                        // Each would make one of its own, with a tag of its own.
                        entry.answer(.offline) { release, stage in
                            RuntimeAnswer.make(
                                release,
                                stage,
                                of: app,
                                revision: 1,
                                appliesNow: false,
                                at: Instant(milliseconds: Int64(round * 8 + index)),
                                packageURL: "",
                                signer: signer
                            )
                        }?.tag
                    }
                }
                return await group.reduce(into: Set<String?>()) { $0.insert($1) }
            }
            #expect(tags.count == 1)
        }
    }
}
