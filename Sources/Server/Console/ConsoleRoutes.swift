import Domain
import HTTPTypes
import Hummingbird
import Storage

/// 审核台: the queue, and one submission with everything about it.
struct ConsoleRoutes {
    let platform: Platform
    let pages: Pages
    let catalogue: Catalogue

    func add(to routes: Routes) {
        routes.signedIn(.get, Paths.reviewQueue, .reviewList) { request, context, person in
            try await queue(request, context, person)
        }
        routes.inApp(.get, "/console/review/{app_id}/{version}", .versionReview) { request, context, app in
            try await show(app, CaseDraft(filter: Self.filter(request.query)), request, context)
        }
        routes.inApp(.post, "/console/review/{app_id}/{version}/claim", .versionReview) { request, context, app in
            let said = Words("已认领，2 小时内由你审核", "Yours for two hours")
            return try await claim(said, request, context, app) {
                try await ClaimReview(platform: platform)($0, of: app)
            }
        }
        routes.inApp(.post, "/console/review/{app_id}/{version}/give-back", .versionReview) { request, context, app in
            let said = Words("已放回队列", "Back in the queue")
            return try await claim(said, request, context, app) {
                try await ClaimReview(platform: platform).giveBack($0, of: app)
            }
        }
        routes.inApp(.post, "/console/review/{app_id}/{version}/decide", .versionReview) { request, context, app in
            try await decide(request, context, app)
        }
        routes.inApp(.post, "/console/review/{app_id}/{version}/pictures", .versionReview) { request, context, app in
            try await addPicture(request, context, app)
        }
    }

    private static func filter(_ fields: FormFields) -> ReviewQueueFilter {
        fields["show"].flatMap(ReviewQueueFilter.init(rawValue:)) ?? .all
    }

    private func queue(
        _ request: Request,
        _ context: AppContext,
        _ person: SignedInPerson
    ) async throws -> Response {
        let filter = Self.filter(request.query)
        let cursor = request.query["after"].flatMap(ReviewQueueQueries.Cursor.init(text:)) ?? .first
        let (id, now) = (person.id, platform.world.now())
        let today = platform.settings.dayBegin(now)
        let facts = try await platform.engine.read { db in
            try QueuePage.Facts(db, filter, for: id, at: now, today: today, after: cursor)
        }
        let page = Page(
            "console/queue",
            title: Words("审核台", "Review console"),
            model: QueuePage(facts, try ConsoleWriter(platform, context)),
            tab: .none,
            back: Paths.home
        )
        return try pages.render(page, request, context)
    }

    /// The page of a submission, with what was typed when it is shown again.
    private func show(
        _ app: AuthorisedApp,
        _ draft: CaseDraft,
        _ request: Request,
        _ context: AppContext,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let number = try VersionRoutes.number(context)
        let facts = try await CaseFacts.load(number, of: app, draft.filter, draft: draft.form, platform, catalogue)
        let (writer, console) = (VersionWriter(app, platform, context), try ConsoleWriter(platform, context))
        let model = try CasePage(facts, writer, console, draft)
        let title = Words("\(app.name) \(number)", "\(app.name) \(number)")
        var page = Page("console/case", title: title, model: model, tab: .none, status: status)
        page.back = Paths.reviewQueue(draft.filter)
        return try pages.render(page, request, context)
    }

    /// Takes or gives back; when another reviewer was first, the page says so.
    private func claim(
        _ said: Words,
        _ request: Request,
        _ context: AppContext,
        _ app: AuthorisedApp,
        _ change: (VersionNumber) async throws -> Void
    ) async throws -> Response {
        let number = try VersionRoutes.number(context)
        let filter = Self.filter(try await request.form())
        do {
            try await change(number)
        } catch let refusal as Refusal where refusal.status == 409 && !request.wantsJSON {
            let draft = CaseDraft(filter: filter, problem: refusal.words)
            return try await show(app, draft, request, context, status: .conflict)
        }
        return pages.done(said, to: Paths.reviewCase(number, of: app.id, filter), context)
    }

