/// What one user reported at once, as it was taken.
package struct EventBatch: Sendable {
    package let app: ID<MiniProgram>
    package let receipt: RuntimeReceipt
    package let events: [RuntimeEvent]
    /// The id that makes a repeated batch count once; nil where the host app gave none.
    package let id: String?
    /// The gray release that ran when the batch came; nil without one, and for the experience version.
    package let draw: Draw?

    /// A gray release as its users are compared by: its own draw of users, and the version that it tries out.
    package struct Draw: Hashable, Sendable {
        package let salt: CohortSalt
        package let number: VersionNumber
        package let share: GrayShare
        /// What everybody else gets; nil where nothing is released.
        package let released: VersionNumber?
        package let startedAt: Instant
        /// Whether outcomes of this batch count.
        package let standing: GuardStanding
        /// Whether failures of this user count: of one address in the gray group those of one user do. That leaves failures of
        /// the gray group out, so that it can only look better than it is.
        package let mayFail: Bool
        /// Whether this user's launch time counts: of one address, one user's does.
        package let mayBeTimed: Bool

        package init(
            _ gray: RuntimeState.Gray,
            released: VersionNumber?,
            standing: GuardStanding,
            mayFail: Bool,
            mayBeTimed: Bool
        ) {
            (self.mayFail, self.mayBeTimed) = (mayFail, mayBeTimed)
            (salt, number, share) = (gray.salt, gray.release.number, gray.share)
            (self.released, startedAt, self.standing) = (released, gray.startedAt, standing)
        }

        /// What its rows stand under: a hotfix inherits the salt, and is another version.
        package var key: String { Self.key(salt, number) }

        package static func key(_ salt: CohortSalt, _ number: VersionNumber) -> String { "\(salt.hex).\(number)" }
    }

    package init(
        app: ID<MiniProgram>,
        receipt: RuntimeReceipt,
        events: [RuntimeEvent],
        id: String?,
        draw: Draw?
    ) {
        self.app = app
        self.receipt = receipt
        self.events = events
        self.id = id
        self.draw = draw
    }

    /// What is remembered of the batch, so that it counts once; nil without an id.
    package var key: String? { id.map { "\(app)/\(receipt.pseudonym)/\($0)" } }

    /// Whether an id may stand in a head field and a key.
    package static func isID(_ text: String) -> Bool {
        (1...EventLimits.batchID).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f: true
                default: false
                }
            }
    }
}
