import Domain

/// The last step: everything as the reviewer will see it, once more.
struct SubmissionSummaryPage: Sendable {
    struct Edits: Sendable {
        let check: String
        let information: String
        let fields: String
    }

    let progress: SubmissionProgress
    let action: String
    let seen: String
    let problem: String
    let isRefused: Bool
    let number: String
    let tile: Tile
    let name: String
    let slogan: String
    let categories: String
    let package: String
    let inspection: String
    let replaces: String
    let isReplacement: Bool
    let content: SubmissionContentView
    let edits: Edits
    let agreement: String
    let agreementPath: String
    let isExpress: Bool

    init(_ desk: SubmissionDesk, _ catalogue: Catalogue, _ writer: VersionWriter, problem: String?) {
        let (app, language) = (desk.app, writer.language)
        let content = SubmissionRules.check(
            desk.draft,
            licences: desk.completeness.licences,
            today: desk.today
        ).content
        progress = SubmissionProgress(desk, at: .summary, language)
        action = Paths.submit(desk.number, of: app.id, .summary)
        seen = desk.stored.map { "\($0.savedAt.milliseconds)" } ?? ""
        self.problem = problem ?? ""
        isRefused = problem != nil
        number = desk.number.description
        tile = Tile(name: desk.information.name, picture: desk.information.logo)
        name = desk.information.name
        slogan = desk.information.slogan
        categories = InformationTexts(desk.information, catalogue, language).value(of: .categories)
        package = "\(desk.version.layout.words[language]) · \(PageSize.text(desk.version.packageSize))"
        inspection =
            desk.version.warnings == 0
            ? writer.say("没有错误和警告", "No errors, no warnings")
            : writer.say(
                "没有错误，\(desk.version.warnings) 处警告",
                "No errors, " + writer.count(desk.version.warnings, "warning")
            )
        replaces = desk.replaceable?.number.description ?? ""
        isReplacement = desk.draft.replacesGray
        self.content = SubmissionContentView(
            content,
            files: desk.files,
            share: content.grayShare,
            catalogue: catalogue,
            isPrivateShown: true,
            writer
        )
        edits = Edits(
            check: Paths.submit(desk.number, of: app.id),
            information: Paths.information(app.id),
            fields: Paths.submit(desk.number, of: app.id, .fields)
        )
        agreement = Agreement.current.version
        agreementPath = Paths.agreement(Agreement.current.version)
        isExpress = content.isExpress
    }
}
