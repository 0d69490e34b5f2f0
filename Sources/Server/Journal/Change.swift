package import Domain
package import Storage

/// One use case's transaction: what it writes, and what it says happened. Lives only inside `Platform.change`.
package final class Change {
    package let db: any Writing
    package let now: Instant
    /// Who does it; nil for the program itself.
    package let actor: ID<Person>?
    private var recorded: [(event: JournalEvent, app: ID<MiniProgram>?, recipients: [ID<Person>])] = []

    init(db: any Writing, now: Instant, actor: ID<Person>?) {
        (self.db, self.now, self.actor) = (db, now, actor)
    }

    /// Says what happened, and in which mini program. Whom it concerns follows from the table of messages, and is found now:
    /// what ends a membership is recorded before. Written to the journal as the transaction's last step.
    ///
    /// - Parameter person: whom it concerns where it is about something of their own, in no mini program.
    package func record(_ event: JournalEvent, in app: ID<MiniProgram>? = nil, to person: ID<Person>? = nil) throws {
        let recipients: [ID<Person>] =
            switch event.message.rule?.audience {
            case .people(let people): people
            case .members where app == nil: person.map { [$0] } ?? []
            case .members(let least): try app.map { try MembershipQueries(db).people(of: $0, from: least) } ?? []
            case nil: []
            }
        recorded.append((event, app, recipients))
    }

    /// Appends what was recorded with the chain's head locked. Must be the last thing that the transaction does.
    func appendToJournal() throws {
        guard !recorded.isEmpty else { return }
        let writes = JournalWrites(db: db)
        var (sequence, previous) = try writes.lockHead()
        var last: JournalEntry?
        for (event, app, recipients) in recorded {
            sequence += 1
            let payload = try JournalPayload(event: event, recipients: recipients).stored()
            func entry(hash: String) -> JournalEntry {
                JournalEntry(
                    sequence: sequence,
                    at: now,
                    actor: actor,
                    app: app,
                    word: event.word,
                    payloadVersion: JournalPayload.version,
                    payload: payload,
                    hash: hash
                )
            }
            let complete = entry(hash: entry(hash: "").expectedHash(after: previous))
            try writes.append(complete)
            previous = complete.hash
            last = complete
        }
        if let last { try writes.moveHead(to: last) }
    }
}
