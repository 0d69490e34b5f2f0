import Domain
import TestSupport
import Testing

@testable import Server

@Suite struct `Entries of the journal as sentences` {
    private static let names = JournalNames([
        ID(rawValue: "01kaqx5v0e00000000000000p1"): .init(login: "zhou", name: "周沐", picture: nil),
        ID(rawValue: "01kaqx5v0e00000000000000p3"): .init(login: "lin", name: "林知远", picture: nil),
        ID(rawValue: "actor"): .init(login: "chen", name: "陈一诺", picture: nil),
    ])

    /// What people do to themselves.
    private static let own: Set<String> = [
        "profile.changed", "host_user.linked", "host_user.unlinked", "invitation.accepted", "invitation.declined",
        "member.left", "member.joined", "join.requested", "hand_over.accepted", "hand_over.declined",
        "person.registered", "factor.added", "recovery_codes.made", "recovery_code.used", "device.added",
        "token.made", "factor.guessed",
    ]

    private func line(_ event: JournalEvent, by actor: String?, _ language: Language, _ names: JournalNames) -> String {
        JournalSentence(event, actor: actor.map { ID(rawValue: $0) }, word: event.word, names, language).line(language)
    }

    @Test func `every word has one in both languages`() throws {
        let lines = EventExamples.all.map { event in
            let actor = Self.own.contains(event.word) ? "01kaqx5v0e00000000000000p1" : "actor"
            let (zh, en) = (line(event, by: actor, .zh, Self.names), line(event, by: actor, .en, Self.names))
            return "\(event.word) | \(zh) | \(en)"
        }
        try expectGolden(lines.joined(separator: "\n"), "journal-sentences.txt")
    }

    @Test(arguments: EventExamples.all)
    func `says what happened, and names whom it happened to`(event: JournalEvent) {
        for language in Language.allCases {
            let sentence = JournalSentence(event, actor: ID(rawValue: "actor"), word: event.word, Self.names, language)
            #expect(!sentence.what.isEmpty, "\(event.word)")
            #expect(!sentence.what.contains("01kaqx"), "\(event.word)")
            if event.people.first != nil {
                #expect(
                    sentence.line(language).contains("周沐") || sentence.who == "林知远" || sentence.what.contains("林知远")
                )
            }
        }
        #expect(
            !JournalEvent.CodingKeys.allCases.filter { $0.journalName.zh == $0.rawValue }.contains {
                $0.rawValue == event.word
            }
        )
    }

    @Test func `who is gone is called so, and what cannot be read is said`() {
        let nobody = JournalNames([:])
        #expect(
            line(.personDisabled(person: ID(rawValue: "p"), reason: .left), by: "x", .zh, nobody)
                == "已注销的人停用了账号（离开团队）：已注销的人"
        )
        #expect(
            line(.memberLeft(person: ID(rawValue: "x"), role: .developer), by: "x", .en, nobody)
                == "somebody who is gone left"
        )
        #expect(line(.appClosed, by: nil, .zh, nobody) == "系统注销了小程序")
        let unread = JournalSentence(nil, actor: nil, word: "app.teleported", nobody, .en)
        #expect(unread.what.contains("app.teleported"))
    }
}
