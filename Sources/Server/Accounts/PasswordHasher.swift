import Dispatch
package import Domain
import Synchronization

/// Hashes and checks passwords on two threads of its own. Who comes when the line is full is told to try again: hashing is
/// made to be slow, so a crowd at the door must not take the processors from everybody inside.
package final class PasswordHasher: Sendable {
    let cost: ScryptCost
    private let world: World
    private let mostWaiting: Int
    private let threads = [DispatchQueue(label: "steward.passwords.1"), DispatchQueue(label: "steward.passwords.2")]
    private let state = Mutex(State())

    private struct State {
        /// Hashes waiting or in work, by thread.
        var load = [0, 0]
        var runs = 0
    }

    /// - Parameter mostWaiting: hashes waiting or in work at most.
    package init(cost: ScryptCost, world: World, mostWaiting: Int = 24) {
        (self.cost, self.world, self.mostWaiting) = (cost, world, mostWaiting)
    }

    /// How many times scrypt ran: a sign-in takes exactly one, whoever it is for.
    package var runs: Int { state.withLock { $0.runs } }

    /// The text to store for a new password. Throws `Refusal.unavailable` when the line is full.
    func hash(_ password: String) async throws -> String {
        let (cost, salt) = (cost, world.bytes(PasswordHash.saltBytes))
        return try await run { try PasswordHash(of: password, cost: cost, salt: salt).stored }
    }

    /// Whether the password is the stored one. Where there is none, the same work is done for nothing, so that the time tells
    /// nobody which logins exist.
    func verify(_ password: String, against stored: String?) async throws -> Bool {
        let hash = stored.flatMap(PasswordHash.init(stored:))
        let cost = hash?.cost ?? self.cost
        let salt = hash?.salt ?? [UInt8](repeating: 0, count: PasswordHash.saltBytes)
        return try await run {
            let made = try PasswordHash(of: password, cost: cost, salt: salt)
            guard let hash else { return false }
            return made.key.equalsInConstantTime(hash.key)
        }
    }

    /// Whether a stored hash was made more cheaply than hashes are now.
    func isOutdated(_ stored: String) -> Bool { PasswordHash(stored: stored).map { $0.cost != cost } ?? false }

    private func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        let thread: Int? = state.withLock { state in
            guard state.load.reduce(0, +) < mostWaiting else { return nil }
            let thread = state.load[0] <= state.load[1] ? 0 : 1
            state.load[thread] += 1
            state.runs += 1
            return thread
        }
        guard let thread else { throw Refusal.unavailable }
        defer { state.withLock { $0.load[thread] -= 1 } }
        return try await withCheckedThrowingContinuation { continuation in
            threads[thread].async { continuation.resume(with: Swift.Result { try work() }) }
        }
    }
}
