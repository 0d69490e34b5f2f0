import Domain
import Storage

/// Chooses what comes where. Nobody else is concerned, so that the journal says nothing; what is kept out of the inbox holds
/// from the next entry of the journal on.
struct SetPreferences: Sendable {
    let platform: Platform

    func callAsFunction(_ wanted: MessagePreferences, by caller: Caller) async throws {
        try caller.require(.messageManage, as: nil, .itself)
        guard let person = caller.person else { throw Refusal.signInRequired }
        try await platform.change(by: person) { change in
            let now = try PreferenceQueries(change.db).preferences(of: person)
            let mutes = MessageMuteWrites(db: change.db)
            for category in MessageCategory.allCases
            where now.inbox.contains(category) != wanted.inbox.contains(category) {
                if wanted.inbox.contains(category) {
                    try mutes.unmute(.category(category), by: person)
                } else {
                    try mutes.mute(.category(category), by: person, at: change.now)
                }
            }
            try PreferenceWrites(db: change.db).set(wanted, of: person)
        }
    }
}
