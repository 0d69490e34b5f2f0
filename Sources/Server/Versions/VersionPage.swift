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

    /// What can be done with a version through the pages there are. Further steps join when they exist.
    static let stepsThatExist: Set<VersionAction> = [.delete]

    init(_ row: VersionRow, _ report: InspectionReport?, list: VersionListPage, _ writer: VersionWriter) {
        let app = writer.app
        self.list = list
        number = row.number.description
        path = Paths.version(row.number, of: app.id)
        openPath = Paths.openVersion(row.number, of: app.id)
        badges = writer.badges(row)
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
        baseLibrary = report?.lowestBaseLibrary ?? ""
        hasBaseLibrary = report?.lowestBaseLibrary != nil
        hash = row.packageHash
        let status = row.status.words[writer.language]
        since = "\(status) · \(writer.time.short(row.statusAt, writer.language))"
        let steps = Set(row.status.possibleActions).intersection(Self.stepsThatExist)
        isExperience = row.isExperience
        canSetExperience = row.status == .development && !row.isExperience && app.allows(.versionSetExperience)
        setExperiencePath = Paths.setExperience(row.number, of: app.id)
        canCancelExperience = row.isExperience && app.allows(.versionSetExperience)
        cancelExperiencePath = Paths.cancelExperience(row.number, of: app.id)
        canPreview = app.allows(.versionPreview)
        previewPath = Paths.previewVersion(row.number, of: app.id)
        canDelete = steps.contains(.delete) && app.allows(.versionDelete)
        deletePath = Paths.deleteVersion(row.number, of: app.id)
        hasActions = canSetExperience || canCancelExperience || canPreview || canDelete
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
    let problem: String
    let hasProblem: Bool
    let typed: String

    init(_ row: VersionRow, _ writer: VersionWriter, typed: String = "", problem: String? = nil) {
        number = row.number.description
        path = Paths.version(row.number, of: writer.app.id)
        action = Paths.deleteVersion(row.number, of: writer.app.id)
        isExperience = row.isExperience
        size = PageSize.text(row.packageSize)
        findings = "\(row.errors + row.warnings)"
        self.problem = problem ?? ""
        hasProblem = problem != nil
        self.typed = typed
    }
}
