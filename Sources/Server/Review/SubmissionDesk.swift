import Domain
import Storage

/// Everything that a step of a submission shows or asks: the version, what stands beside it, what was typed so far.
struct SubmissionDesk: Sendable {
    let app: AuthorisedApp
    let person: ID<Person>
    let version: VersionRow
    let line: ReleaseLine
    let information: BaseInformation
    let completeness: Completeness
    /// What was typed, or what it begins with.
    let draft: SubmissionDraft
    /// Nil while nothing was saved.
    let stored: StoredDraft?
    /// The files of the draft's pictures.
    let files: [ID<Picture>: String]
    /// How many express reviews this person has left this month.
    let expressLeft: Int
    let today: Int64

    /// Loads it in a fixed number of questions. Refused when the version cannot be submitted by its status.
    static func load(
        _ number: VersionNumber,
        of app: AuthorisedApp,
        _ platform: Platform,
        _ catalogue: Catalogue
    ) async throws -> SubmissionDesk {
        let (person, now) = (try app.person(), platform.world.now())
        let offset = platform.settings.zoneOffset(now)
        let categories = catalogue.categories
        return try await platform.engine.read { db in
            guard let version = try VersionQueries(db).version(number, of: app.id),
                let information = try InformationQueries(db).information(of: app.id)
            else { throw Refusal.notFound }
            try version.status.require(.submit)
            let drafts = SubmissionDraftQueries(db)
            let stored = try drafts.draft(of: version.id)
            let draft = try stored?.content ?? drafts.beginning(of: version, in: app.id)
            return SubmissionDesk(
                app: app,
                person: person,
                version: version,
                line: try ReleaseLineQueries(db).line(of: app.id, with: version.id),
                information: information,
                completeness: Completeness(of: information, categories: categories),
                draft: draft,
                stored: stored,
                files: try drafts.files(of: draft.pictures, in: app.id),
                expressLeft: try SubmissionQueries(db)
                    .expressReviewsLeft(of: person, at: now, offsetSeconds: offset),
                today: CivilDate(now, offsetSeconds: offset).dayNumber
            )
        }
    }

    var number: VersionNumber { version.number }

    /// What the release line says to submitting it, as an ordinary version or as a replacement of the gray one.
    func obstacle(replacingGray replacesGray: Bool) -> Refusal? {
        let command = VersionCommand.submit(
            ID(rawValue: ""),
            replacesGray: replacesGray,
            isExpress: draft.isExpress
        )
        do throws(Refusal) {
            _ = try line.events(of: command, on: version.id, by: person)
            return nil
        } catch {
            return error
        }
    }

    /// The gray version that this one could take over: nothing but it is under way.
    var replaceable: ReleaseLine.Entry? {
        guard let gray = line.gray, let running = line.entries[gray.version], line.underway.count == 1 else {
            return nil
        }
        return running
    }

    /// Whether the first step has nothing left to mend.
    var isReady: Bool { completeness.isComplete && obstacle(replacingGray: draft.replacesGray) == nil }

    /// The papers asked for, with what was typed about each.
    var licences: [SubmissionDraft.Licence] { draft.licences(asked: completeness.licences) }

    /// What is still wrong with the fields.
    var problems: [FieldProblem] {
        var problems = SubmissionRules.check(draft, licences: completeness.licences, today: today).problems
            .map { FieldProblem(field: $0.field, words: $0.words) }
        if draft.isExpress, expressLeft == 0 { problems += Refusal.expressUsedUp.fields }
        return problems
    }

    /// The first step with something left to do; the summary when there is none.
    var step: SubmissionStep {
        if !isReady { return .check }
        if !draft.isAgreed(by: person) { return .agreement }
        return problems.isEmpty ? .summary : .fields
    }
}

extension VersionStatus {
    /// Throws what stands in the way of an action by the status alone, with what is possible instead.
    func require(_ action: VersionAction) throws(Refusal) {
        do throws(IllegalMove) {
            _ = try destination(of: action)
        } catch {
            throw .illegal(error)
        }
    }
}
