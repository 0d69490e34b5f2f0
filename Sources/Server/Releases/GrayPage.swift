import Domain

/// A version's gray release: who gets it, what comes next, and the form that begins or enlarges it.
struct GrayPage: Sendable {
    struct PlanStep: Sendable {
        let when: String
        let share: String
        /// A class of the timeline.
        let kind: String
        let note: String
    }

    /// A stretch of time at one share, from the timeline.
    struct Past: Sendable {
        let share: String
        let span: String
        let isNow: Bool
    }

    let number: String
    let path: String
    let versionPath: String
    let canExplain: Bool
    let explainPath: String
    let badges: [Badge]
    let description: String
    let hasDescription: Bool
    let isRunning: Bool
    let duration: String
    let picture: GrayPicture
    let hasPicture: Bool
    let plan: [PlanStep]
    let hasPlan: Bool
    let planState: String
    let planKind: String
    let canPause: Bool
    let canResume: Bool
    let canStop: Bool
    let pausePath: String
    let resumePath: String
    let stopPath: String
    let form: GrayFormModel?
    let steps: [Step]
    let hasSteps: Bool
    /// What stands in the way of a gray release, where there is none and the status would allow it.
    let reason: String
    let hasReason: Bool
    let problem: String
    let hasProblem: Bool
    let past: [Past]
    let hasPast: Bool
    let guarded: GuardPanel
    let hasGuard: Bool

    init(
        _ row: VersionRow,
        _ board: ReleaseBoard,
        _ events: [ActivityRow],
        _ panel: GuardPanel,
        form typed: GrayForm,
        problem refusal: Refusal? = nil,
        _ writer: VersionWriter,
        _ settings: Settings
    ) {
        let (app, language, now) = (writer.app, writer.language, writer.time.now)
        let gray = board.gray.flatMap { $0.version == row.id ? $0 : nil }
        let words = GrayWords(time: writer.time, language: language)
        number = row.number.description
        path = ReleasePaths.gray(row.number, of: app.id)
        versionPath = Paths.version(row.number, of: app.id)
        canExplain = app.allows(.runtimeExplain)
        explainPath = Paths.explain(app.id)
        badges = writer.badges(row, board)
        description = row.description
        hasDescription = !row.description.isEmpty
        isRunning = gray != nil
        duration = gray.map(words.duration) ?? ""
        let all = VersionSteps(board: board, app: app, language: language)
        let begin = all.step(.startGray, of: row.id)
        let canBegin = begin.map { !$0.isRefused } ?? false
        let canEnlarge = gray.map { $0.share < .everyone } ?? false
        let offered = typed.share.isEmpty ? typed.preset : typed.share
        let joining = GrayShare(percent: offered).flatMap { share in gray.map { share > $0.share } ?? true ? share : nil
        }
        hasPicture = gray != nil || begin != nil
        picture = GrayPicture(
            row.number,
            share: gray?.share,
            joining: joining ?? (gray == nil ? GrayShare(ppm: 100_000) : nil),
            online: board.line.released?.number,
            language
        )
        let isPaused = gray?.state == .paused
        plan = gray.map { Self.plan($0, words, writer) } ?? []
        hasPlan = !plan.isEmpty
        let isScheduled = gray?.isScheduled ?? false
        planState = gray?.state.map { $0.words[language] } ?? ""
        planKind = gray?.state?.badge ?? ""
        let mayAct = app.allows(.versionGray)
        canPause = mayAct && isScheduled && !isPaused
        canResume = mayAct && isScheduled && isPaused
        canStop = mayAct && isScheduled
        pausePath = ReleasePaths.pause(row.number, of: app.id)
        resumePath = ReleasePaths.resume(row.number, of: app.id)
        stopPath = ReleasePaths.stop(row.number, of: app.id)
        form =
            mayAct && (canBegin || canEnlarge)
            ? GrayFormModel(typed, gray, now, refusal, words, settings, path)
            : nil
        steps = gray == nil ? [] : [.release, .endGray].compactMap { all.step($0, of: row.id) }
        hasSteps = !steps.isEmpty
        let refused = begin.flatMap { $0.isRefused ? $0.reason : nil }
        let over = gray == nil && begin == nil
        reason =
            refused
            ?? (over && row.status != .gray
                ? writer.say(
                    "\(row.number) 现在是“\(row.status.words.zh)”，没有在灰度。",
                    "\(row.number) is “\(row.status.words.en)”: no gray release runs."
                ) : "")
        hasReason = !reason.isEmpty
        let isAtField = refusal?.fields.contains { $0.field == "share" || $0.field == "schedule" } ?? false
        hasProblem = refusal != nil && (!isAtField || form == nil)
        problem = refusal?.words[language] ?? ""
        past = GrayPast.spans(of: row.id, events).map { span in
            let begin = writer.time.short(span.begin, language)
            let end = span.end.map { writer.time.short($0, language) } ?? writer.say("现在", "now")
            return Past(
                share: span.share.map { "\($0)%" } ?? writer.say("接管", "taken over"),
                span: writer.say("\(begin) 至 \(end)", "\(begin) to \(end)"),
                isNow: span.end == nil
            )
        }
        hasPast = !past.isEmpty
        guarded = panel
        hasGuard = panel.isShown
    }

    private static func plan(_ gray: RunningGray, _ words: GrayWords, _ writer: VersionWriter) -> [PlanStep] {
        let next = gray.left.first
        return gray.steps.map { step in
            let kind = step.isDone ? "gray" : step == next && gray.state == .running ? "now" : ""
            let note =
                step.isDone
                ? writer.say("已完成", "done")
                : step == next && gray.heldSince != nil
                    ? writer.say("等判断", "waits for the guard")
                    : step == next && gray.state == .running
                        ? writer.say(
                            "\(words.time.remaining(until: step.at, writer.language))后",
                            "in \(words.time.remaining(until: step.at, writer.language))"
                        )
                        : gray.state == .paused ? writer.say("已暂停", "paused") : writer.say("待执行", "to come")
            return PlanStep(
                when: writer.time.short(step.at, writer.language),
                share: "\(step.share)%",
                kind: kind,
                note: note
            )
        }
    }
}

extension GraySchedule.State {
    var words: Words {
        switch self {
        case .running: Words("进行中", "Running")
        case .paused: Words("已暂停", "Paused")
        case .stopped: Words("已停止", "Stopped")
        case .finished: Words("已完成", "Finished")
        }
    }

    /// The class of its badge.
    var badge: String {
        switch self {
        case .running: "gray"
        case .paused: "warn"
        case .stopped: ""
        case .finished: "good"
        }
    }
}
