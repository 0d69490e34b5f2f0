import Domain

/// 成员管理: who belongs, by role, and who wants to.
struct MembersPage: Sendable {
    struct Quota: Sendable {
        let name: String
        let taken: Int
        let places: Int
        let percent: Int
        /// A class of the meter.
        let kind: String
    }

    struct Person: Sendable {
        let path: String
        let tile: Tile
        let name: String
        let login: String
        let detail: String
        let isSelf: Bool
        let isWaiting: Bool
        let state: String
        /// A class of the badge.
        let kind: String
        let isDisabled: Bool
        let isMine: Bool
    }

    struct Group: Sendable {
        let name: String
        let count: String
        let people: [Person]
        let isEmpty: Bool
        let hasMore: Bool
        let morePath: String
    }

    struct Request: Sendable {
        let path: String
        let tile: Tile
        let name: String
        let login: String
        let note: String
        let hasNote: Bool
        let when: String
        let moment: String
    }

    struct Link: Sendable {
        let path: String
        let role: String
        let detail: String
        let uses: String
    }

    struct Chip: Sendable {
        let name: String
        let path: String
        let isCurrent: Bool
    }

    /// How many of a role stand on the page of all of them.
    static let inEach = 60
    static let size = 50

    let invitePath: String
    let canInvite: Bool
    let quotas: [Quota]
    let chips: [Chip]
    let groups: [Group]
    let requests: [Request]
    let hasRequests: Bool
    /// For those who see that somebody asked, and may not decide.
    let requestNote: String
    let hasRequestNote: Bool
    let links: [Link]
    let hasLinks: Bool
    let offer: Offer?
    let past: String
    let hasPast: Bool
    let pastPath: String
    let filePath: String
    let isOwner: Bool
    let handOverPath: String
    let isMember: Bool
    let leavePath: String
    let ownRole: String

    /// A hand-over that waits for its answer.
    struct Offer: Sendable {
        let name: String
        let until: String
        let canWithdraw: Bool
        let path: String
    }

    struct Facts: Sendable {
        let counts: MemberListQueries.Counts
        let groups: [(role: MemberRole, rows: [MemberRow])]
        let requests: [JoinRequestRow]
        let links: [LinkRow]
        let handOver: HandOverRow?
    }

    /// - Parameter role: the one that is shown alone; nil for all.
    init(_ facts: Facts, only role: MemberRole?, _ app: AuthorisedApp, _ time: PageTime, _ language: Language) {
        let most = role == nil ? Self.inEach : Self.size
        invitePath = Paths.invite(app.id)
        canInvite = !app.invitableRoles.isEmpty
        quotas = [MemberRole.developer, .experiencer].map { role in
            let (taken, places) = (facts.counts.taken(role), MemberQuota.standard.places(for: role) ?? 0)
            return Quota(
                name: role.words[language],
                taken: taken,
                places: places,
                percent: places == 0 ? 0 : min(100, taken * 100 / places),
                kind: taken >= places ? "bad" : taken * 10 >= places * 9 ? "warn" : ""
            )
        }
        let all = Chip(
            name: Words("全部", "All")[language],
            path: Paths.members(app.id),
            isCurrent: role == nil
        )
        chips =
            [all]
            + [MemberRole.administrator, .developer, .experiencer].map {
                Chip(name: $0.words[language], path: Paths.members(app.id, $0), isCurrent: $0 == role)
            }
        groups = facts.groups.filter { !$0.rows.isEmpty || role != nil }.map { group in
            let shown = group.rows.prefix(most)
            let hasMore = group.rows.count > most
            let more =
                role == nil
                ? Paths.members(app.id, group.role)
                : "\(Paths.members(app.id, group.role))&after=\(shown.last?.cursor.text ?? "")"
            return Group(
                name: group.role.words[language],
                count: hasMore ? "\(most)+" : "\(shown.count)",
                people: shown.map { Person($0, app, time, language) },
                isEmpty: shown.isEmpty,
                hasMore: hasMore,
                morePath: more
            )
        }
        let canAdmit = app.allows(.memberAdmit)
        requests = facts.requests.map { request in
            Request(
                path: Paths.joinRequest(request.id, of: app.id),
                tile: Tile(name: request.name, picture: request.picture),
                name: request.name,
                login: request.login,
                note: request.note,
                hasNote: !request.note.isEmpty,
                when: time.short(request.askedAt, language),
                moment: request.askedAt.rfc3339
            )
        }
        hasRequests = !requests.isEmpty
        hasRequestNote = !canAdmit && facts.counts.requests > 0
        requestNote =
            Words(
                "\(facts.counts.requests) 人申请加入，由管理员处理。",
                "Asked to join: \(facts.counts.requests). An administrator decides."
            )[language]
        links = facts.links.map { link in
            Link(
                path: Paths.invitationLink(link.id, of: app.id),
                role: link.role.words[language],
                detail: Words(
                    "\(link.makerName) · 还有 \(time.remaining(until: link.expiresAt, .zh))",
                    "\(link.makerName) · \(time.remaining(until: link.expiresAt, .en)) left"
                )[language],
                uses: "\(link.used) / \(link.uses)"
            )
        }
        hasLinks = !links.isEmpty
        offer = facts.handOver.map { offer in
            Offer(
                name: offer.toName,
                until: time.short(offer.expiresAt, language),
                canWithdraw: app.allows(.memberHandOver),
                path: Paths.handOver(app.id)
            )
        }
        past = facts.counts.past >= 1000 ? "999+" : "\(facts.counts.past)"
        hasPast = facts.counts.past > 0
        pastPath = Paths.formerInvitations(app.id)
        filePath = Paths.memberFile(app.id)
        isOwner = app.allows(.memberHandOver)
        handOverPath = Paths.handOver(app.id)
        isMember = app.role != nil
        leavePath = Paths.leave(app.id)
        ownRole = app.role?.words[language] ?? ""
    }
}

extension MembersPage.Person {
    init(_ row: MemberRow, _ app: AuthorisedApp, _ time: PageTime, _ language: Language) {
        let rights = MemberRights(row, app)
        path = Paths.member(row.login, of: app.id)
        tile = Tile(name: row.name, picture: row.picture)
        name = row.nickname.isEmpty ? row.name : row.nickname
        login = row.nickname.isEmpty ? row.login : "\(row.name) · \(row.login)"
        let when = time.short(row.since, language)
        let by = row.inviterName.map { Words("\($0) 邀请 · ", "invited by \($0) · ")[language] } ?? ""
        switch row.state {
        case .valid: detail = by + Words("\(when) 加入", "joined \(when)")[language]
        case .unconfirmed: detail = by + when
        case .refused: detail = by + Words("\(when) 谢绝", "declined \(when)")[language]
        case .timeout: detail = by + Words("\(when) 过期", "expired \(when)")[language]
        }
        isSelf = rights.isSelf
        isWaiting = row.state != .valid
        state = row.state.words[language]
        kind = row.state == .unconfirmed ? "warn" : row.state == .refused ? "bad" : ""
        isDisabled = row.isDisabled
        isMine = row.relation(to: app.caller.person) == .invitedByMe
    }
}

/// Invitations that led to nothing, in pages.
struct PastInvitationsPage: Sendable {
    let people: [MembersPage.Person]
    let isEmpty: Bool
    let hasMore: Bool
    let morePath: String
    let back: String
}
