import Domain
import Storage

/// A version with its report and what can be done with it.
struct VersionPage: Sendable {
    let list: VersionListPage
    let number: String
    let path: String
    let openPath: String
    let badges: [Badge]
    let report: ReportPage?
    let description: String
    let hasDescription: Bool
    let uploaded: String
    let source: String
    let hasSource: Bool
    let buildURL: String
    let hasBuildURL: Bool
    let format: String
    let baseLibrary: String
    let hasBaseLibrary: Bool
    let hash: String
    let since: String
    /// What comes next, with the rule where one stands in the way.
    let steps: [Step]
    let hasSteps: Bool
    let gray: GrayCard?
    /// Why an operator took it down.
    let takedown: String
    let isTakenDown: Bool
    let isDevelopment: Bool
    let life: [LifeLine]
    let hasLife: Bool
    let hasMoreLife: Bool
    let moreLifePath: String
    let compare: [Comparison]
    let hasCompare: Bool
    let canDescribe: Bool
    let describePath: String
    let isForwardOnly: Bool
    let ownBaseLibrary: String
    let libraryProblem: String
    let hasLibraryProblem: Bool
    let canSetExperience: Bool
    let setExperiencePath: String
    let canCancelExperience: Bool
    let cancelExperiencePath: String
    let canPreview: Bool
    let previewPath: String
    let canDelete: Bool
    let deletePath: String
    let isExperience: Bool
    let hasActions: Bool

    /// A way to the difference between this version and another.
    struct Comparison: Sendable {
        let name: String
        let path: String
    }

    /// What the page is made of besides the list beside it.
    struct Facts: Sendable {
        let row: VersionRow
        let report: InspectionReport?
        let board: ReleaseBoard
        /// Newest first, one more than are shown.
        let life: [ActivityRow]
        let takedown: String?
        /// What was typed into the form of what it asks for, when that was refused.
        let typed: DescribeVersion.Wish?
        let problem: Refusal?
    }

    init(_ facts: Facts, list: VersionListPage, _ writer: VersionWriter) {
        let (app, row, report, board) = (writer.app, facts.row, facts.report, facts.board)
        self.list = list
        number = row.number.description
        path = Paths.version(row.number, of: app.id)
        openPath = Paths.openVersion(row.number, of: app.id)
        badges = writer.badges(row, board)
        let at = writer.time.short(row.uploadedAt, writer.language)
        self.report = report.map { ReportPage($0, checkedAt: at, writer) }
        description = row.description
        hasDescription = !row.description.isEmpty
        uploaded = writer.say("\(row.uploader)，\(at)", "\(row.uploader), \(at)")
        source = [row.branch, row.commit].filter { !$0.isEmpty }.joined(separator: " @ ")
        hasSource = !source.isEmpty
        buildURL = row.buildURL
        hasBuildURL = !row.buildURL.isEmpty
        let files =
            report.map { writer.say(" · \($0.fileCount) 个文件", " · \(writer.count($0.fileCount, "file"))") } ?? ""
        format = "\(row.layout.words[writer.language])\(files) · \(PageSize.text(row.packageSize))"
        ownBaseLibrary = facts.typed?.lowestBaseLibrary ?? row.lowestBaseLibrary ?? ""
        libraryProblem = facts.problem?.words[writer.language] ?? ""
        hasLibraryProblem = facts.problem != nil
        baseLibrary = row.lowestBaseLibrary ?? report?.lowestBaseLibrary ?? ""
        hasBaseLibrary = !baseLibrary.isEmpty
        hash = row.packageHash
        let status = row.status.words[writer.language]
        since = "\(status) · \(writer.time.short(row.statusAt, writer.language))"
        let all = VersionSteps(board: board, app: app, language: writer.language).all(of: row.id)
        steps = all.filter { $0.path != Paths.deleteVersion(row.number, of: app.id) }
        hasSteps = !steps.isEmpty
        gray = GrayCard(row, board, writer, current: nil)
        takedown = facts.takedown ?? ""
        isTakenDown = row.status == .takenDown
        isDevelopment = row.status == .development
        life = facts.life.prefix(Self.lifeLength).map { LifeLine($0, row.number, writer) }
        hasLife = !life.isEmpty
        hasMoreLife = facts.life.count > Self.lifeLength
        let last = facts.life.prefix(Self.lifeLength).last?.sequence ?? 0
        moreLifePath = "\(Paths.version(row.number, of: app.id))?before=\(last)#life"
        compare = Self.comparisons(row, board, writer)
        hasCompare = !compare.isEmpty
        canDescribe = app.allows(.versionDescribe)
        describePath = ReleasePaths.describe(row.number, of: app.id)
        isForwardOnly = facts.typed?.isForwardOnly ?? row.isForwardOnly
        isExperience = row.isExperience
        canSetExperience = row.status == .development && !row.isExperience && app.allows(.versionSetExperience)
        setExperiencePath = Paths.setExperience(row.number, of: app.id)
        canCancelExperience = row.isExperience && app.allows(.versionSetExperience)
        cancelExperiencePath = Paths.cancelExperience(row.number, of: app.id)
        canPreview = app.allows(.versionPreview)
        previewPath = Paths.previewVersion(row.number, of: app.id)
        canDelete = row.status.possibleActions.contains(.delete) && app.allows(.versionDelete)
        deletePath = Paths.deleteVersion(row.number, of: app.id)
        hasActions = canSetExperience || canCancelExperience || canPreview || canDelete
    }

