package import Domain
import Storage

/// Says which user of the host app a person is: in the mini programs that they belong to they are always inside a gray release
/// and left out of every figure.
package struct LinkHostUser: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// Ids a person may have.
    package static let most = 5

    /// Throws `HOST_USER_TAKEN` when somebody else has it, `TOO_MANY_HOST_USERS`, or what is wrong with the id.
    package func callAsFunction(_ typed: String, to person: ID<Person>, by caller: Caller) async throws {
        try caller.require(.hostUserManage, as: nil, caller.person == person ? .itself : .other)
        let user = PlainText.line(typed)
        guard !user.isEmpty, user.utf8.count <= RuntimeQuestion.mostUserBytes else {
            let words = Words("请填写宿主 App 里的用户编号，最长 128 字节。", "Give your user id in the host app, at most 128 bytes.")
            throw Refusal.invalid([FieldProblem(field: "user", words: words)])
        }
        do {
            try await platform.change(by: person) { change in
                let users = try HostUserQueries(change.db).users(of: person)
                if users.contains(user) { return }
                guard users.count < Self.most else { throw Refusal.tooManyHostUsers }
                try HostUserWrites(db: change.db).add(user, to: person, at: change.now)
                try change.record(.hostUserLinked(person: person))
            }
        } catch StorageError.uniqueViolation {
            throw Refusal.hostUserTaken
        }
    }

    package func remove(_ user: String, of person: ID<Person>, by caller: Caller) async throws {
        try caller.require(.hostUserManage, as: nil, caller.person == person ? .itself : .other)
        try await platform.change(by: person) { change in
            guard try HostUserWrites(db: change.db).remove(user, of: person) else { throw Refusal.notFound }
            try change.record(.hostUserUnlinked(person: person))
        }
    }
}

extension Refusal {
    static let tooManyHostUsers = conflict(
        "TOO_MANY_HOST_USERS",
        Words("最多关联 \(LinkHostUser.most) 个，请先移除一个。", "At most \(LinkHostUser.most). Remove one first.")
    )

    static let hostUserTaken = Refusal(
        code: "HOST_USER_TAKEN",
        status: 409,
        words: Words("这个用户编号已经被别人关联。", "Somebody has linked this id already."),
        fields: [
            FieldProblem(
                field: "user",
                words: Words("这个用户编号已经被别人关联。", "Somebody has linked this id already.")
            )
        ]
    )
}
