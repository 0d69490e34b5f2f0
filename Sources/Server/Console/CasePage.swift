import Domain

/// One submission with everything that its reviewer needs.
struct CasePage: Sendable {
    let queue: QueuePage
    let name: String
    let number: String
    let tile: Tile
    /// Who submitted it when, and who has it.
    let byline: String
    let waited: String
    let badges: [Badge]
    /// It waits for a decision.
    let isOpen: Bool
    let outcome: String
    let outcomeKind: String
    let problem: String
    let hasProblem: Bool
    let claim: Claim
    let decision: DecisionPage
    let difference: DifferencePage?
    let hasDifference: Bool
    let differenceHeading: String
    let comparePath: String
    let findings: [FindingRow]
    let hasFindings: Bool
    let moreFindings: String
    let hasMoreFindings: Bool
    let passed: String
    let report: ReportPage?
    let description: String
    let screenshots: [PictureRow]
    let memo: String
    let hasMemo: Bool
    let testAccount: String
    let testPassword: String
    let hasTestAccount: Bool
    let licences: [Licence]
    let hasLicences: Bool
    let facts: [Fact]
    let openPath: String
    let openCode: String
    let versionPath: String
    let earlier: [Earlier]
    let hasEarlier: Bool
    let timeline: [ActivityLine]
    let viewers: [PictureRow]
    let canForceOffline: Bool
    let forceOfflinePath: String

    struct Claim: Sendable {
        let path: String
        let giveBackPath: String
        let show: String
        let isFree: Bool
        let isMine: Bool
        let isTaken: Bool
        let words: String
    }

    struct FindingRow: Sendable {
        let severity: String
        let kind: String
        let message: String
        let place: String
        let hasPlace: Bool
    }

    struct PictureRow: Sendable {
        /// The name of the sheet that shows it large.
        let id: String
        let path: String
        let label: String
    }

    struct Licence: Sendable {
        let kind: String
        let number: String
        let name: String
        let validUntil: String
        let isOver: Bool
        let pictures: [PictureRow]
    }

    struct Fact: Sendable {
        let name: String
        let value: String
    }

    struct Earlier: Sendable {
        let title: String
        let kind: String
        let badge: String
        let by: String
        let reasons: [Reason]
    }

    struct Reason: Sendable {
        let type: String
        let hasType: Bool
        let memo: String
        let pictures: [PictureRow]
        let hasPictures: Bool
    }

    /// Files of the difference that stand here; the rest is on the page of the comparison.
    static let mostFiles = 8
    /// Findings that stand here; the rest is in the whole report below them.
    static let mostFindings = 6

