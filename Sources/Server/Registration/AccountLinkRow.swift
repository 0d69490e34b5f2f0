import Domain
import Storage

/// An operator's link by which several people make themselves an account.
struct AccountLinkRow: Sendable {
    let id: ID<AccountLink>
    let code: String
    /// What it is for, as its maker wrote it; often empty.
    let note: String
    let uses: Int
    let used: Int
    let madeBy: ID<Person>?
    /// Nil where a command on the data made it.
    let makerName: String?
    let madeAt: Instant
    let expiresAt: Instant
    let endedAt: Instant?
    private let isMakerInCharge: Bool

    init(_ row: Row) throws {
        id = try row.id("id")
        code = try row.text("code")
        note = try row.text("note")
        uses = try row.int("uses")
        used = try row.int("used")
        madeBy = try row.optionalID("made_by")
        makerName = try row.optionalText("maker")
        madeAt = try row.instant("made_at")
        expiresAt = try row.instant("expires_at")
        endedAt = try row.optionalInstant("ended_at")
        isMakerInCharge = try row.bool("in_charge")
    }

    func state(at now: Instant) -> AccountLinkState {
        AccountLinkState(
            used: used,
            of: uses,
            expires: expiresAt,
            ended: endedAt,
            isMakerInCharge: isMakerInCharge,
            at: now
        )
    }

    var cursor: AccountLinkCursor { AccountLinkCursor(madeAt: madeAt, id: id) }
}

/// The place in the list of links, the newest first.
struct AccountLinkCursor: Sendable, Equatable {
    let madeAt: Instant
    let id: ID<AccountLink>

    static let newest = AccountLinkCursor(madeAt: Instant(milliseconds: .max), id: ID(rawValue: ""))

    init(madeAt: Instant, id: ID<AccountLink>) { (self.madeAt, self.id) = (madeAt, id) }

    /// `1768874400000-0bq…`; nil for anything else.
    init?(text: String) {
        let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let at = Int64(parts[0]), !parts[1].isEmpty else { return nil }
        self.init(madeAt: Instant(milliseconds: at), id: ID(rawValue: String(parts[1])))
    }

    var text: String { "\(madeAt.milliseconds)-\(id)" }
}
