import Domain
import HTTPTypes
import Hummingbird
import Storage

/// 命中原因: why a user gets this version, and what users would get at another share.
struct ExplainRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        routes.inApp(.get, "/runtime/v1/apps/{app_id}/explain", .runtimeExplain) { request, context, app in
            let user = try request.hostUser()
            let explanation = try await explain(user, request.query["base_library"], app)
            return try .json(ExplanationJSON(explanation, app.id, context.language))
        }
        routes.inApp(.get, "/apps/{app_id}/explain", .runtimeExplain) { request, context, app in
            try await page(request, context, app, user: request.query["user"] ?? "")
        }
        routes.inApp(.post, "/apps/{app_id}/explain", .runtimeExplain) { request, context, app in
            try await simulate(request, context, app)
        }
    }

    private func state(of app: AuthorisedApp) throws -> RuntimeState {
        guard let entry = platform.runtime.loops.picture.table.entry(of: app.id) else { throw Refusal.notFound }
        return entry.state
    }

    private func explain(_ user: String, _ library: String?, _ app: AuthorisedApp) async throws -> Explanation {
        guard user.utf8.count <= RuntimeQuestion.mostUserBytes else { throw Refusal.userMissing }
        let now = platform.world.now()
        // One millisecond on: a period that began this moment counts.
        let periods = try await platform.engine.read {
            try ReleaseHistoryQueries($0).periods(of: app.id, from: now, to: now.adding(seconds: 1), limit: 4)
        }
        return Explanation(
            user: user,
            baseLibrary: library.flatMap { VersionNumber($0) },
            state: try state(of: app),
            periods: periods
        )
    }

    private func page(
        _ request: Request,
        _ context: AppContext,
        _ app: AuthorisedApp,
        user: String = "",
        form: FormFields? = nil,
        simulation: GraySimulation? = nil,
        problem: Refusal? = nil
    ) async throws -> Response {
        let typed = PlainText.line(user)
        let explanation = typed.isEmpty ? nil : try await explain(typed, nil, app)
        let model = ExplainPage(
            app,
            try state(of: app),
            explanation,
            form: form,
            simulation,
            problem,
            PageTime(platform),
            context.language
        )
        let page = Page(
            "runtime/explain",
            title: Words("命中原因", "Who gets what"),
            app: app,
            model: model,
            back: Paths.versions(app.id),
            status: HTTPResponse.Status(code: problem?.status ?? 200)
        )
        return try pages.render(page, request, context)
    }

    /// Nothing is kept: pasted ids leave with the answer.
    private func simulate(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        var limits = FormFields.Limits()
        (limits.valueBytes, limits.totalBytes) = (2 << 20, 4 << 20)
        let form = try await request.form(limits: limits)
        do {
            guard let gray = try state(of: app).gray else { throw Refusal.noGrayToSimulate }
            guard let share = GrayShare(percent: PlainText.line(form["percent"] ?? "")) else {
                throw Refusal.invalid([
                    FieldProblem(
                        field: "percent",
                        words: Words("比例是 0.01 到 100，最多两位小数。", "A share is 0.01 to 100 with at most two decimals.")
                    )
                ])
            }
            let simulation = try GraySimulation(form["users"] ?? "", share: share, gray: gray)
            return try await page(request, context, app, form: form, simulation: simulation)
        } catch let refusal as Refusal where [409, 422].contains(refusal.status) {
            return try await page(request, context, app, form: form, problem: refusal)
        }
    }
}

extension Refusal {
    static let noGrayToSimulate = conflict(
        "GRAY_VERSION_NOT_EXIST",
        Words(
            "现在没有灰度。每次灰度重新抽签，开始之后才能知道具体是哪些用户。",
            "No gray release runs. Each draws anew, so who is inside is known once it began."
        )
    )
}

/// The explanation as JSON.
struct ExplanationJSON: Encodable {
    let appID: String
    let user: String
    let version: String?
    let stage: String
    let rule: String
    let reason: String
    let position: Int?
    let sharePPM: Int?
    /// What positions are computed with, for whoever wants to compute them too.
    let salt: String?
    let revision: Int64
    let since: String?

    init(_ explanation: Explanation, _ app: ID<MiniProgram>, _ language: Language) {
        appID = app.rawValue
        user = explanation.user
        version = explanation.release?.number.description
        stage =
            switch explanation.answer {
            case .gray: "gray"
            case .release: "release"
            case .offline: "offline"
            case .nothing: "none"
            }
        rule = explanation.rule.rawValue
        reason = explanation.words[language]
        position = explanation.position
        sharePPM = explanation.state.gray?.share.ppm
        salt = explanation.state.gray?.salt.hex
        revision = explanation.state.revision
        since = explanation.since?.rfc3339
    }

    private enum CodingKeys: String, CodingKey {
        case user, version, stage, rule, reason, position, salt, revision, since
        case appID = "app_id"
        case sharePPM = "share_ppm"
    }
}
