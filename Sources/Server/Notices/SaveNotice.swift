package import Domain
import Storage

/// Writes a notice: a new draft, or one that nobody has got yet.
package struct SaveNotice: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// - Parameters:
    ///   - draft: as typed.
    ///   - id: the one to change; nil makes a new one.
    ///   - seen: the revision that was changed; nil changes whatever is there.
    @discardableResult
    package func callAsFunction(
        _ draft: NoticeDraft,
        replacing id: ID<Notice>? = nil,
        seen: Int64? = nil,
        by caller: Caller
    ) async throws -> ID<Notice> {
        try caller.require(.noticeWrite)
        guard let person = caller.person else { throw Refusal.signInRequired }
        let content = try draft.checked()
        let fresh: ID<Notice> = platform.world.newID()
        return try await platform.change(by: person) { change in
            let apps = content.audience.apps
            let open = try NoticeQueries(change.db).open(apps)
            let unknown = apps.filter { !open.contains($0) }
            guard unknown.isEmpty else { throw Refusal.unknownApps(unknown) }
            let writes = NoticeWrites(db: change.db)
            guard let id else {
                try writes.add(fresh, content, by: person, at: change.now)
                return fresh
            }
            guard try writes.change(id, content, seen: seen, at: change.now) else {
                guard let row = try NoticeQueries(change.db).notice(id) else { throw Refusal.notFound }
                throw row.state.allows(.change) ? Refusal.noticeChanged : Refusal.noticeState(row.state)
            }
            return id
        }
    }
}

extension Refusal {
    fileprivate static func unknownApps(_ apps: [ID<MiniProgram>]) -> Refusal {
        let list = apps.prefix(5).map { PlainText.line(String($0.rawValue.prefix(40))) }.joined(separator: ", ")
        return invalid([
            FieldProblem(
                field: "app_ids",
                words: Words("没有这些小程序，或者已注销：\(list)。", "There is no such mini program, or it is closed: \(list).")
            )
        ])
    }

    static let noticeChanged = conflict(
        "NOTICE_CHANGED",
        Words(
            "别人刚刚改过这条通知。你写的还在下面，请看过最新内容后再保存。",
            "Somebody changed this notice meanwhile. What you wrote is kept below: look at the newest, then save again."
        )
    )

    /// What a notice's state does not allow, and what it allows instead.
    static func noticeState(_ state: NoticeState) -> Refusal {
        let words =
            switch state {
            case .draft:
                Words(
                    "这条通知还是草稿，没有要撤回的；不要了可以删除。",
                    "This notice is a draft: there is nothing to withdraw. It can be removed."
                )
            case .scheduled:
                Words(
                    "这条通知还没到时间，可以改、提前发布或取消定时。",
                    "This notice waits for its time: change it, publish it now or cancel the time."
                )
            case .delivering:
                Words(
                    "这条通知正在投递，不能再改；需要的话可以撤回。",
                    "This notice is being delivered and can no longer be changed. It can be withdrawn."
                )
            case .delivered:
                Words(
                    "这条通知已投递，不能再改；需要的话可以撤回，再写一条新的。",
                    "This notice was delivered and can no longer be changed. Withdraw it and write another."
                )
            case .withdrawing, .withdrawn: Words("这条通知已撤回，不能再改；请新写一条。", "This notice was withdrawn. Write another.")
            }
        return conflict("NOTICE_STATE", words)
    }
}
