import Domain
import Foundation
import NIOHTTP1

/// Waits until a version's review is decided or withdrawn: looks again and again, with growing pauses.
struct ReviewWait {
    let connection: ServerConnection
    let version: VersionNumber

    private static let firstPause = 1.0
    private static let longestPause = 30.0
    /// How long the server may be away: a restart must not end a wait of hours.
    private static let longestAbsence = Duration.seconds(600)

    /// Gives the review as it ended. Throws the failure of the last look when nobody answered for ten minutes.
    func callAsFunction() async throws -> (answer: ReviewAnswer, data: Data) {
        let clock = ContinuousClock()
        let begin = clock.now
        var (pause, lastAnswer) = (Self.firstPause, begin)
        defer { if Terminal.errorIsTerminal { Terminal.tell("\r\u{1b}[K", end: "") } }
        while true {
            var note = "waiting for review"
            do {
                let data = try await connection.send(.GET, "/versions/\(version)/review")
                let answer = try ServerConnection.decode(ReviewAnswer.self, from: data)
                if answer.state != "waiting" { return (answer, data) }
                lastAnswer = clock.now
                if let holder = answer.holder { note = holder }
            } catch let failure as Failure where failure.mayPass {
                guard clock.now - lastAnswer < Self.longestAbsence else { throw failure }
                note = "no answer from the server, trying on"
            }
            let next = clock.now + .seconds(pause)
            while clock.now < next {
                show(note, since: begin, clock)
                try await Task.sleep(for: min(.seconds(1), next - clock.now))
            }
            pause = min(pause * 1.5, Self.longestPause)
        }
    }

    private func show(_ note: String, since begin: ContinuousClock.Instant, _ clock: ContinuousClock) {
        guard Terminal.errorIsTerminal else { return }
        let seconds = (clock.now - begin).components.seconds
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let time = "\(seconds / 3600):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
        Terminal.tell("\r\u{1b}[K\(version): \(note), \(time)", end: "")
    }
}
