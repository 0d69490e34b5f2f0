import Domain

/// Why a user gets what they get: the decision itself, with everything that it depended on.
struct Explanation: Sendable {
    let user: String
    let state: RuntimeState
    let answer: RuntimeState.Answer
    let rule: RuntimeState.Rule
    /// Their place in the running gray release's draw.
    let position: Int?
    /// Since when the answer has been the same for everybody in their place; nil where nothing was ever released.
    let since: Instant?

    init(user: String, baseLibrary: VersionNumber?, state: RuntimeState, periods: [ReleasePeriod]) {
        let decision = state.decision(for: user, baseLibrary: baseLibrary)
        self.user = user
        self.state = state
        (answer, rule, position) = decision
        let stage: ReleaseStage? =
            switch decision.answer {
            case .gray: .gray
            case .release: .release
            case .offline, .nothing: nil
            }
        since = stage.flatMap { stage in periods.first { $0.stage == stage && $0.end == nil }?.begin }
    }

    var release: RuntimeRelease? {
        switch answer {
        case .gray(let release), .release(let release): release
        case .offline, .nothing: nil
        }
    }

    /// The decision as a sentence.
    var words: Words {
        let version = release?.number.description ?? ""
        let place = position?.grouped ?? ""
        let share = (state.gray?.share.ppm ?? 0).grouped
        switch rule {
        case .member:
            return Words("得到灰度版 \(version)：是成员，始终在灰度内。", "Gets the gray version \(version): a member, always inside.")
        case .cohort:
            return Words(
                "得到灰度版 \(version)：抽签位置 \(place) 小于比例 \(share)。",
                "Gets the gray version \(version): place \(place) is below the share \(share)."
            )
        case .released where position != nil:
            return Words(
                "得到线上版本 \(version)：抽签位置 \(place) 不小于比例 \(share)。",
                "Gets the released version \(version): place \(place) is not below the share \(share)."
            )
        case .released:
            return Words("得到线上版本 \(version)：没有灰度。", "Gets the released version \(version): no gray release runs.")
        case .earlier:
            return Words(
                "得到较早的 \(version)：宿主的基础库太低，运行不了更新的版本。",
                "Gets the older \(version): the host's base library cannot run what is newer."
            )
        case .offline: return Words("已下架：客户端会清除已下载的代码包。", "Taken off: clients purge what they have.")
        case .nothing:
            return Words("什么也得不到：还没有向这个用户发布过。", "Gets nothing: nothing was ever released to this user.")
        }
    }
}

/// What many users would get at a share, before doing it.
struct GraySimulation: Sendable {
    static let mostUsers = 10_000

    struct Line: Sendable {
        let user: String
        let position: Int
        let isMember: Bool
        let isInsideNow: Bool
        let isInsideThen: Bool
    }

    let share: GrayShare
    let lines: [Line]

    /// One id a line; empty lines and repeated ids count once. Throws when there are none or too many.
    init(_ text: String, share: GrayShare, gray: RuntimeState.Gray) throws(Refusal) {
        var seen = Set<String>()
        var users: [String] = []
        for line in text.split(whereSeparator: \.isNewline) {
            let user = PlainText.line(String(line))
            if !user.isEmpty, seen.insert(user).inserted { users.append(user) }
        }
        guard !users.isEmpty, users.count <= Self.mostUsers else {
            let words = Words(
                "请粘贴 1 到 \(Self.mostUsers) 个用户编号，每行一个。",
                "Paste 1 to \(Self.mostUsers) user ids, one a line."
            )
            throw .invalid([FieldProblem(field: "users", words: words)])
        }
        guard users.allSatisfy({ $0.utf8.count <= RuntimeQuestion.mostUserBytes }) else {
            let words = Words("用户编号最长 128 字节。", "A user id has at most 128 bytes.")
            throw .invalid([FieldProblem(field: "users", words: words)])
        }
        self.share = share
        lines = users.map { user in
            let position = Cohort.position(of: user, salt: gray.salt)
            let isMember = gray.members.contains(user)
            return Line(
                user: user,
                position: position,
                isMember: isMember,
                isInsideNow: isMember || gray.share.contains(position),
                isInsideThen: isMember || share.contains(position)
            )
        }
    }

    var insideNow: Int { lines.count { $0.isInsideNow } }
    var insideThen: Int { lines.count { $0.isInsideThen } }
}
