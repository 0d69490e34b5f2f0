import Domain
import Testing

/// The whole table of signing in by QR code: every state, with every command, by whom, and when.
@Suite struct CodeSignInTests {
    private typealias Outcome = Result<CodeSignIn.State, CodeSignIn.Problem>

    private static let start = Instant(milliseconds: 1_768_874_400_000)
    private static let end = start.adding(seconds: CodeSignIn.lifetimeSeconds)
    private static let lin = ID<Person>(rawValue: "lin")
    private static let other = ID<Person>(rawValue: "other")

    private static func outcome(
        _ state: CodeSignIn.State,
        _ command: CodeSignIn.Command,
        by person: ID<Person>?,
        at now: Instant
    ) -> Outcome {
        let scannedBy: ID<Person>? = state == .shown ? nil : lin
        let code = CodeSignIn(state: state, expiresAt: end, scannedBy: scannedBy)
        do throws(CodeSignIn.Problem) {
            return .success(try code.after(command, by: person, at: now))
        } catch {
            return .failure(error)
        }
    }

    /// In time, by the person who scanned it (the browser, for a claim).
    private static let table: [CodeSignIn.State: [CodeSignIn.Command: Outcome]] = [
        .shown: [
            .scan: .success(.scanned), .confirm: .failure(.notScanned), .refuse: .failure(.notScanned),
            .claim: .failure(.notScanned),
        ],
        .scanned: [
            .scan: .success(.scanned), .confirm: .success(.confirmed), .refuse: .success(.refused),
            .claim: .failure(.waiting),
        ],
        .confirmed: [
            .scan: .failure(.confirmedAlready), .confirm: .failure(.confirmedAlready), .refuse: .success(.refused),
            .claim: .success(.claimed),
        ],
        .refused: [
            .scan: .failure(.refused), .confirm: .failure(.refused), .refuse: .failure(.refused),
            .claim: .failure(.refused),
        ],
        .claimed: [
            .scan: .failure(.used), .confirm: .failure(.used), .refuse: .failure(.used), .claim: .failure(.used),
        ],
    ]

    private static func person(_ command: CodeSignIn.Command) -> ID<Person>? { command == .claim ? nil : lin }

    @Test(arguments: CodeSignIn.State.allCases, CodeSignIn.Command.allCases)
    func `in time, each state takes what the table says`(_ state: CodeSignIn.State, _ command: CodeSignIn.Command) {
        let expected = Self.table[state]?[command]
        for seconds in [0, 60, 119] as [Int64] {
            let now = Self.start.adding(seconds: seconds)
            #expect(Self.outcome(state, command, by: Self.person(command), at: now) == expected)
        }
    }

    @Test(arguments: CodeSignIn.State.allCases, CodeSignIn.Command.allCases)
    func `after two minutes only what was confirmed is claimed, half a minute longer`(
        _ state: CodeSignIn.State,
        _ command: CodeSignIn.Command
    ) {
        for seconds in [120, 149, 150, 86_400] as [Int64] {
            let now = Self.start.adding(seconds: seconds)
            let outcome = Self.outcome(state, command, by: Self.person(command), at: now)
            switch state {
            case .shown, .scanned: #expect(outcome == .failure(.expired), "\(seconds)")
            case .confirmed where seconds >= 150: #expect(outcome == .failure(.expired), "\(seconds)")
            case .confirmed, .refused, .claimed: #expect(outcome == Self.table[state]?[command], "\(seconds)")
            }
        }
    }

    @Test(arguments: CodeSignIn.State.allCases, [CodeSignIn.Command.scan, .confirm, .refuse])
    func `nobody but who scanned it first answers it`(_ state: CodeSignIn.State, _ command: CodeSignIn.Command) {
        let outcome = Self.outcome(state, command, by: Self.other, at: Self.start)
        switch state {
        case .shown: #expect(outcome == Self.table[state]?[command])
        case .scanned, .confirmed: #expect(outcome == .failure(.foreign))
        // What is over says so, whoever asks.
        case .refused, .claimed: #expect(outcome == Self.table[state]?[command])
        }
    }

    @Test func `only what was confirmed is ever claimed`() {
        let claimable = CodeSignIn.State.allCases.filter {
            Self.outcome($0, .claim, by: nil, at: Self.start) == .success(.claimed)
        }
        #expect(claimable == [.confirmed])
    }
}
