import Domain
import Storage

/// Launches that host apps reported about the demonstration's gray release, every quarter of an hour since it grew: most go well
/// in both versions.
struct DemoGuard: Sendable {
    let platform: Platform
    let app: ID<MiniProgram>
    let demo: DemoWorld

    /// Users of each version in a quarter of an hour.
    private static let (gray, control) = (9, 81)

    func moments(hours: ClosedRange<Int64>) -> [DemoReleases.Moment] {
        hours.map { hour in
            DemoReleases.Moment(hoursAgo: hour) {
                let begin = platform.world.now()
                for quarter in 0..<4 {
                    demo.move(to: begin.adding(seconds: Int64(quarter) * 900))
                    try await report(Int(hours.upperBound - hour) * 4 + quarter)
                }
            }
        }
    }

    /// One quarter: written as if it had been reported, and read by the guard.
    private func report(_ place: Int) async throws {
        let (app, now) = (app, platform.world.now())
        try await platform.engine.write { db in
            guard let release = try GuardQueries(db).running(of: app) else { return }
            var outcomes: [GuardRow.Scope: GuardRow] = [:]
            var troubles: Set<GuardTrouble> = []
            for index in 0..<(Self.gray + Self.control) {
                let group: GuardGroup = index < Self.gray ? .gray : .control
                // Of a hundred users one or two fail, half a one sees a white page, three an error.
                let fate = (place * 41 + index * 17) % 200
                let user = "demo\(place)x\(index)"
                for kind in [GuardRow.Kind.launch, .trouble] {
                    let scope = GuardRow.Scope(
                        draw: release.draw,
                        kind: kind,
                        pseudonym: user,
                        share: release.share.ppm
                    )
                    outcomes[scope] = GuardRow(group: group, at: now, hasFailed: kind == .launch && fate < 3)
                }
                let kind: RuntimeEvent.Kind? = fate == 10 ? .whiteScreen : (20..<26).contains(fate) ? .scriptError : nil
                if let kind {
                    troubles.insert(
                        GuardTrouble(draw: release.draw, pseudonym: user, group: group, kind: kind, at: now)
                    )
                }
            }
            try GuardOutcomeWrites(db: db).add(outcomes, troubles, at: now)
        }
        try await GuardWatch(platform: platform).look()
    }
}
