import Domain

/// An entry of the journal as a sentence: who, and what they did to whom. The words are those of the lists of what happened;
/// here the people whom they leave out are named.
struct JournalSentence: Sendable, Equatable {
    let who: String
    let what: String

    /// - Parameter event: nil for what this program cannot read.
    init(_ event: JournalEvent?, actor: ID<Person>?, word: String, _ names: JournalNames, _ language: Language) {
        func name(_ person: ID<Person>) -> String { names.name(person, language) }
        let system = Words("系统", "The system")[language]
        guard let event else {
            who = actor.map(name) ?? system
            what = Words("做了这个版本读不懂的操作（\(word)）", "did what this version cannot read (\(word))")[language]
            return
        }
        switch event {
        // Nobody did these but the clock; they are somebody's invitation.
        case .invitationExpired(_, _, _, let inviter): who = name(inviter)
        case .handOverExpired(_, let from, _): who = name(from)
        case .webhookGaveUp: who = ""
        case .passwordReset where actor == nil: who = Words("持有链接的人", "Whoever held the link")[language]
        default: who = actor.map(name) ?? system
        }
        what = (event.journalActivity + event.naming(besides: actor, name, language))[language]
    }

    init(_ row: JournalRow, _ names: JournalNames, _ language: Language) {
        self.init(row.event, actor: row.entry.actor, word: row.entry.word, names, language)
    }

    /// The whole in one line.
    func line(_ language: Language) -> String {
        if who.isEmpty { return what }
        return language == .zh && who.unicodeScalars.last?.isASCII == false ? who + what : "\(who) \(what)"
    }
}

extension JournalEvent {
    fileprivate var journalActivity: Words {
        switch self {
        case .webhookGaveUp: Words("一个 Webhook 连续 24 小时没有送达", "A webhook was not reached for 24 hours")
        default: activity
        }
    }

    /// Whom it happened to, and who had a part in it.
    fileprivate func naming(besides actor: ID<Person>?, _ name: (ID<Person>) -> String, _ language: Language) -> Words {
        switch self {
        case .invitationAccepted(_, _, _, let inviter), .invitationDeclined(_, _, _, let inviter),
            .memberJoined(_, _, _, let inviter):
            return Words("（\(name(inviter))邀请）", " (invited by \(name(inviter)))")
        case .handOverDeclined(_, let from, _):
            return Words("（\(name(from))提出）", " (offered by \(name(from)))")
        case .handOverAccepted(_, let from, _):
            return Words("（原所有者\(name(from))）", " (offered by \(name(from)))")
        case .personRegistered(_, _, _, let inviter?):
            return Words("（\(name(inviter))邀请）", " (invited by \(name(inviter)))")
        case .passwordReset(_, let person, let maker?):
            return Words(
                "：\(name(person))（\(name(maker))生成的链接）",
                " (\(name(person)), the link was made by \(name(maker)))"
            )
        case .invitationExpired(let person, _, _, _), .handOverExpired(_, _, let person):
            return Words("：\(name(person))", " (\(name(person)))")
        default:
            guard let person = people.first, person != actor else { return Words("", "") }
            return Words("：\(name(person))", " (\(name(person)))")
        }
    }
}

extension Words {
    fileprivate static func + (left: Words, right: Words) -> Words { Words(left.zh + right.zh, left.en + right.en) }
}
