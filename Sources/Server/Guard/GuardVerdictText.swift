import Domain

/// The verdict in one sentence, and the numbers that it rests on in another.
struct GuardVerdictText: Sendable {
    let title: String
    let detail: String
    /// Classes of the style sheet.
    let kind: String
    let icon: String
    let badge: String

    init(_ reading: GuardReading, _ writer: VersionWriter) {
        let state = reading.state
        func say(_ zh: String, _ en: String) -> String { writer.say(zh, en) }
        let (gray, control) = (state.launchFailure.gray.users, state.launchFailure.control.users)
        let seen = say(
            "看了 \(GuardText.count(gray)) 个灰度用户和 \(GuardText.count(control)) 个线上用户的第一次启动",
            "First launches of \(GuardText.count(gray)) gray users and \(GuardText.count(control)) others were looked at"
        )
        let seenAlone = say(
            "看了 \(GuardText.count(gray)) 个灰度用户的第一次启动，还没有线上版本可以比较",
            "First launches of \(GuardText.count(gray)) gray users were looked at; nothing is online to compare with"
        )
        let basis = reading.isAlone ? seenAlone : seen
        switch reading.verdict {
        case .stop(let cause):
            let it = state.evidence(of: cause)
            title = say("该停了：\(cause.finding.zh)", "Stop: \(cause.finding.en)")
            let other =
                cause == .breaker
                ? ""
                : say(
                    "，线上 \(GuardText.count(it.controlUsers)) 个里 \(GuardText.count(it.controlFailures)) 个",
                    ", online \(GuardText.count(it.controlFailures)) of \(GuardText.count(it.controlUsers))"
                )
            detail = say(
                "灰度 \(GuardText.count(it.grayUsers)) 个用户里 \(GuardText.count(it.grayFailures)) 个\(other)。证据 \(GuardText.count(it.factor)) 比 1，到 \(GuardText.count(it.needed)) 就停。",
                "Gray \(GuardText.count(it.grayFailures)) of \(GuardText.count(it.grayUsers)) users\(other). The evidence is \(GuardText.count(it.factor)) to 1; \(GuardText.count(it.needed)) stops it."
            )
            (kind, icon, badge) = ("bad", "shield", say("停", "Stop"))
        case .goOn:
            title = say("可以继续：没有要紧的差别", "Go on: no difference that matters")
            detail = basis + say("。", ".")
            (kind, icon, badge) = ("good", "shield", say("可以继续", "Go on"))
        case .open where gray + control == 0:
            title = say("还没有收到启动数据", "No launches were reported yet")
            detail = say(
                "宿主 App 上报启动后，这里会一边灰度一边和线上版本比较，变差就止损。",
                "Once host apps report launches, it is compared with what is online all the while, and stopped if it is worse."
            )
            (kind, icon, badge) = ("", "shield", say("等待数据", "Waiting"))
        case .open:
            title = say("还不够判断", "Not enough to tell")
            detail = basis + say("，没有变差的证据，也还不能说没有差别。", ": nothing speaks against it yet, and nothing settles it.")
            (kind, icon, badge) = ("", "shield", say("观察中", "Watching"))
        }
    }
}