    private func decide(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let number = try VersionRoutes.number(context)
        var form = try await DecisionForm.read(request)
        do {
            try await keepFiles(of: &form, in: app)
            if let edit = form.edit {
                let templates = try await platform.engine.read { try ReplyTemplateQueries($0).all() }
                form.apply(edit, templates: templates)
                return try await show(app, CaseDraft(filter: form.filter, form: form), request, context)
            }
            guard let decision = form.decision else { throw Self.noDecision }
            try await ReviewVersion(platform: platform)(number, of: app, decision, try form.checkedReasons())
            return try await goOn(after: decision, number, app, form.filter, context)
        } catch let refusal as Refusal where Self.isShownAgain(refusal) && !request.wantsJSON {
            let draft = CaseDraft(
                filter: form.filter,
                form: form,
                refusal: refusal,
                problem: refusal.status == 409 || form.decision == nil ? refusal.words : nil
            )
            return try await show(app, draft, request, context, status: HTTPResponse.Status(code: refusal.status))
        }
    }

    private static func isShownAgain(_ refusal: Refusal) -> Bool {
        [409, 413, 422].contains(refusal.status) || refusal.code == "PICTURE_BUSY"
    }

    private static let noDecision = Refusal.invalid([
        FieldProblem(
            field: "decision",
            words: Words("请选择通过、仅准入或驳回。", "Choose: approve, approve base only, or reject.")
        )
    ])

    /// Keeps the files that came with a form, so that it can be shown again with them.
    private func keepFiles(of form: inout DecisionForm, in app: AuthorisedApp) async throws {
        var refused: Refusal?
        for index in form.reasons.indices {
            let files = form.reasons[index].files
            form.reasons[index].files = []
            for file in files {
                let field = "reasons.\(index).pictures"
                guard form.reasons[index].kept.count < RejectionReason.mostPictures else {
                    let most = RejectionReason.mostPictures
                    let words = Words("图片最多 \(most) 张，多的没有保存。", "At most \(most) pictures. The others were not kept.")
                    refused = refused ?? .invalid([FieldProblem(field: field, words: words)])
                    break
                }
                do {
                    form.reasons[index].kept.append(try await AddPicture(platform: platform)(file, in: app))
                } catch let refusal as Refusal {
                    refused = refused ?? refusal.at(field: field)
                }
            }
        }
        if let refused { throw refused }
    }

    /// Leads to the next one that the reviewer can take, and says what was done.
    private func goOn(
        after decision: ReviewDecision,
        _ number: VersionNumber,
        _ app: AuthorisedApp,
        _ filter: ReviewQueueFilter,
        _ context: AppContext
    ) async throws -> Response {
        let (person, now) = (try app.person(), platform.world.now())
        let (entries, row) = try await platform.engine.read { db in
            (
                try ReviewQueueQueries(db).page(filter, for: person, at: now, limit: QueuePage.size),
                try VersionQueries(db).version(number, of: app.id)
            )
        }
        let next = entries.first { entry in
            let holder = entry.holder(at: now)
            return entry.ownRole == nil && (holder == nil || holder == person)
        }
        let name = "\(app.name) \(number)"
        let gray = row?.status == .gray ? Words("，灰度已自动开始", "; its gray release has begun") : Words("", "")
        let done: Words =
            switch decision {
            case .approve: Words("已通过 \(name)\(gray.zh)", "Approved \(name)\(gray.en)")
            case .approveBase: Words("已准入 \(name)，不可营销\(gray.zh)", "Approved \(name), not promoted\(gray.en)")
            case .reject: Words("已驳回 \(name)", "Rejected \(name)")
            }
        let further = next == nil ? Words("", "") : Words("。这是下一个", ". This is the next")
        let path = next.map { Paths.reviewCase($0.number, of: $0.app, filter) } ?? Paths.reviewQueue(filter)
        return pages.done(Words(done.zh + further.zh, done.en + further.en), to: path, context)
    }

    /// Keeps a picture for a reason while the form is still being filled in.
    private func addPicture(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        struct Kept: Encodable {
            let id: String
            let url: String
        }
        let bytes = try await request.picture(field: "picture", upTo: .screenshot)
        let id = try await AddPicture(platform: platform)(bytes, in: app)
        let hash = try await platform.engine.read { try ReviewCaseQueries($0).pictures([id], of: app.id)[id] }
        return try .json(Kept(id: id.rawValue, url: hash.map(Paths.picture) ?? ""), status: .created)
    }
}
