import Domain
import Storage

/// The list of a mini program's versions: a page of its own on a phone, the first pane of a version's page on a desk.
struct VersionListPage: Sendable {
    let appName: String
    let canUpload: Bool
    let uploadPath: String
    let isEmpty: Bool
    /// How to upload from a command line, for the empty list.
    let command: String
    let experience: ExperienceCard?
    let gray: GrayCard?
    /// With reviewers, rejected or approved.
    let underway: [UnderwayCard]
    let hasUnderway: Bool
    let online: OnlineCard?
    /// Something was once released, or is now: there is a history of it.
    let hasReleases: Bool
    let historyPath: String
    let development: [VersionCard]
    let hasDevelopment: Bool
    let developmentCount: String
    let previews: [PreviewCard]
    let hasPreviews: Bool
    let history: [VersionCard]
    let hasHistory: Bool
    let morePath: String
    let hasMore: Bool

    struct ExperienceCard: Sendable {
        let version: VersionCard
        let link: String
        let picture: String
        let download: String
        let downloadName: String
        let shareTitle: String
        let settingsPath: String
        let isOpenToAnyone: Bool
        let openNote: String
    }

    /// How many of the versions that are gone from the public stand on one page.
    static let historyLength = 20

    /// Loads it: the same number of questions whatever the number of versions.
    static func load(
        _ writer: VersionWriter,
        _ platform: Platform,
        current: VersionNumber? = nil,
        before: VersionNumber? = nil
    ) async throws -> VersionListPage {
        let (app, now) = (writer.app, platform.world.now())
        let facts = try await platform.engine.read { db in
            let versions = VersionQueries(db)
            return Facts(
                board: try ReleaseBoard.load(of: app.id, in: db),
                experience: try ExperienceQueries(db).experience(of: app.id),
                active: try versions.active(of: app.id),
                // At most twenty by the rules.
                development: try versions.versions(of: app.id, [.development], limit: VersionRules.mostInDevelopment),
                experienceVersion: try ExperienceQueries(db).version(of: app.id),
                gone: try versions.versions(
                    of: app.id,
                    [.offline, .takenDown],
                    before: before,
                    limit: historyLength + 1
                ),
                previews: try PreviewQueries(db).previews(of: app.id, at: now, limit: 5)
            )
        }
        return VersionListPage(facts, writer, platform.settings, now: now, current: current)
    }

    private struct Facts: Sendable {
        let board: ReleaseBoard
        let experience: Experience?
        let active: [VersionRow]
        let development: [VersionRow]
        let experienceVersion: VersionRow?
        let gone: [VersionRow]
        let previews: [PreviewRow]
    }

    private init(
        _ facts: Facts,
        _ writer: VersionWriter,
        _ settings: Settings,
        now: Instant,
        current: VersionNumber?
    ) {
        let (app, board) = (writer.app, facts.board)
        func cards(_ rows: [VersionRow]) -> [VersionCard] { rows.map { writer.card($0, board, current: current) } }
        appName = app.name
        canUpload = app.allows(.versionUpload)
        uploadPath = Paths.upload(app.id)
        command = """
            steward upload --server \(settings.publicURL) \\
              --app \(app.id) --project . \\
              --number next --experience
            """
        experience = facts.experience.flatMap { experience in
            facts.experienceVersion.flatMap { row in
                try? Self.experienceCard(experience, row, board, writer, settings, now: now, current: current)
            }
        }
        let gray = facts.active.compactMap { GrayCard($0, board, writer, current: current) }.first
        self.gray = gray
        underway = facts.active.filter { $0.status != .released && $0.number.description != gray?.version.number }
            .map { UnderwayCard($0, board, writer, current: current) }
        hasUnderway = !underway.isEmpty
        online = facts.active.first { $0.status == .released }
            .map { OnlineCard($0, board, writer, settings, current: current) }
        hasReleases = board.line.largestReleased != nil || board.gray != nil
        historyPath = ReleasePaths.history(app.id)
        development = cards(facts.development.filter { !$0.isExperience })
        hasDevelopment = !facts.development.isEmpty
        developmentCount = "\(facts.development.count) / \(VersionRules.mostInDevelopment)"
        previews = facts.previews.map(writer.preview)
        hasPreviews = !previews.isEmpty
        history = cards(Array(facts.gone.prefix(Self.historyLength)))
        hasHistory = !history.isEmpty
        let last = facts.gone.prefix(Self.historyLength).last
        hasMore = facts.gone.count > Self.historyLength
        morePath = last.map { Paths.versions(app.id, before: $0.number) } ?? ""
        isEmpty = facts.active.isEmpty && facts.development.isEmpty && facts.gone.isEmpty && facts.previews.isEmpty
    }

    private static func experienceCard(
        _ experience: Experience,
        _ row: VersionRow,
        _ board: ReleaseBoard,
        _ writer: VersionWriter,
        _ settings: Settings,
        now: Instant,
        current: VersionNumber?
    ) throws -> ExperienceCard {
        let app = writer.app
        let link = settings.publicURL + Paths.experience(experience.code)
        let end = experience.openUntil.map { writer.time.short($0, writer.language) } ?? ""
        return ExperienceCard(
            version: writer.card(row, board, current: current),
            link: link,
            picture: try CodePicture(link: link).source(),
            download: Paths.experienceCode(app.id, .png),
            downloadName: writer.say("\(app.name) 体验版.png", "\(app.name) experience.png"),
            shareTitle: writer.say("\(app.name) 体验版 \(row.number)", "\(app.name) experience version \(row.number)"),
            settingsPath: Paths.experienceSettings(app.id),
            isOpenToAnyone: experience.isOpen(at: now),
            openNote: experience.isOpen(at: now)
                ? writer.say("任何拿到链接的人都能打开，到 \(end)为止", "Open to anyone with the link until \(end)")
                : writer.say("成员扫码即可打开", "Members open it by scanning")
        )
    }
}
