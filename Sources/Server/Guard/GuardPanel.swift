import Domain

/// The guard on a gray release's page: the verdict, what it rests on, what happens, what was decided.
struct GuardPanel: Sendable {
    /// What was typed to go on in spite of it.
    struct Reason: Sendable {
        var text = ""
        var problem: Words?
    }

    struct Choice: Sendable {
        let word: String
        let name: String
        let explanation: String
        let isChosen: Bool

        static func all(_ chosen: GuardAction, _ language: Language) -> [Choice] {
            GuardAction.allCases.map {
                Choice(
                    word: $0.rawValue,
                    name: $0.words[language],
                    explanation: $0.explanation[language],
                    isChosen: $0 == chosen
                )
            }
        }
    }

    struct Left: Sendable {
        let name: String
        let count: String
    }

    struct Deed: Sendable {
        let what: String
        let who: String
        let when: String
        let reason: String
        let hasReason: Bool
        /// A class of the timeline.
        let kind: String
    }

    let isShown: Bool
    let verdict: String
    let detail: String
    let kind: String
    let icon: String
    let badge: String
    let isHeld: Bool
    let held: String
    let figures: [GuardFigure]
    let hasFigures: Bool
    let chart: GuardChart?
    let sample: String
    let sampleKind: String
    let sampleBadge: String
    let hasSample: Bool
    let left: [Left]
    let hasLeft: Bool
    let stops: [Choice]
    let canChoose: Bool
    let stopNow: String
    let actionPath: String
    let canOverrule: Bool
    let overrulePath: String
    let reason: String
    let problem: String
    let hasProblem: Bool
    let deeds: [Deed]
    let hasDeeds: Bool

    init(
        _ row: VersionRow,
        _ reading: GuardReading,
        _ events: [ActivityRow],
        _ typed: Reason,
        _ writer: VersionWriter
    ) {
        let (state, language) = (reading.state, writer.language)
        let mayAct = writer.app.allows(.versionGray) && reading.gray != nil
        isShown = reading.gray != nil || reading.record != nil
        let said = GuardVerdictText(reading, writer)
        (verdict, detail, kind, icon, badge) = (said.title, said.detail, said.kind, said.icon, said.badge)
        isHeld = reading.gray?.heldSince != nil
        let next = reading.gray?.left.first?.share.description ?? ""
        held = writer.say(
            "按计划该扩大到 \(next)%，正等判断。数据够了会自己继续；等不及可以写明理由继续，或手动扩大。",
            "\(next)% was planned and waits for the verdict. It goes on by itself once enough is known; you can also go on with a reason, or enlarge by hand."
        )
        let hasSeen = state.launchFailure.gray.users + state.launchFailure.control.users > 0
        hasFigures = hasSeen
        let isAlone = reading.isAlone
        let order: [GuardCause] = [.launchFailure, .breaker, .whiteScreen, .scriptError, .launchTime, .feedback]
        figures = order.filter { hasSeen && state.hasSeen($0) && (!isAlone || $0 == .breaker) }
            .map { GuardFigure($0, state, language) }
        chart = GuardChart(state, writer.time, language)
        let (inside, all) = (state.sample.gray, state.sample.gray + state.sample.control)
        hasSample = all > 0
        let isKept = state.sample.peak < GuardState.sampleLimit
        let part = all == 0 ? "" : GuardText.percent(Double(inside) / Double(all))
        sample = writer.say(
            "\(GuardText.count(all)) 个用户里 \(GuardText.count(inside)) 个用到灰度版（\(part)）"
                + (isKept ? "。" : "，和抽取的比例对不上：常见原因是宿主 App 一直用旧的应答。"),
            "\(GuardText.count(inside)) of \(GuardText.count(all)) users got it (\(part))"
                + (isKept ? "." : ", which is not the share that was drawn. Mostly a host app keeps an old answer.")
        )
        sampleKind = isKept ? "good" : "warn"
        sampleBadge = isKept ? writer.say("比例相符", "Share is kept") : writer.say("比例不符", "Share is not kept")
        left = [
            (writer.say("成员关联的用户，始终在内", "Members’ users, always inside"), reading.members),
            (writer.say("来自同一个地址的太多", "Too many from one address"), state.limited),
            (writer.say("没有宿主密钥的证明", "Without the host secret’s proof"), state.unproven),
        ].filter { $0.1 > 0 }.map { Left(name: $0.0, count: GuardText.count($0.1)) }
        hasLeft = !left.isEmpty
        let action = reading.gray?.onStop ?? .pause
        stops = Choice.all(action, language)
        canChoose = mayAct
        stopNow = action.words[language]
        actionPath = ReleasePaths.guardAction(row.number, of: writer.app.id)
        canOverrule = mayAct && (state.stop != nil || isHeld)
        overrulePath = ReleasePaths.overrule(row.number, of: writer.app.id)
        reason = typed.text
        problem = typed.problem?[language] ?? ""
        hasProblem = !problem.isEmpty
        deeds = Self.deeds(events, reading.decisions, writer)
        hasDeeds = !deeds.isEmpty
    }

    /// What the guard and people did about it, newest first.
    private static func deeds(
        _ events: [ActivityRow],
        _ decisions: [GuardDecisionRow],
        _ writer: VersionWriter
    ) -> [Deed] {
        events.filter(\.event.isOfGuard).map { row in
            let line = ActivityLine(row, writer.time, writer.language)
            let decision = decisions.first { $0.at == row.at }
            return Deed(
                what: line.what,
                who: line.who,
                when: line.when,
                reason: decision?.reason ?? "",
                hasReason: decision != nil,
                kind: line.kind
            )
        }
    }
}

extension JournalEvent {
    fileprivate var isOfGuard: Bool {
        switch self {
        case .guardStopped, .guardPassed, .guardHeld, .guardOverruled, .guardActionChanged: true
        default: false
        }
    }
}

extension GuardState {
    /// Whether anything was measured for a figure.
    fileprivate func hasSeen(_ cause: GuardCause) -> Bool {
        switch cause {
        case .feedback: feedback.gray + feedback.control > 0
        case .breaker: breaker.users > 0
        default: stream(of: cause).map { $0.gray.users + $0.control.users > 0 } ?? false
        }
    }
}
