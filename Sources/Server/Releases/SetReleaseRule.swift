import Domain
import Storage

/// Says whether a release needs a second person: somebody who did not submit the version.
package struct SetReleaseRule: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    package func callAsFunction(needsSecondPerson: Bool, in app: AuthorisedApp) async throws {
        try app.require(.releaseRules)
        try await platform.change(by: try app.person()) { change in
            guard try InformationWrites(db: change.db).lock(app.id) else { throw Refusal.notFound }
            let old = try ReleaseLineQueries(change.db).line(of: app.id)
            guard old.needsSecondPerson != needsSecondPerson else { return }
            let event = JournalEvent.releaseRuleChanged(needsSecondPerson: needsSecondPerson)
            var new = old
            new.apply(event, by: change.actor)
            try ReleaseLineWrites(db: change.db).store(new, over: old, of: app.id, by: change.actor, at: change.now)
            try change.record(event, in: app.id)
        }
    }
}
