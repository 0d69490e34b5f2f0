import Domain
import HTTPTypes
import Hummingbird
import Storage

/// What the steps of a submission do with what is sent to them.
extension SubmissionRoutes {
    func passCheck(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let (number, form) = (try VersionRoutes.number(context), try await request.form())
        let replacesGray = form.isOn("replaces_gray")
        try await SaveSubmissionDraft(platform: platform)(number, of: app) { $0.replacesGray = replacesGray }
        let desk = try await desk(app, context)
        if let refusal = desk.obstacle(replacingGray: replacesGray) ?? desk.incomplete {
            if request.wantsJSON { throw refusal }
            return try check(desk, refusal, request, context)
        }
        let next: SubmissionStep = desk.draft.isAgreed(by: desk.person) ? .fields : .agreement
        return .redirect(to: Paths.submit(number, of: app.id, next))
    }

    func agree(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let (number, form) = (try VersionRoutes.number(context), try await request.form())
        let person = try app.person()
        // The text that was read: another may hold by now.
        guard let accepted = form["agreement"], accepted == Agreement.current.version else {
            if request.wantsJSON { throw Refusal.agreementNotAccepted }
            return try agreement(try await desk(app, context), Refusal.agreementNotAccepted, request, context)
        }
        try await SaveSubmissionDraft(platform: platform)(number, of: app) { draft in
            (draft.agreement, draft.agreedBy) = (accepted, person)
        }
        return .redirect(to: Paths.submit(number, of: app.id, .fields))
    }

    func saveFields(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        try platform.limitUploads(of: app)
        let number = try VersionRoutes.number(context)
        let before = try await desk(app, context)
        let kinds = before.completeness.licences
        let form = try await ReceivedForm(request)
        let (added, refused) = try await AddPicture(platform: platform).all(of: form, in: app)
        let action = SubmissionAction(form.fields, licences: kinds)
        try await SaveSubmissionDraft(platform: platform)(number, of: app) { draft in
            draft.take(form.fields)
            for (field, id) in added {
                guard let list = SubmissionAction.list(field, kinds) else { continue }
                draft.change(list) { $0.append(id) }
            }
            action.apply(to: &draft)
        }
        let desk = try await desk(app, context)
        let problems = refused + (action == .next ? desk.problems : [])
        guard problems.isEmpty else {
            if request.wantsJSON { throw Refusal.invalid(problems) }
            return try fields(desk, problems, .unprocessableContent, request, context)
        }
        switch action {
        case .next: return .redirect(to: Paths.submit(number, of: app.id, .summary))
        case .leave:
            let said = Words("提审资料已保存，随时可以接着填", "Saved. Go on whenever you like")
            return pages.done(said, to: Paths.version(number, of: app.id), context)
        case .stay, .move, .remove:
            let anchor = added.first.map { $0.field == "screenshots" ? "#field-screenshots" : "#licences" }
            return .redirect(to: Paths.submit(number, of: app.id, .fields) + (anchor ?? action.anchor))
        }
    }

    /// What the script saves a second after typing.
    func saveTyped(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let (number, form) = (try VersionRoutes.number(context), try await request.form())
        let earlier = try await SaveSubmissionDraft(platform: platform)(number, of: app) { $0.take(form) }
        let time = PageTime(platform)
        let seen = form["seen"].flatMap { Int64($0) } ?? 0
        var note = Words("", "")
        if let earlier, earlier.person != app.caller.person, earlier.at.milliseconds > seen {
            let at = time.short(earlier.at, context.language)
            note = Words(
                "\(earlier.name)\(at)也改过，现在以你的为准",
                "\(earlier.name) changed it too (\(at)); yours holds now"
            )
        }
        let said = Words("已保存 \(time.clock(time.now))", "Saved \(time.clock(time.now))")
        return try .json([
            "said": said[context.language], "note": note[context.language], "seen": "\(time.now.milliseconds)",
        ])
    }

    private struct Added: Encodable {
        let id: String
        let source: String
    }

    /// One picture that the script sends, with its place in the form to come in the next save.
    func addPicture(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        try platform.limitUploads(of: app)
        let bytes = try await request.picture(field: "picture", upTo: .screenshot)
        let id = try await AddPicture(platform: platform)(bytes, in: app)
        let files = try await platform.engine.read { try SubmissionDraftQueries($0).files(of: [id], in: app.id) }
        return try .json(Added(id: id.rawValue, source: files[id].map(Paths.picture) ?? ""), status: .created)
    }

    func submit(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let (number, form) = (try VersionRoutes.number(context), try await request.form())
        let desk: SubmissionDesk
        do {
            desk = try await self.desk(app, context)
        } catch let refusal as Refusal where refusal.status == 409 && !request.wantsJSON {
            return try await moved.page(.submit, number, app, refusal, request, context)
        }
        // One's own last save may come in late; somebody else's changes what the summary showed.
        if let stored = desk.stored, stored.savedBy != desk.person, let seen = form["seen"],
            seen != "\(stored.savedAt.milliseconds)"
        {
            let refusal = Refusal.draftChanged(by: stored.saverName)
            if request.wantsJSON { throw refusal }
            return try summary(desk, refusal, request, context)
        }
        var draft = desk.draft
        if !draft.isAgreed(by: desk.person) { draft.agreement = nil }
        do {
            try await SubmitForReview(platform: platform, catalogue: catalogue)(number, of: app, draft)
        } catch let refusal as Refusal where !request.wantsJSON && (refusal.status == 409 || refusal.status == 422) {
            return try await refused(number, app, refusal, request, context)
        }
        return pages.done(
            Words("\(number) 已提交审核", "\(number) is submitted"),
            to: Paths.review(number, of: app.id),
            context
        )
    }

    /// Shows the step that the refusal is about, as it is now, with the words of the refusal.
    private func refused(
        _ number: VersionNumber,
        _ app: AuthorisedApp,
        _ refusal: Refusal,
        _ request: Request,
        _ context: AppContext
    ) async throws -> Response {
        let desk: SubmissionDesk
        do {
            desk = try await self.desk(app, context)
        } catch let refusal as Refusal where refusal.status == 409 {
            return try await moved.page(.submit, number, app, refusal, request, context)
        }
        let status = HTTPResponse.Status(code: refusal.status)
        if refusal.code == Refusal.agreementNotAccepted.code { return try agreement(desk, refusal, request, context) }
        if refusal.status == 422 || refusal.code == Refusal.expressUsedUp.code {
            return try fields(desk, refusal.fields, status, request, context)
        }
        return try check(desk, refusal, request, context)
    }
}

extension SubmissionDesk {
    /// The refusal of a base information that lacks something.
    fileprivate var incomplete: Refusal? {
        completeness.isComplete ? nil : .informationIncomplete(completeness)
    }
}

extension Refusal {
    /// What is about to be submitted is not what the summary showed.
    static func draftChanged(by name: String) -> Refusal {
        .conflict(
            "SUBMISSION_CHANGED",
            Words("\(name)刚刚改过这份资料，请再看一遍后提交。", "\(name) changed this just now. Look through it again, then submit.")
        )
    }
}
