package import Domain
package import Storage

/// Fills the history of who got which version when.
package struct ReleasePeriodProjection: Projection {
    package let name = "release_period"

    package init() {}

    package func apply(_ entry: JournalEntry, _ payload: JournalPayload, in db: any Writing) throws {
        guard let app = entry.app else { return }
        let writes = ReleaseHistoryWrites(db: db)
        func begin(_ stage: ReleaseStage, _ version: ID<Version>, _ number: VersionNumber, _ share: GrayShare) throws {
            try writes.end(stage, of: app, at: entry.at, unless: entry.sequence)
            try writes.begin(
                ReleasePeriod(
                    sequence: entry.sequence,
                    version: version,
                    number: number,
                    stage: stage,
                    share: share,
                    begin: entry.at,
                    end: nil
                ),
                of: app
            )
        }
        switch payload.event {
        case .grayStarted(let gray, let number, _): try begin(.gray, gray.version, number, gray.share)
        case .grayEnlarged(let version, let number, let share, _): try begin(.gray, version, number, share)
        case .grayReplaced(_, _, let by, let number):
            guard let share = try ReleaseHistoryQueries(db).share(of: app, .gray) else { return }
            try begin(.gray, by, number, share)
        case .grayEnded: try writes.end(.gray, of: app, at: entry.at)
        case .versionReleased(let version, let number, _):
            try writes.end(.gray, of: app, at: entry.at, version)
            try begin(.release, version, number, .everyone)
        case .versionRolledBack(_, _, let target, let number): try begin(.release, target, number, .everyone)
        case .versionTakenOffline: try writes.end(.release, of: app, at: entry.at)
        case .versionForcedOffline(let version, _):
            try writes.end(.gray, of: app, at: entry.at, version)
            try writes.end(.release, of: app, at: entry.at, version)
        case .appClosed:
            try writes.end(.gray, of: app, at: entry.at)
            try writes.end(.release, of: app, at: entry.at)
        default: break
        }
    }

    package func clear(in db: any Writing) throws { try ReleaseHistoryWrites(db: db).clearPeriods() }
}