    /// Lines of its life that stand on one page.
    static let lifeLength = 30

    /// With what is online, and with what was online before.
    private static func comparisons(
        _ row: VersionRow,
        _ board: ReleaseBoard,
        _ writer: VersionWriter
    ) -> [Comparison] {
        let others = [board.line.released, board.grayEntry, board.previousOnline].compactMap(\.self)
        var seen: Set<VersionNumber> = [row.number]
        return others.filter { seen.insert($0.number).inserted }.map { other in
            let (from, to) = (min(other.number, row.number), max(other.number, row.number))
            return Comparison(
                name: writer.say(
                    "和 \(other.number)（\(other.status.words.zh)）对比",
                    "Compare with \(other.number) (\(other.status.words.en.lowercased()))"
                ),
                path: Paths.compare(writer.app.id, from: from, to: to)
            )
        }
    }
}

/// What is lost when a version is deleted, before it is.
struct DeleteVersionPage: Sendable {
    let number: String
    let path: String
    let action: String
    let isExperience: Bool
    let size: String
    let findings: String
    /// Whether the number may be uploaded again.
    let again: String
    let problem: String
    let hasProblem: Bool
    let typed: String

    /// - Parameter largest: the largest number that is taken when this version is gone.
    init(
        _ row: VersionRow,
        largest: VersionNumber?,
        _ writer: VersionWriter,
        typed: String = "",
        problem: String? = nil
    ) {
        number = row.number.description
        path = Paths.version(row.number, of: writer.app.id)
        action = Paths.deleteVersion(row.number, of: writer.app.id)
        isExperience = row.isExperience
        size = PageSize.text(row.packageSize)
        findings = "\(row.errors + row.warnings)"
        again = Self.again(row.number, largest)[writer.language]
        self.problem = problem ?? ""
        hasProblem = problem != nil
        self.typed = typed
    }

    private static func again(_ number: VersionNumber, _ largest: VersionNumber?) -> Words {
        guard let largest, largest >= number else {
            return Words(
                "这个版本号没有提审过，可以再次上传。",
                "The number was never submitted, so it may be uploaded again."
            )
        }
        if largest == number {
            return Words(
                "这个版本号提审过，不能再次上传。",
                "The number was submitted once, so it can never be uploaded again."
            )
        }
        return Words(
            "已经有更大的版本号 \(largest)，这个版本号不能再次上传。",
            "There is a larger number, \(largest), so this one cannot be uploaded again."
        )
    }
}
