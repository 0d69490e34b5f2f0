import Domain

/// The head of a review's page: where it stands, in one look.
struct OutcomeFace: Sendable {
    let kind: String
    let icon: String
    let heading: String
    let words: String
    let badge: String
    let hasBadge: Bool

    init(_ version: VersionRow, _ last: PastSubmission?, _ writer: VersionWriter) {
        func at(_ instant: Instant?) -> String { instant.map { writer.time.short($0, writer.language) } ?? "" }
        let closed = at(last?.closedAt)
        badge = last?.isExpress == true ? writer.say("加急", "Express") : ""
        hasBadge = !badge.isEmpty
        switch (last?.decision, last?.closedAt) {
        case (nil, nil):
            (kind, icon) = ("", "clock")
            heading = writer.say("审核中", "In review")
            let waiting = last.map { writer.time.elapsed(since: $0.submittedAt, writer.language) } ?? ""
            words =
                last?.isClaimed == true
                ? writer.say("已等待 \(waiting)，审核人员正在看", "Waiting for \(waiting); a reviewer is looking at it")
                : last?.isExpress == true
                    ? writer.say("已等待 \(waiting)，加急的排在普通审核前面", "Waiting for \(waiting); express ones come first")
                    : writer.say("已等待 \(waiting)，按提交的先后审核", "Waiting for \(waiting); reviewed in the order they came")
        case (nil, _?):
            (kind, icon) = ("still", "minus")
            heading = writer.say("已撤回", "Withdrawn")
            words = writer.say("\(closed)撤回，没有审核结论", "Withdrawn \(closed), without a decision")
        case (.reject?, _):
            (kind, icon) = ("bad", "close")
            heading = writer.say("审核未通过", "Not approved")
            words = writer.say("\(closed)审核完成，原因在下面", "Decided \(closed); the reasons stand below")
        case (.approve?, _):
            (kind, icon) = ("good", "check")
            heading = writer.say("审核通过", "Approved")
            words = writer.say("\(closed)审核完成", "Decided \(closed)")
        case (.approveBase?, _):
            (kind, icon) = ("warn", "check")
            heading = writer.say("准入，不可营销", "Approved, not promoted")
            words = writer.say(
                "\(closed)审核完成：可以灰度和上架，平台不会推荐它",
                "Decided \(closed): it may be released, but the platform does not promote it"
            )
        }
    }
}

/// One thing that can be done next.
struct OutcomeStep: Sendable {
    let title: String
    let detail: String
    let icon: String
    let path: String
    let hasPath: Bool

    private init(_ icon: String, _ title: String, _ detail: String, _ path: String?) {
        (self.icon, self.title, self.detail, self.path, hasPath) = (icon, title, detail, path ?? "", path != nil)
    }

    /// What the version's status allows whoever looks, in the order in which it makes sense.
    static func all(_ version: VersionRow, _ last: PastSubmission?, _ writer: VersionWriter) -> [OutcomeStep] {
        guard let last else { return [] }
        let (app, number) = (writer.app, version.number)
        let mayTakeBack = app.allows(.versionWithdraw)
        let upload = OutcomeStep(
            "upload",
            writer.say("代码要改：上传新版本号", "Code to mend: upload a new number"),
            writer.say("截图、测试账号和资质会带过去，不用再填", "Screenshots, test account and papers are carried over"),
            app.allows(.versionUpload) ? Paths.upload(app.id) : nil
        )
        let back = OutcomeStep(
            "history",
            writer.say("退回开发", "Return to development"),
            writer.say("退回后才能再次提审，或提审新版本", "Needed before it, or another version, can be submitted"),
            mayTakeBack ? Paths.returnToDevelopment(number, of: app.id) : nil
        )
        let again = OutcomeStep(
            "check",
            writer.say("再次提审 \(number)", "Submit \(number) again"),
            writer.say("代码没变，只改资料或服务器的，用同一个版本", "Where only papers or the server changed, with the same version"),
            app.allows(.versionSubmit) ? Paths.submit(number, of: app.id) : nil
        )
        switch version.status {
        case .inReview:
            let withdraw = OutcomeStep(
                "minus",
                writer.say("撤回审核", "Withdraw"),
                writer.say("发现问题可以先撤回，改好再提", "Take it back if you found something to mend"),
                mayTakeBack ? Paths.withdraw(number, of: app.id) : nil
            )
            return [withdraw]
        case .rejected: return [back, upload]
        case .approved, .approvedBase:
            let release = OutcomeStep(
                "layers",
                last.replacesGray
                    ? writer.say("替换灰度版", "Replace the gray version") : writer.say("开始灰度", "Begin a gray release"),
                writer.say("先给一小部分用户，没有问题再上架", "A small share of users first, then everybody"),
                app.allows(.versionGray) ? Paths.version(number, of: app.id) : nil
            )
            return version.status == .approved ? [release] : [release, back]
        case .development: return last.decision == .reject || last.decision == nil ? [again, upload] : [again]
        case .gray, .released, .offline, .takenDown: return []
        }
    }
}
