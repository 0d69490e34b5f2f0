import Domain
import Testing

@Suite struct RuntimeStateTests {
    private static let salt = CohortSalt(hex: "000102030405060708090a0b0c0d0e0f")!
    private static let old = release(VersionNumber(1, 0, 0), "a")
    private static let new = release(VersionNumber(1, 1, 0), "b")

    private static func release(_ number: VersionNumber, _ digit: String, needs: VersionNumber? = nil) -> RuntimeRelease
    {
        RuntimeRelease(
            number: number,
            hash: PackageHash(hex: String(repeating: digit, count: 64))!,
            size: 10,
            lowestBaseLibrary: needs
        )
    }

    private func gray(_ ppm: Int, members: Set<String> = [], needs: VersionNumber? = nil) -> RuntimeState.Gray {
        RuntimeState.Gray(
            release: Self.release(Self.new.number, "b", needs: needs),
            salt: Self.salt,
            share: GrayShare(ppm: ppm)!,
            members: members,
            startedAt: Instant(milliseconds: 0)
        )
    }

    /// Two users on both sides of 10 %.
    private func users(_ share: Int) -> (inside: String, outside: String) {
        let all = (0..<1000).map { "user-\($0)" }
        let inside = all.first { Cohort.position(of: $0, salt: Self.salt) < share }!
        return (inside, all.first { Cohort.position(of: $0, salt: Self.salt) >= share }!)
    }

    @Test func `inside the share the gray version, outside the released one`() {
        var state = RuntimeState()
        (state.released, state.wasReleased, state.gray) = (Self.old, true, gray(100_000))
        let (inside, outside) = users(100_000)
        #expect(state.decision(for: inside, baseLibrary: nil).answer == .gray(Self.new))
        #expect(state.decision(for: inside, baseLibrary: nil).rule == .cohort)
        #expect(state.decision(for: outside, baseLibrary: nil).answer == .release(Self.old))
        #expect(state.decision(for: outside, baseLibrary: nil).rule == .released)
    }

    @Test func `members are always inside`() {
        let (_, outside) = users(100_000)
        var state = RuntimeState()
        (state.released, state.wasReleased, state.gray) = (Self.old, true, gray(100_000, members: [outside]))
        #expect(state.decision(for: outside, baseLibrary: nil).answer == .gray(Self.new))
        #expect(state.decision(for: outside, baseLibrary: nil).rule == .member)
    }

    @Test func `while nothing is released users outside get nothing`() {
        var state = RuntimeState()
        state.gray = gray(100_000)
        let (inside, outside) = users(100_000)
        #expect(state.decision(for: inside, baseLibrary: nil).answer == .gray(Self.new))
        #expect(state.decision(for: outside, baseLibrary: nil).answer == .nothing)
    }

    @Test func `after the end of a gray release without a release, only those who were inside purge`() {
        var state = RuntimeState()
        state.formerGray = RuntimeState.FormerGray(salt: Self.salt, share: GrayShare(ppm: 100_000)!)
        let (inside, outside) = users(100_000)
        #expect(state.decision(for: inside, baseLibrary: nil).answer == .offline)
        #expect(state.decision(for: outside, baseLibrary: nil).answer == .nothing)
    }

    @Test func `what was released and is gone is purged by everybody`() {
        var state = RuntimeState()
        state.wasReleased = true
        #expect(state.decision(for: "u", baseLibrary: nil).answer == .offline)
    }

    @Test func `a host that cannot run a version gets the newest that it can`() {
        var state = RuntimeState()
        state.wasReleased = true
        state.released = Self.release(VersionNumber(2, 0, 0), "c", needs: VersionNumber(3, 0, 0))
        state.earlier = [
            Self.release(VersionNumber(1, 9, 0), "d", needs: VersionNumber(2, 8, 0)), Self.old,
        ]
        func answer(_ library: VersionNumber?) -> RuntimeState.Answer {
            state.decision(for: "u", baseLibrary: library).answer
        }
        #expect(answer(nil) == .release(state.released!))
        #expect(answer(VersionNumber(3, 0, 0)) == .release(state.released!))
        #expect(answer(VersionNumber(2, 9, 9)) == .release(state.earlier[0]))
        #expect(answer(VersionNumber(2, 7, 0)) == .release(Self.old))
        state.earlier.removeLast()
        #expect(answer(VersionNumber(2, 7, 0)) == .nothing)
    }

    @Test func `a member whose host cannot run the gray version gets the released one`() {
        var state = RuntimeState()
        (state.released, state.wasReleased) = (Self.old, true)
        state.gray = gray(1_000_000, members: ["m"], needs: VersionNumber(9, 0, 0))
        #expect(state.decision(for: "m", baseLibrary: VersionNumber(2, 0, 0)).answer == .release(Self.old))
    }

    @Test(arguments: ["", "0", String(repeating: "g", count: 64), String(repeating: "0", count: 63)])
    func `what is no SHA-256 is none`(text: String) { #expect(PackageHash(hex: text) == nil) }

    @Test func `a hash is printed as it was read`() {
        let text = (0..<64).map { "0123456789abcdef".map(String.init)[$0 * 7 % 16] }.joined()
        #expect(PackageHash(hex: text)?.hex == text)
    }
}
