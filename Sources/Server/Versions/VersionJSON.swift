import Domain

/// A version as the API answers it. Without a report the inspection gives its counts only, as in lists.
struct VersionJSON: Encodable {
    struct Uploader: Encodable {
        let login: String
        let name: String
    }

    let appID: String
    let version: String
    /// The reference's word.
    let status: String
    let statusText: String
    let statusAt: String
    let description: String
    let layout: String
    let size: Int64
    let sha256: String
    let uploadedBy: Uploader
    let uploadedAt: String
    let commit: String?
    let branch: String?
    let buildURL: String?
    let isExperience: Bool
    /// The link that opens the experience version, where this is it.
    let experienceURL: String?
    let url: String
    let inspection: InspectionJSON
    /// Data that it writes cannot be read by the version before it.
    let isForwardOnly: Bool
    /// The base library that hosts need, where somebody set it.
    let lowestBaseLibrary: Nullable<String>
    /// Its gray release, while it runs.
    let gray: Nullable<GrayJSON>
    /// The gray version that it was submitted to take over from, while that one is gray.
    let replaces: Nullable<String>
    /// The last submission; null where there was none.
    let submission: Nullable<SubmissionSummaryJSON>
    /// What can be asked for now: what the status allows and the caller may do.
    let possible: [VersionCall]
    /// Why an operator took it down by force; in the answer about one version only.
    var takedownReason: Nullable<String>?
    /// The version that is released again; in the answer to a roll back only.
    var rolledBackTo: String?
    /// The version that went to make room for this one; in the answer to an upload only.
    var pruned: String?

    init(
        _ row: VersionRow,
        _ report: InspectionReport?,
        _ experience: Experience?,
        _ standing: VersionStanding,
        _ app: AuthorisedApp,
        _ settings: Settings,
        _ language: Language
    ) {
        func given(_ text: String) -> String? { text.isEmpty ? nil : text }
        appID = app.id.rawValue
        version = row.number.description
        status = row.status.rawValue
        statusText = row.status.words[language]
        statusAt = row.statusAt.rfc3339
        description = row.description
        layout = row.layout.rawValue
        size = row.packageSize
        sha256 = row.packageHash
        uploadedBy = Uploader(login: row.uploaderLogin, name: row.uploader)
        uploadedAt = row.uploadedAt.rfc3339
        commit = given(row.commit)
        branch = given(row.branch)
        buildURL = given(row.buildURL)
        isExperience = row.isExperience
        experienceURL = row.isExperience ? experience.map { settings.publicURL + Paths.experience($0.code) } : nil
        url = settings.publicURL + Paths.version(row.number, of: app.id)
        inspection =
            report.map { InspectionJSON($0, language) } ?? InspectionJSON(errors: row.errors, warnings: row.warnings)
        isForwardOnly = row.isForwardOnly
        lowestBaseLibrary = Nullable(row.lowestBaseLibrary)
        gray = Nullable(standing.gray(of: row.id).map(GrayJSON.init))
        let replaced = standing.replaces(row.id)
        replaces = Nullable(replaced?.description)
        submission = Nullable(standing.submission(of: row.id).map(SubmissionSummaryJSON.init))
        possible = VersionCall.possible(for: row.status, replaces: replaced != nil, in: app)
    }

    private enum CodingKeys: String, CodingKey {
        case version, status, description, layout, size, sha256, commit, branch, url, inspection, pruned
        case gray, replaces, submission, possible
        case appID = "app_id"
        case statusText = "status_text"
        case statusAt = "status_at"
        case uploadedBy = "uploaded_by"
        case uploadedAt = "uploaded_at"
        case buildURL = "build_url"
        case isExperience = "experience"
        case experienceURL = "experience_url"
        case isForwardOnly = "forward_only"
        case lowestBaseLibrary = "lowest_base_library"
        case takedownReason = "takedown_reason"
        case rolledBackTo = "rolled_back_to"
    }
}

/// What the inspection found.
struct InspectionJSON: Encodable {
    struct FindingJSON: Encodable {
        let rule: String
        let severity: String
        let file: String?
        let line: Int?
        let message: String
        let remedy: String

        init(_ finding: Finding, _ language: Language) {
            (rule, severity) = (finding.rule, finding.severity.rawValue)
            (file, line) = (finding.file, finding.line)
            (message, remedy) = (finding.words[language], finding.remedy[language])
        }
    }

    struct SubPackage: Encodable {
        let root: String
        let bytes: Int
    }

    let errors: Int
    let warnings: Int
    let infos: Int?
    let findings: [FindingJSON]?
    let pages: [String]?
    let mainBytes: Int?
    let wholeBytes: Int?
    let subPackages: [SubPackage]?

    init(errors: Int, warnings: Int) {
        (self.errors, self.warnings) = (errors, warnings)
        (infos, findings, pages, mainBytes, wholeBytes, subPackages) = (nil, nil, nil, nil, nil, nil)
    }

    init(_ report: InspectionReport, _ language: Language) {
        errors = report.count(.error)
        warnings = report.count(.warning)
        infos = report.count(.info)
        findings = report.findings.map { FindingJSON($0, language) }
        pages = report.pages.map(\.path)
        mainBytes = report.mainBytes
        wholeBytes = report.wholeBytes
        subPackages = report.subPackages.map { SubPackage(root: $0.root, bytes: $0.bytes) }
    }

    private enum CodingKeys: String, CodingKey {
        case errors, warnings, infos, findings, pages
        case mainBytes = "main_bytes"
        case wholeBytes = "whole_bytes"
        case subPackages = "sub_packages"
    }
}

/// A preview as the API answers it.
struct PreviewJSON: Encodable {
    let code: String
    let url: String
    let layout: String
    let size: Int64
    let createdAt: String
    let expiresAt: String
    let inspection: InspectionJSON

    private enum CodingKeys: String, CodingKey {
        case code, url, layout, size, inspection
        case createdAt = "created_at"
        case expiresAt = "expires_at"
    }
}
