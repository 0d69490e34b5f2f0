/// Signing in by a QR code, as a table: what a code that a browser shows may become, by whom and until when.
///
/// Pure, so that every state can be walked with every command. The writes repeat the guard.
package struct CodeSignIn: Sendable, Equatable {
    package enum State: String, CaseIterable, Sendable {
        /// On the screen, and nobody has scanned it.
        case shown = "SHOWN"
        /// Somebody scanned it: nobody else can from now on.
        case scanned = "SCANNED"
        case confirmed = "CONFIRMED"
        case refused = "REFUSED"
        /// The browser has its session. There is no second one.
        case claimed = "CLAIMED"
    }

    package enum Command: String, CaseIterable, Sendable { case scan, confirm, refuse, claim }

    /// Why a command is not possible: each is told apart, since each asks for something else.
    package enum Problem: String, CaseIterable, Sendable, Error {
        /// Two minutes are over.
        case expired
        /// Somebody else scanned it first.
        case foreign
        /// It has let somebody in already.
        case used
        case refused
        /// It was confirmed before; the computer has only to go on.
        case confirmedAlready
        /// Nobody scanned it.
        case notScanned
        /// Scanned, and not answered yet.
        case waiting
    }

    package let state: State
    package let expiresAt: Instant
    package let scannedBy: ID<Person>?

    package init(state: State, expiresAt: Instant, scannedBy: ID<Person>?) {
        (self.state, self.expiresAt, self.scannedBy) = (state, expiresAt, scannedBy)
    }

    /// A code is shown this long.
    package static let lifetimeSeconds: Int64 = 120
    /// What was confirmed in time waits this much longer for its browser: it asks every two seconds, or when a button is tapped.
    package static let claimSeconds: Int64 = 30

    /// Whether its time is over without a use: what it says then is no state of the table, since the clock makes it.
    package func isExpired(at now: Instant) -> Bool {
        switch state {
        case .shown, .scanned: expiresAt <= now
        case .confirmed: expiresAt.adding(seconds: Self.claimSeconds) <= now
        case .refused, .claimed: false
        }
    }

    /// The state after a command.
    ///
    /// - Parameter person: who scans, confirms or refuses; nil for the browser, which only claims.
    package func after(_ command: Command, by person: ID<Person>?, at now: Instant) throws(Problem) -> State {
        switch state {
        case .claimed: throw .used
        case .refused: throw .refused
        case .shown, .scanned, .confirmed: if isExpired(at: now) { throw .expired }
        }
        if command != .claim, let scannedBy, scannedBy != person { throw .foreign }
        switch (state, command) {
        case (.shown, .scan), (.scanned, .scan): return .scanned
        case (.scanned, .confirm): return .confirmed
        case (.scanned, .refuse): return .refused
        // Who thinks better of it may take it back while the computer has not gone on.
        case (.confirmed, .refuse): return .refused
        case (.confirmed, .claim): return .claimed
        case (.confirmed, .scan), (.confirmed, .confirm): throw .confirmedAlready
        case (.scanned, .claim): throw .waiting
        case (.shown, _): throw .notScanned
        case (.refused, _): throw .refused
        case (.claimed, _): throw .used
        }
    }
}
