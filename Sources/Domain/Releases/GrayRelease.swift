/// A version that reaches a share of the users, from its beginning to its end.
package struct GrayRelease: Hashable, Sendable, Codable {
    package let id: ID<GrayRelease>
    /// Which version the users inside get: the one it began with, or the hotfix that took over.
    package var version: ID<Version>
    package let salt: CohortSalt
    package var share: GrayShare

    package init(id: ID<GrayRelease>, version: ID<Version>, salt: CohortSalt, share: GrayShare) {
        self.id = id
        self.version = version
        self.salt = salt
        self.share = share
    }

    /// Shares that a phone offers with one tap, in per cent.
    package static let presets = [1, 5, 10, 30, 50, 100].compactMap { GrayShare(ppm: $0 * 10_000) }
}
