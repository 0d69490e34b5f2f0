import Domain

/// Writes messages for one reader: their language, their time, what they may do.
struct MessageWriter: Sendable {
    let time: PageTime
    let caller: Caller
    let language: Language
    let names: [ID<Person>: String]
    let answers: MessageAnswers
    let place: InboxPlace

    func say(_ words: Words) -> String { words[language] }
    func say(_ zh: String, _ en: String) -> String { Words(zh, en)[language] }

    func title(_ row: MessageRow) -> String {
        if let announcement = row.announcement { return announcement.title[language] }
        return say(row.event.messageTitle(who: row.who.flatMap { names[$0] }, count: row.count))
    }

    func card(_ row: MessageRow, isCurrent: Bool = false) -> MessageCard {
        var card = MessageCard(
            path: Paths.message(row.sequence),
            query: place.query,
            isCurrent: isCurrent,
            tile: Tile(name: row.app?.name ?? "", picture: row.app?.logo),
            hasApp: row.app != nil,
            icon: row.kind.look.icon,
            tone: row.kind.look.tone,
            title: title(row),
            from: row.app?.name ?? say(row.category.words),
            when: time.ago(row.at, language),
            moment: row.at.rfc3339,
            exact: time.exact(row.at, language),
            isUnread: row.isUnread,
            isUrgent: row.isUrgent,
            isArchived: row.archivedAt != nil
        )
        switch MessageStep.of(row, for: caller, answers) {
        case .link(let words, _)?: (card.hasLink, card.step) = (true, say(words))
        case .invitation?:
            card.hasAnswer = true
            (card.accept, card.decline) = (say("接受邀请", "Accept"), say("谢绝", "Decline"))
        case .handOver?:
            card.hasAnswer = true
            (card.accept, card.decline) = (say("接手小程序", "Take it over"), say("谢绝", "Decline"))
        case .joinRequest?: (card.hasAdmission, card.decline) = (true, say("拒绝", "Decline"))
        case .said(let words)?: (card.hasSaid, card.step) = (true, say(words))
        case nil: card.hasStep = false
        }
        return card
    }
}

/// One message as lists and its own page show it.
struct MessageCard: Sendable {
    let path: String
    /// Where its forms come back to.
    let query: String
    let isCurrent: Bool
    let tile: Tile
    let hasApp: Bool
    let icon: String
    let tone: String
    let title: String
    let from: String
    let when: String
    let moment: String
    let exact: String
    let isUnread: Bool
    let isUrgent: Bool
    let isArchived: Bool
    var hasStep = true
    var hasLink = false
    var hasSaid = false
    var step = ""
    var hasAnswer = false
    /// Letting somebody in: as what is chosen by the button.
    var hasAdmission = false
    var accept = ""
    var decline = ""
}

extension MessageKind {
    /// The mark at the tile: an icon and what it means for the reader.
    var look: (icon: String, tone: String) {
        switch self {
        case .personEnabled: ("me", "good")
        case .passwordChanged: ("key", "warn")
        case .dutiesChanged: ("shield", "blue")
        case .personSignedOut: ("laptop", "warn")
        case .personTokenRevoked: ("key", "bad")
        case .personRegistered: ("people", "good")
        case .resetLinkMade, .passwordReset: ("key", "warn")
        case .factorAdded: ("shield", "good")
        case .factorRemoved: ("shield", "bad")
        case .recoveryCodesMade, .recoveryCodeUsed: ("key", "warn")
        case .deviceAdded: ("laptop", "warn")
        case .factorGuessed: ("warn", "bad")
        case .tokenMade: ("key", "warn")
        case .informationChanged: ("card", "")
        case .appClosed: ("power", "bad")
        case .versionUploaded: ("upload", "blue")
        case .experienceSet, .experienceOpened, .experienceShut: ("pin", "blue")
        case .experienceCodeRevoked: ("qr", "")
        case .forwardOnlySet, .forwardOnlyLifted, .releaseRuleChanged: ("settings", "")
        case .versionSubmitted: ("eye", "blue")
        case .versionWithdrawn, .versionReturned: ("history", "")
        case .versionApproved, .versionApprovedBase, .versionReleased: ("check", "good")
        case .versionRejected, .versionForcedOffline: ("error", "bad")
        case .grayStarted, .grayEnlarged, .grayEnded: ("layers", "gray")
        case .grayReplaced: ("swap", "gray")
        case .grayScheduleStopped: ("warn", "warn")
        case .guardStopped: ("shield", "bad")
        case .guardHeld: ("shield", "warn")
        case .hostSecretMade, .hostSecretRemoved: ("key", "warn")
        case .versionTakenOffline: ("power", "bad")
        case .versionRolledBack: ("history", "warn")
        case .memberAdded, .memberInvited, .memberRoleChanged, .joinRequested: ("people", "blue")
        case .invitationAccepted, .memberJoined, .joinApproved: ("people", "good")
        case .invitationDeclined, .invitationExpired, .memberLeft, .joinDeclined: ("people", "")
        case .memberRemoved: ("people", "bad")
        case .handOverOffered: ("swap", "blue")
        case .handOverAccepted: ("swap", "good")
        case .handOverDeclined, .handOverExpired: ("swap", "")
        case .noticePublished: ("notice", "blue")
        case .webhookGaveUp: ("link", "bad")
        case .feedbackPassed: ("flag", "blue")
        case .feedbackReopened: ("flag", "bad")
        case .feedbackDueSoon: ("clock", "warn")
        case .feedbackOverdue: ("clock", "bad")
        }
    }
}

extension PageTime {
    /// `刚刚`, `12 分钟前`, `3 小时前`; from a day on the moment itself.
    func ago(_ instant: Instant, _ language: Language) -> String {
        let minutes = Int(now.seconds(since: instant)) / 60
        switch minutes {
        case ..<0: return short(instant, language)
        case 0: return Words("刚刚", "just now")[language]
        case ..<60: return Words("\(minutes) 分钟前", minutes == 1 ? "1 minute ago" : "\(minutes) minutes ago")[language]
        case ..<1440:
            let hours = minutes / 60
            return Words("\(hours) 小时前", hours == 1 ? "1 hour ago" : "\(hours) hours ago")[language]
        default: return short(instant, language)
        }
    }

    /// `2026-11-24 10:05`.
    func exact(_ instant: Instant, _ language: Language) -> String {
        let date = CivilDate(instant, offsetSeconds: zoneOffset(instant))
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(date.year)-\(two(date.month))-\(two(date.day)) \(clock(instant))"
    }

    /// The calendar day, for headings: `今天`, `昨天`, `11 月 19 日`.
    func day(_ instant: Instant, _ language: Language) -> String {
        let text = short(instant, language)
        // What stands before the time of day.
        return text.split(separator: " ").dropLast().joined(separator: " ").trimmingSuffix(",")
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: Character) -> String { last == suffix ? String(dropLast()) : self }
}
