import Domain
import Hummingbird
import Storage

/// The page of a step that a version's status does not allow any more: what happened to it, and where to look.
struct MovedVersion {
    let platform: Platform
    let pages: Pages

    func page(
        _ action: VersionAction,
        _ number: VersionNumber,
        _ app: AuthorisedApp,
        _ refusal: Refusal,
        _ request: Request,
        _ context: AppContext
    ) async throws -> Response {
        let last = try await platform.engine.read { db -> PastSubmission? in
            guard let version = try VersionQueries(db).id(of: number, in: app.id) else { throw Refusal.notFound }
            return try SubmissionHistoryQueries(db).submissions(of: version, limit: 1).first
        }
        let page = Page(
            "review/submit-moved",
            title: Words("\(action.words.zh) \(number)", "\(action.words.en) \(number)"),
            app: app,
            model: MovedVersionPage(action, number, last, refusal, VersionWriter(app, platform, context)),
            back: Paths.version(number, of: app.id),
            status: HTTPResponse.Status(code: refusal.status)
        )
        return try pages.render(page, request, context)
    }

    /// Answers with the page where a body is refused by the status; a program gets the refusal itself.
    func unless(
        _ action: VersionAction,
        _ app: AuthorisedApp,
        _ request: Request,
        _ context: AppContext,
        _ body: () async throws -> Response
    ) async throws -> Response {
        do {
            return try await body()
        } catch let refusal as Refusal where refusal.status == 409 && !request.wantsJSON {
            return try await page(action, try VersionRoutes.number(context), app, refusal, request, context)
        }
    }
}

/// What the page says: who was first, or which rule stands in the way.
struct MovedVersionPage: Sendable {
    let heading: String
    let words: String
    let hasReview: Bool
    let reviewPath: String
    let versionPath: String

    init(
        _ action: VersionAction,
        _ number: VersionNumber,
        _ last: PastSubmission?,
        _ refusal: Refusal,
        _ writer: VersionWriter
    ) {
        if action == .submit, let last, last.closedAt == nil {
            let at = writer.time.short(last.submittedAt, writer.language)
            heading = writer.say("\(last.submitter)已经提交了 \(number)", "\(last.submitter) has submitted \(number)")
            words = writer.say(
                "\(at)已交给审核人员，不需要再提交一次。\(refusal.words.zh)",
                "It went to the reviewers (\(at)); there is no need to do it again. \(refusal.words.en)"
            )
        } else {
            let act = action.words
            heading = writer.say("\(number) 现在不能\(act.zh)", "\(number): not possible now: \(act.en.lowercased())")
            words = refusal.words[writer.language]
        }
        hasReview = last != nil
        reviewPath = Paths.review(number, of: writer.app.id)
        versionPath = Paths.version(number, of: writer.app.id)
    }
}
