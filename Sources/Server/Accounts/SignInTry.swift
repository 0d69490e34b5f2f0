import Domain
import Storage

/// One try to come in, and what it is counted by.
///
/// A browser that the person has signed in from before is counted by itself: neither strangers who guess from many addresses
/// nor somebody behind the same address make its owner wait. Whoever comes without is counted by account and subscriber, and,
/// where the owner has not been before, all of them together by account.
struct SignInTry: Sendable {
    /// What is tried: a login, or somebody's second step.
    let key: String
    /// The device's hash, or the address.
    let place: String
    private let isByDevice: Bool
    private let isWhereTheyWere: Bool

    /// - Parameters:
    ///   - device: the hash of a device that is known as this person's (`DeviceQueries.known`).
    ///   - isWhereTheyWere: whether a session of theirs that lasts was opened at the address.
    init(of key: String, from address: String, on device: String?, isWhereTheyWere: Bool) {
        self.key = key
        place = device.map { "device \($0)" } ?? address
        (isByDevice, self.isWhereTheyWere) = (device != nil, isWhereTheyWere)
    }

    /// Takes the try from every budget that it belongs to. It counts as failed until `passed`.
    ///
    /// - Parameter budget: what all who come from elsewhere share for one account.
    /// - Throws: `TOO_MANY_REQUESTS`.
    func begin(in platform: Platform, sharing budget: RateBudget) throws {
        let now = platform.world.now()
        try platform.limiter.take(.signIns, from: place, at: now)
        // Before the account's: tries which have to wait do not use up what others from elsewhere may try.
        try platform.signInGate.enter(login: key, address: place, at: now)
        if !isByDevice, !isWhereTheyWere { try platform.limiter.take(budget, of: key, at: now) }
    }

    func passed(in platform: Platform) { platform.signInGate.passed(login: key, address: place) }
}
