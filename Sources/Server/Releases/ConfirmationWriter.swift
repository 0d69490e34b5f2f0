import Domain

/// Says what an act will do, to whom, and what is not lost.
struct ConfirmationWriter: Sendable {
    let row: VersionRow
    let entry: ReleaseLine.Entry
    let board: ReleaseBoard
    let writer: VersionWriter

    /// What a person typed into the page before it was refused.
    struct Typed: Sendable {
        var text = ""
        var problem: Words?
    }

    private var app: AuthorisedApp { writer.app }
    var number: VersionNumber { row.number }
    var share: GrayShare? { board.gray?.share }
    var online: VersionNumber? { board.line.released?.number }
    func say(_ zh: String, _ en: String) -> String { writer.say(zh, en) }

    /// The page that asks.
    func page(_ act: ReleaseAct, typed: Typed = Typed()) -> ConfirmationPage {
        let face = face(of: act)
        let typing = typing(act)
        let isHarmful = [.endGray, .rollBack, .takeOffline, .stop].contains(act)
        var chosen = ""
        var picture: GrayPicture?
        if case .enlarge(let share) = act {
            chosen = share.description
            picture = GrayPicture(number, share: self.share, joining: share, online: online, writer.language)
        }
        return ConfirmationPage(
            icon: face.icon,
            kind: isHarmful ? "bad" : act == .pause ? "warn" : act == .release ? "good" : "gray",
            heading: face.heading,
            lead: face.lead,
            points: points(act),
            picture: picture,
            action: act.path(number, of: app.id),
            share: chosen,
            hasShare: !chosen.isEmpty,
            seen: board.gray?.id.rawValue ?? "",
            hasSeen: board.gray != nil,
            button: face.button,
            buttonKind: isHarmful ? "danger solid" : "",
            keep: face.keep,
            back: act.back(number, of: app.id),
            hasTyping: typing != nil,
            typingLabel: typing?.label ?? "",
            expected: typing?.expected ?? "",
            isNumber: act == .rollBack,
            typed: typed.text,
            problem: typed.problem?[writer.language] ?? "",
            hasProblem: typed.problem != nil,
            isRefused: false,
            ways: []
        )
    }

    /// The page that says why not, and what instead.
    func refused(_ act: ReleaseAct, _ refusal: Refusal) -> ConfirmationPage {
        let title = act.title
        return ConfirmationPage(
            icon: "lock",
            kind: "still",
            heading: say("现在不能\(title.zh)", "\(title.en): not possible now"),
            lead: refusal.words[writer.language],
            points: [],
            picture: nil,
            action: "",
            share: "",
            hasShare: false,
            seen: "",
            hasSeen: false,
            button: "",
            buttonKind: "",
            keep: say("回到版本列表", "Back to the versions"),
            back: Paths.versions(app.id),
            hasTyping: false,
            typingLabel: "",
            expected: "",
            isNumber: false,
            typed: "",
            problem: "",
            hasProblem: false,
            isRefused: true,
            ways: ConfirmationPage.Way.all(refusal, row, board, writer)
        )
    }

    /// What has to be typed; nil when one tap is enough.
    func typing(_ act: ReleaseAct) -> (label: String, expected: String)? {
        switch act {
        case .takeOffline:
            (say("输入小程序名称“\(app.name)”以确认", "Type the mini program's name “\(app.name)” to confirm"), app.name)
        case .rollBack where entry.isForwardOnly:
            (say("输入版本号 \(number) 以确认", "Type \(number) to confirm"), number.description)
        default: nil
        }
    }
}
