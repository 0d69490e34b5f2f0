import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// A gray release whose users launch, in the released version and the gray one, each from a phone of their own.
struct GuardStage: Sendable {
    let events: EventStage
    let watch: GuardWatch

    var stage: ReleaseStage { events.stage }
    var site: Site { events.site }
    var number: VersionNumber { VersionNumber(1, 1, 0) }
    var api: String { "\(stage.api)/versions/1.1.0/guard" }
    var page: String { "\(stage.path)/versions/1.1.0/gray" }

    init(_ site: Site) async throws {
        events = try await EventStage(site, isGray: true)
        watch = GuardWatch(platform: site.platform)
    }

    enum Outcome { case good, failed, white, error }

    static func address(_ place: Int) -> String { "10.\(place / 65_536).\(place / 256 % 256).\(place % 256)" }

    /// These users launch for the first time, once each; written, but not read yet.
    func launch(
        _ group: GuardGroup,
        _ users: Range<Int>,
        _ outcome: Outcome = .good,
        from address: ((Int) -> String)? = nil
    ) async throws {
        for user in users {
            let receipt = try events.receipt(
                "\(group.rawValue)-\(user)",
                group == .gray ? number : VersionNumber(1, 0, 0),
                group == .gray ? .gray : .release
            )
            var lines = [
                outcome == .failed ? #"{"kind":"launch","ok":false}"# : #"{"kind":"launch","ok":true,"total_ms":900}"#
            ]
            if outcome == .white { lines.append(#"{"kind":"white_screen","page":"pages/index/index"}"#) }
            if outcome == .error { lines.append(#"{"kind":"js_error","message":"x is not a function"}"#) }
            let place = user + (group == .gray ? 0 : 1_000_000)
            try await events.report(lines, receipt: receipt, from: address?(user) ?? Self.address(place)).expect(202)
        }
        await events.writer.flush()
    }

    /// Lets the window after the launches pass, and reads.
    @discardableResult
    func look(later seconds: Int64 = 0) async throws -> Int {
        site.world.advance(seconds: seconds)
        return try await watch.look()
    }

    func state() async throws -> GuardState {
        let app = stage.app
        return try await site.platform.engine.read { db in
            guard let version = try VersionQueries(db).id(of: VersionNumber(1, 1, 0), in: app) else {
                return GuardState()
            }
            return try GuardQueries(db).latest(of: version)?.state ?? GuardState()
        }
    }

    func plan(_ steps: [(Int64, Int)], onStop action: GuardAction? = nil) async throws {
        let now = site.world.now
        let steps = try steps.map { hours, percent in
            let share = try #require(GrayShare(ppm: percent * 10_000))
            return GraySchedule.Step(at: now.adding(seconds: hours * 3_600), share: share)
        }
        let share = try #require(GrayShare(ppm: 100_000))
        let use = SetGrayShare(platform: site.platform)
        try await use(number, of: stage.asOwner, share: share, schedule: steps, onStop: action)
    }

    func standing() async throws -> String {
        let app = stage.app
        return try await site.platform.engine.read { db in
            let share = try ReleaseLineQueries(db).gray(of: app)?.share.description ?? "over"
            return "\(share) \(try GrayScheduleQueries(db).plan(of: app)?.state.rawValue ?? "none")"
        }
    }
}
