import Domain

/// The form of a gray release as its template sees it.
struct GrayFormModel: Sendable {
    struct Choice: Sendable {
        let share: String
        let isChosen: Bool
    }

    struct Offer: Sendable {
        let name: String
        let words: String
    }

    struct Line: Sendable {
        let place: Int
        let date: String
        let time: String
        let share: String
    }

    let action: String
    let isStart: Bool
    /// The gray release that this page shows.
    let seen: String
    let current: String
    let choices: [Choice]
    let share: String
    let shareProblem: String
    let hasShareProblem: Bool
    let offers: [Offer]
    let canChangePlan: Bool
    let lines: [Line]
    let moreLines: [Line]
    let hasMoreLines: Bool
    let isPlanOpen: Bool
    let planProblem: String
    let hasPlanProblem: Bool
    let earliest: String
    let latest: String
    let mostSteps: Int
    let stops: [GuardPanel.Choice]

    /// Rows of the schedule that stand open; the others are a tap away.
    private static let openRows = 2

    init(
        _ typed: GrayForm,
        _ gray: RunningGray?,
        _ now: Instant,
        _ refusal: Refusal?,
        _ words: GrayWords,
        _ settings: Settings,
        _ path: String
    ) {
        let language = words.language
        action = path
        isStart = gray == nil
        seen = gray?.id.rawValue ?? ""
        current = gray?.share.description ?? ""
        let presets = GrayRelease.presets.filter { share in gray.map { share > $0.share } ?? true }
        choices = presets.map {
            Choice(share: $0.description, isChosen: typed.share.isEmpty && typed.preset == $0.description)
        }
        share = typed.share
        func problem(_ field: String) -> String {
            refusal?.fields.first { $0.field == field }?.words[language] ?? ""
        }
        shareProblem = problem("share")
        hasShareProblem = !shareProblem.isEmpty
        planProblem = problem("schedule")
        hasPlanProblem = !planProblem.isEmpty
        let chosen = GrayShare(percent: typed.share.isEmpty ? typed.preset : typed.share)
        let base = chosen ?? gray?.share ?? GrayShare(ppm: 100_000) ?? .everyone
        offers = GrayPlanOffer.all(after: base, now: now, settings).map { offer in
            let steps = offer.steps.map { "\(words.time.short($0.at, language)) \($0.share)%" }
            return Offer(name: offer.name, words: steps.joined(separator: language == .zh ? "，" : ", "))
        }
        canChangePlan = gray?.isScheduled ?? false
        let rows = typed.rows + [GrayForm.Row](repeating: .init(), count: GraySchedule.mostSteps - typed.rows.count)
        let all = rows.enumerated().map { Line(place: $0 + 1, date: $1.date, time: $1.time, share: $1.share) }
        let open = min(GraySchedule.mostSteps, max(Self.openRows, typed.rows.count))
        lines = Array(all.prefix(open))
        moreLines = Array(all.dropFirst(open))
        hasMoreLines = !moreLines.isEmpty
        isPlanOpen = !typed.rows.isEmpty || hasPlanProblem
        let today = settings.day(of: now)
        earliest = CivilDate.isoDay(today)
        latest = CivilDate.isoDay(today + GraySchedule.mostDays)
        mostSteps = GraySchedule.mostSteps
        stops = GuardPanel.Choice.all(GuardAction(rawValue: typed.onStop) ?? gray?.onStop ?? .pause, language)
    }
}
