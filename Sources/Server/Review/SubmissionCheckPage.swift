import Domain

/// The line that says where in a submission one is.
struct SubmissionProgress: Sendable {
    struct Step: Sendable {
        let name: String
        let path: String
        let isDone: Bool
        let isCurrent: Bool
    }

    let steps: [Step]

    init(_ desk: SubmissionDesk, at current: SubmissionStep, _ language: Language) {
        let all = SubmissionStep.allCases
        let place = all.firstIndex(of: current) ?? 0
        steps = all.enumerated().map { index, step in
            Step(
                name: step.words[language],
                path: Paths.submit(desk.number, of: desk.app.id, step),
                isDone: index < place,
                isCurrent: index == place
            )
        }
    }
}

/// The first step: whether the version can be submitted, and what to do where it cannot.
struct SubmissionCheckPage: Sendable {
    struct Check: Sendable {
        let title: String
        let detail: String
        /// The class of its sign: `good`, `bad`, `warn`.
        let kind: String
        let icon: String
        let links: [Link]
        let hasLinks: Bool
        /// What is missing, each with the way to it.
        let lacks: [Link]
        let hasLacks: Bool

        init(_ kind: String, _ title: String, _ detail: String, links: [Link] = [], lacks: [Link] = []) {
            (self.kind, self.title, self.detail, self.links, self.lacks) = (kind, title, detail, links, lacks)
            icon = kind == "good" ? "check" : kind == "warn" ? "warn" : "close"
            (hasLinks, hasLacks) = (!links.isEmpty, !lacks.isEmpty)
        }
    }

    struct Link: Sendable {
        let name: String
        let path: String
        let hasPath: Bool

        /// - Parameter path: nil for those who may not go there.
        init(name: String, path: String?) { (self.name, self.path, hasPath) = (name, path ?? "", path != nil) }
    }

    let progress: SubmissionProgress
    let number: String
    let summary: String
    let action: String
    let refused: String
    let isRefused: Bool
    let checks: [Check]
    let isReady: Bool
    /// Nothing is left to mend but to say that it replaces the gray version.
    let goesOn: Bool
    let heading: String
    let canReplace: Bool
    let replaces: Bool
    let grayNumber: String
    let grayShare: String
    let back: String

    init(_ desk: SubmissionDesk, _ writer: VersionWriter, _ refusal: Refusal?) {
        let app = desk.app
        progress = SubmissionProgress(desk, at: .check, writer.language)
        number = desk.number.description
        summary = [PageSize.text(desk.version.packageSize), desk.version.uploader].joined(separator: " · ")
        action = Paths.submit(desk.number, of: app.id)
        refused = refusal?.words[writer.language] ?? ""
        isRefused = refusal != nil
        checks = [
            Self.information(desk, writer), Self.inspection(desk, writer), Self.number(desk, writer),
            Self.others(desk, writer),
        ]
        let running = desk.replaceable
        canReplace = running != nil
        replaces = desk.draft.replacesGray
        grayNumber = running?.number.description ?? ""
        grayShare = desk.line.gray?.share.description ?? ""
        let left = checks.filter { $0.kind == "bad" }.count
        isReady = left == 0
        goesOn = isReady || left == 1 && canReplace && !replaces
        heading =
            left == 0
            ? writer.say("可以提审", "Ready to submit")
            : writer.say("还有 \(left) 项要先处理", left == 1 ? "One thing to mend first" : "\(left) things to mend first")
        back = Paths.version(desk.number, of: app.id)
    }

    private static func information(_ desk: SubmissionDesk, _ writer: VersionWriter) -> Check {
        let title = writer.say("基础信息", "Base information")
        let missing = desk.completeness.missing
        guard !missing.isEmpty else {
            let link = Link(name: writer.say("查看", "Look"), path: Paths.information(desk.app.id))
            let detail = writer.say("提审需要的都填好了", "Everything that a submission asks for is there")
            return Check("good", title, detail, links: [link])
        }
        let here = Paths.submit(desk.number, of: desk.app.id)
        let mayEdit = desk.app.allows(.appEdit)
        let lacks = missing.map { item in
            Link(
                name: item.words[writer.language],
                path: mayEdit ? Paths.field(item.field, of: desk.app.id, next: here) : nil
            )
        }
        let detail =
            mayEdit
            ? writer.say("还差 \(missing.count) 项，填完会回到这里", "\(missing.count) missing. You come back here afterwards")
            : writer.say(
                "还差 \(missing.count) 项，请小程序的管理员填写",
                "\(missing.count) missing. Ask an administrator of the mini program"
            )
        return Check("bad", title, detail, lacks: lacks)
    }

