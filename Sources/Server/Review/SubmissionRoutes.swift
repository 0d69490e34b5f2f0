import Domain
import HTTPTypes
import Hummingbird
import Storage

/// Submitting a version: check, agreement, details, summary. What was typed is kept at every step.
struct SubmissionRoutes {
    let platform: Platform
    let pages: Pages
    let catalogue: Catalogue

    var moved: MovedVersion { MovedVersion(platform: platform, pages: pages) }

    func add(to routes: Routes) {
        let base = "/apps/{app_id}/versions/{version}/submit"
        routes.inApp(.get, base, .versionSubmit) { request, context, app in
            try await moved.unless(.submit, app, request, context) {
                try check(try await desk(app, context), nil, request, context)
            }
        }
        routes.inApp(.post, base, .versionSubmit) { try await passCheck($0, $1, $2) }
        routes.inApp(.get, "\(base)/agreement", .versionSubmit) { request, context, app in
            let desk = try await desk(app, context)
            if !desk.isReady { return .redirect(to: Paths.submit(desk.number, of: app.id)) }
            return try agreement(desk, nil, request, context)
        }
        routes.inApp(.post, "\(base)/agreement", .versionSubmit) { try await agree($0, $1, $2) }
        routes.inApp(.get, "\(base)/fields", .versionSubmit) { request, context, app in
            let desk = try await desk(app, context)
            let isEarlier = desk.step == .check || desk.step == .agreement
            if isEarlier { return .redirect(to: Paths.submit(desk.number, of: app.id, desk.step)) }
            // Who was sent back here from the summary sees why.
            return try fields(desk, request.query["check"] == nil ? [] : desk.problems, .ok, request, context)
        }
        routes.inApp(.post, "\(base)/fields", .versionSubmit) { try await saveFields($0, $1, $2) }
        routes.inApp(.post, "\(base)/draft", .versionSubmit) { try await saveTyped($0, $1, $2) }
        routes.inApp(.post, "\(base)/pictures", .versionSubmit) { try await addPicture($0, $1, $2) }
        routes.inApp(.get, "\(base)/summary", .versionSubmit) { request, context, app in
            let desk = try await desk(app, context)
            guard desk.step == .summary else {
                let query = desk.step == .fields ? "?check=1" : ""
                return .redirect(to: Paths.submit(desk.number, of: app.id, desk.step) + query)
            }
            return try summary(desk, nil, request, context)
        }
        routes.inApp(.post, "\(base)/summary", .versionSubmit) { try await submit($0, $1, $2) }
    }

    func desk(_ app: AuthorisedApp, _ context: AppContext) async throws -> SubmissionDesk {
        try await SubmissionDesk.load(try VersionRoutes.number(context), of: app, platform, catalogue)
    }

    func check(
        _ desk: SubmissionDesk,
        _ refusal: Refusal?,
        _ request: Request,
        _ context: AppContext
    ) throws -> Response {
        let model = SubmissionCheckPage(desk, VersionWriter(desk.app, platform, context), refusal)
        return try render("review/submit-check", .check, desk, model, refusal?.status, request, context)
    }

    func agreement(
        _ desk: SubmissionDesk,
        _ refusal: Refusal?,
        _ request: Request,
        _ context: AppContext
    ) throws -> Response {
        let model = SubmissionAgreementPage(desk, context.language, refusal)
        return try render("review/submit-agreement", .agreement, desk, model, refusal?.status, request, context)
    }

    func fields(
        _ desk: SubmissionDesk,
        _ problems: [FieldProblem],
        _ status: HTTPResponse.Status,
        _ request: Request,
        _ context: AppContext
    ) throws -> Response {
        let model = SubmissionFieldsPage(desk, problems, VersionWriter(desk.app, platform, context))
        return try render("review/submit-fields", .fields, desk, model, Int(status.code), request, context)
    }

    func summary(
        _ desk: SubmissionDesk,
        _ refusal: Refusal?,
        _ request: Request,
        _ context: AppContext
    ) throws -> Response {
        let writer = VersionWriter(desk.app, platform, context)
        let model = SubmissionSummaryPage(desk, catalogue, writer, problem: refusal?.words[context.language])
        return try render("review/submit-summary", .summary, desk, model, refusal?.status, request, context)
    }

    private func render(
        _ template: String,
        _ step: SubmissionStep,
        _ desk: SubmissionDesk,
        _ model: some Sendable,
        _ status: Int?,
        _ request: Request,
        _ context: AppContext
    ) throws -> Response {
        let before = SubmissionStep.allCases.firstIndex(of: step).flatMap { index in
            index == 0 ? nil : Paths.submit(desk.number, of: desk.app.id, SubmissionStep.allCases[index - 1])
        }
        let page = Page(
            template,
            title: Words("提审 \(desk.number)", "Submit \(desk.number)"),
            app: desk.app,
            model: model,
            back: before ?? Paths.version(desk.number, of: desk.app.id),
            status: HTTPResponse.Status(code: status ?? 200)
        )
        return try pages.render(page, request, context)
    }
}