    init(_ facts: CaseFacts, _ writer: VersionWriter, _ console: ConsoleWriter, _ draft: CaseDraft) throws {
        let (app, row, found) = (writer.app, facts.version, facts.submission)
        let now = writer.time.now
        queue = QueuePage(facts.queue, console, current: found.id)
        (name, number, tile) = (app.name, row.number.description, Tile(name: app.name, picture: app.logo))
        let at = writer.time.short(found.submittedAt, writer.language)
        byline = writer.say("\(found.submitter)提交于\(at)", "Submitted by \(found.submitter), \(at)")
        isOpen = found.closedAt == nil
        waited = console.duration((found.closedAt ?? now).seconds(since: found.submittedAt))
        badges = Self.badges(found, facts, writer)
        (outcome, outcomeKind) = Self.outcome(found, row, writer)
        problem = draft.problem?[writer.language] ?? ""
        hasProblem = draft.problem != nil
        claim = Self.claim(found, row.number, draft.filter, writer, console)
        decision = DecisionPage(
            found,
            path: Paths.reviewCase(row.number, of: app.id),
            closePath: Paths.reviewCase(row.number, of: app.id, draft.filter),
            filter: draft.filter,
            form: draft.form,
            refusal: draft.refusal,
            templates: facts.templates,
            pictures: facts.pictures,
            writer.language
        )
        comparePath = Paths.compare(app.id, from: facts.comparison?.from, to: row.number)
        difference = facts.comparison.map {
            DifferencePage($0, writer, most: Self.mostFiles, wholePath: Paths.compare(app.id, from: $0.from, to: $0.to))
        }
        hasDifference = difference != nil
        differenceHeading =
            facts.comparison.map { comparison in
                facts.isAgainstOnline
                    ? writer.say("与线上 \(comparison.from) 相比", "Against \(comparison.from), online")
                    : writer.say("与上次上架的 \(comparison.from) 相比", "Against \(comparison.from), the last released")
            } ?? writer.say("与线上版本相比", "Against what is online")
        let report = facts.report
        let heavy = report.findings.filter { $0.severity != .info }
        findings = heavy.prefix(Self.mostFindings).map { finding in
            FindingRow(
                severity: finding.severity.words[writer.language],
                kind: finding.severity == .error ? "bad" : "warn",
                message: finding.words[writer.language],
                place: finding.file ?? "",
                hasPlace: finding.file != nil
            )
        }
        hasFindings = !findings.isEmpty
        let rest = report.count(.error) + report.count(.warning) - findings.count
        moreFindings = writer.say("还有 \(rest) 处", "\(rest) more")
        hasMoreFindings = rest > 0
        let passedRules = Rule.all.count - Set(report.findings.map(\.rule)).count
        passed =
            hasFindings
            ? writer.say("其余 \(passedRules) 项", "\(passedRules) other rules")
            : writer.say("全部 \(passedRules) 项", "All \(passedRules) rules")
        self.report = ReportPage(report, checkedAt: writer.time.short(row.uploadedAt, writer.language), writer)
        description = found.description
        var shelf = PictureShelf(facts.pictures)
        screenshots = shelf.rows(found.screenshots, writer.say("截图", "Screenshot"))
        (memo, hasMemo) = (found.memo, !found.memo.isEmpty)
        (testAccount, testPassword) = (found.testAccount, found.testPassword)
        hasTestAccount = !found.testAccount.isEmpty || !found.testPassword.isEmpty
        let today = CivilDate(now, offsetSeconds: writer.time.zoneOffset(now)).dayNumber
        licences = facts.licences.map { licence in
            Licence(
                kind: licence.kind,
                number: licence.number,
                name: licence.name,
                validUntil: licence.validUntil == SubmissionRules.longTerm
                    ? writer.say("长期", "long-term") : licence.validUntil,
                isOver: CivilDate.dayNumber(isoDay: licence.validUntil).map { $0 < today } ?? false,
                pictures: shelf.rows(licence.pictures, licence.kind)
            )
        }
        hasLicences = !licences.isEmpty
        self.facts = Self.facts(facts, writer)
        openPath = Paths.openVersion(row.number, of: app.id)
        openCode = try CodePicture(link: facts.publicURL + openPath).source()
        versionPath = Paths.version(row.number, of: app.id)
        earlier = Self.earlier(facts, &shelf, writer)
        hasEarlier = !earlier.isEmpty
        timeline = facts.timeline.map { ActivityLine($0, writer.time, writer.language) }
        viewers = shelf.all
        canForceOffline =
            row.status.possibleActions.contains(.forceOffline) && app.allows(.versionForceOffline)
        forceOfflinePath = Paths.forceOffline(row.number, of: app.id)
    }
}

/// Collects the pictures of a page, each of which can be shown large.
struct PictureShelf {
    private let hashes: [ID<Picture>: String]
    private(set) var all: [CasePage.PictureRow] = []

    init(_ hashes: [ID<Picture>: String]) { self.hashes = hashes }

    mutating func rows(_ pictures: [ID<Picture>], _ label: String) -> [CasePage.PictureRow] {
        var rows: [CasePage.PictureRow] = []
        for (index, picture) in pictures.enumerated() {
            guard let hash = hashes[picture] else { continue }
            let label = pictures.count > 1 ? "\(label) \(index + 1)" : label
            rows.append(
                CasePage.PictureRow(id: "picture-\(all.count + rows.count)", path: Paths.picture(hash), label: label)
            )
        }
        all += rows
        return rows
    }
}
