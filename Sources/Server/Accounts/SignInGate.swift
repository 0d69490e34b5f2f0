import Domain
import Synchronization

/// Remembers failures to sign in, by account and address (or known device), and makes the next try wait. In memory: a restart forgives.
final class SignInGate: Sendable {
    private struct Key: Hashable {
        let login: String
        let subscriber: String

        init(login: String, address: String) {
            self.login = login
            subscriber = NetworkRange.subscriber(at: address)
        }
    }

    private struct Record {
        var failures: Int
        var last: Instant
    }

    private let records = Mutex<[Key: Record]>([:])
    private static let most = 50_000

    /// Lets a try through, counted as failed until `passed` is called, so that many at once do not slip through together.
    /// Refuses with the seconds to wait.
    func enter(login: String, address: String, at now: Instant) throws(Refusal) {
        let key = Key(login: login, address: address)
        let wait: Int64? = records.withLock { records in
            if records.count >= Self.most { Self.forget(&records, at: now) }
            var record = records[key] ?? Record(failures: 0, last: now)
            if now.seconds(since: record.last) >= SignInDelay.forgottenAfterSeconds { record.failures = 0 }
            let open = record.last.adding(seconds: SignInDelay.seconds(afterFailures: record.failures))
            guard open <= now else { return max(1, (open.milliseconds - now.milliseconds + 999) / 1000) }
            records[key] = Record(failures: record.failures + 1, last: now)
            return nil
        }
        if let wait { throw .waitBeforeSignIn(seconds: Int(wait)) }
    }

    /// Forgets the failures: the password was right.
    func passed(login: String, address: String) {
        records.withLock { $0[Key(login: login, address: address)] = nil }
    }

    /// How many more tries from this address cost no waiting.
    func freeTries(login: String, address: String) -> Int {
        max(0, SignInDelay.free - records.withLock { $0[Key(login: login, address: address)]?.failures ?? 0 })
    }

    private static func forget(_ records: inout [Key: Record], at now: Instant) {
        records = records.filter { now.seconds(since: $0.value.last) < SignInDelay.forgottenAfterSeconds }
        if records.count >= most { records.removeAll(keepingCapacity: true) }
    }
}

extension Refusal {
    static func waitBeforeSignIn(seconds: Int) -> Refusal {
        let wait =
            seconds < 60
            ? Words("\(seconds) 秒", "\(seconds) seconds")
            : Words("\((seconds + 59) / 60) 分钟", "\((seconds + 59) / 60) minutes")
        return Refusal(
            code: "TOO_MANY_REQUESTS",
            status: 429,
            words: Words("试的次数太多，请 \(wait.zh)后再试。", "Too many tries. Try again in \(wait.en)."),
            retryAfterSeconds: seconds
        )
    }
}
