import Domain

/// Sentences about a gray release's schedule.
struct GrayWords: Sendable {
    let time: PageTime
    let language: Language

    /// `明天 10:00 扩大至 30%`
    func step(_ step: RunningGray.Step) -> String {
        let when = time.short(step.at, language)
        return Words("\(when) 扩大至 \(step.share)%", "\(step.share)% (\(when))")[language]
    }

    /// What is still to come, as one sentence; nil without a schedule.
    func plan(of gray: RunningGray) -> String? {
        guard gray.isScheduled else { return nil }
        let steps = gray.left.map(step).joined(separator: language == .zh ? "，" : ", ")
        return gray.state == .paused
            ? Words("计划已暂停：\(steps)", "Schedule paused: \(steps)")[language]
            : Words("计划：\(steps)", "Schedule: \(steps)")[language]
    }

    /// `已持续 3 小时 12 分`
    func duration(of gray: RunningGray) -> String {
        let elapsed = time.elapsed(since: gray.startedAt, language)
        return Words("已持续 \(elapsed)", "for \(elapsed)")[language]
    }
}