    private static func inspection(_ desk: SubmissionDesk, _ writer: VersionWriter) -> Check {
        let title = writer.say("提审检查", "Inspection")
        let (errors, warnings) = (desk.version.errors, desk.version.warnings)
        let report = Link(
            name: writer.say("看检查结果", "See the findings"),
            path: Paths.version(desk.number, of: desk.app.id)
        )
        if errors > 0 {
            let upload = Link(name: writer.say("上传新版本", "Upload a new one"), path: Paths.upload(desk.app.id))
            let detail = writer.say(
                "有 \(errors) 处错误，修改代码后上传更大的版本号",
                "\(writer.count(errors, "error")): mend the code and upload a larger number"
            )
            return Check("bad", title, detail, links: [report, upload])
        }
        if warnings > 0 {
            let detail = writer.say(
                "\(warnings) 处警告，不影响提审，审核人员会看到",
                "\(writer.count(warnings, "warning")): no obstacle, but the reviewer sees them"
            )
            return Check("warn", title, detail, links: [report])
        }
        return Check("good", title, writer.say("没有错误和警告", "No errors, no warnings"))
    }

    private static func number(_ desk: SubmissionDesk, _ writer: VersionWriter) -> Check {
        let title = writer.say("版本号", "Number")
        if let larger = desk.line.largestReleased, larger > desk.number {
            let upload = Link(name: writer.say("上传新版本", "Upload a new one"), path: Paths.upload(desk.app.id))
            return Check("bad", title, Refusal.largerReleased(larger).words[writer.language], links: [upload])
        }
        let detail = desk.line.largestReleased.map {
            writer.say("\(desk.number) 大于上架过的 \($0)", "\(desk.number) is larger than \($0), which was released")
        }
        return Check(
            "good",
            title,
            detail ?? writer.say("第一次上架就用 \(desk.number)", "\(desk.number) would be the first release")
        )
    }

    private static func others(_ desk: SubmissionDesk, _ writer: VersionWriter) -> Check {
        let title = writer.say("进行中的版本", "Other versions under way")
        let others = desk.line.underway.filter { $0.id != desk.version.id }
        guard let other = others.first(where: { $0.status != .gray }) ?? others.first else {
            return Check("good", title, writer.say("没有其他版本在审核或灰度", "None is in review or in a gray release"))
        }
        let status = other.status.words[writer.language]
        let link = Link(
            name: writer.say("去看 \(other.number)", "See \(other.number)"),
            path: other.status == .inReview || other.status == .rejected
                ? Paths.review(other.number, of: desk.app.id) : Paths.version(other.number, of: desk.app.id)
        )
        if desk.replaceable != nil {
            let detail =
                desk.draft.replacesGray
                ? writer.say(
                    "作为紧急修复提审，通过后接管 \(other.number) 的灰度用户",
                    "Submitted as a hotfix: once passed it takes over the users of \(other.number)"
                )
                : writer.say(
                    "\(other.number) 正在灰度。上架或结束它之后再提审；要紧急修复，打开下面的“替换灰度版”",
                    "\(other.number) is in a gray release. Release it or end it first; for a hotfix switch on “replace” below"
                )
            return Check(desk.draft.replacesGray ? "good" : "bad", title, detail, links: [link])
        }
        let detail: String
        switch other.status {
        case .inReview:
            detail = writer.say(
                "\(other.number) 正在审核，等它有结果，或先撤回它",
                "\(other.number) is in review: wait for it, or withdraw it first"
            )
        case .rejected:
            detail = writer.say(
                "\(other.number) 审核未通过，先把它退回开发",
                "\(other.number) was rejected: return it to development first"
            )
        default:
            detail = writer.say(
                "\(other.number) 是“\(status)”，先上架它，或把它退回开发",
                "\(other.number) is “\(status)”: release it, or return it to development first"
            )
        }
        return Check("bad", title, detail, links: [link])
    }
}
