/// How long somebody waits after failing to sign in to one account from one address.
///
/// It is counted by account and address together, so that a stranger's failures never keep the owner out.
package enum SignInDelay {
    /// Failures that cost nothing: people mistype.
    package static let free = 5
    /// What was failed before is forgotten after this long without another try.
    package static let forgottenAfterSeconds: Int64 = 3600

    /// Seconds between the last failure and the next try: 15 after the fifth failure, doubling up to a quarter of an hour.
    package static func seconds(afterFailures failures: Int) -> Int64 {
        guard failures >= free else { return 0 }
        return min(900, 15 << Int64(min(failures - free, 10)))
    }
}
