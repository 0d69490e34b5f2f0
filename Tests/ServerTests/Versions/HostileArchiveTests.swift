import Domain
import Server
import TestSupport
import Testing

@Suite struct `Hostile archives` {
    @Test(arguments: HostileArchive.all.map(\.name))
    func `is answered as it should be, without a crash`(_ name: String) throws {
        let archive = try #require(HostileArchive.named(name))
        let outcome = try inspected(archive.bytes())
        switch archive.outcome {
        case .refused(let code): #expect(outcome.code == code)
        case .finding(let rule):
            #expect(outcome.code == nil)
            #expect(outcome.rules.contains(rule), "\(outcome.rules)")
        case .accepted:
            #expect(outcome.code == nil)
            #expect(
                outcome.rules.allSatisfy { !$0.hasPrefix("archive.") && !$0.hasPrefix("name.") },
                "\(outcome.rules)"
            )
        }
    }

    @Test func `there are at least sixty, each with a name of its own`() {
        #expect(HostileArchive.all.count >= 60)
        #expect(Set(HostileArchive.all.map(\.name)).count == HostileArchive.all.count)
    }

    /// The last word on damage: whatever single byte is cut off or changed, the answer is a refusal or a report, never a fault.
    @Test func `a package cut at any byte is refused`() throws {
        let whole = SamplePackages.web()
        for length in 0..<whole.count where length % 23 == 0 || length > whole.count - 64 {
            #expect(try inspected(Array(whole.prefix(length))).code != nil, "\(length)")
        }
    }

    @Test func `a package with any byte changed is refused or reported, never a fault`() throws {
        let whole = SamplePackages.web()
        for at in whole.indices where at % 11 == 0 || at > whole.count - 250 {
            var bytes = whole
            bytes[at] ^= 0xff
            _ = try inspected(bytes)
        }
    }

    private func inspected(_ bytes: [UInt8]) throws -> (code: String?, rules: [String]) {
        let file = try TemporaryFile(bytes)
        do {
            return (nil, try PackageArchive.inspect(file: file.path).findings.map(\.rule))
        } catch let refusal as Refusal {
            return (refusal.code, [])
        }
    }
}
