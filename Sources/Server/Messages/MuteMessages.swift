import Domain
import Storage

/// Mutes a mini program for one person, or lets it be heard again. What is urgent and what waits for an answer still comes.
struct MuteMessages: Sendable {
    let platform: Platform

    /// Mutes what one of the caller's messages is about. Gives its name.
    func callAsFunction(_ sequence: Int64, by caller: Caller) async throws -> String {
        try caller.require(.messageManage, as: nil, .itself)
        let row = try await platform.message(sequence, of: caller)
        guard let app = row.app, let person = caller.person else { throw Refusal.nothingToMute }
        try await platform.change(by: person) { change in
            try MessageMuteWrites(db: change.db).mute(.app(app.id), by: person, at: change.now)
        }
        return app.name
    }

    /// Ends a mute; one that there is not is ended already.
    func end(_ app: ID<MiniProgram>, by caller: Caller) async throws {
        try caller.require(.messageManage, as: nil, .itself)
        guard let person = caller.person else { throw Refusal.signInRequired }
        try await platform.change(by: person) { change in
            try MessageMuteWrites(db: change.db).unmute(.app(app), by: person)
        }
    }
}

extension Refusal {
    static let nothingToMute = Refusal.conflict(
        "NOTHING_TO_MUTE",
        Words("这条消息不属于哪个小程序，不能静音。", "This message belongs to no mini program that could be muted.")
    )
}
