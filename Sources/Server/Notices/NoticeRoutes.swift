import Domain
import HTTPTypes
import Hummingbird
import Storage

/// 产品通知 for operators: the list, the editor, one notice with its progress.
struct NoticeRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        routes.signedIn(.get, Paths.notices, .noticeWrite) { request, context, _ in try await list(request, context) }
        routes.signedIn(.get, Paths.newNotice, .noticeWrite) { request, context, _ in
            var draft = NoticeDraft()
            draft.audience = NoticeAudience.Kind.everybody.rawValue
            return try edit(nil, draft, revision: nil, nil, request, context)
        }
        routes.signedIn(.post, Paths.newNotice, .noticeWrite) { request, context, _ in
            try await save(nil, request, context)
        }
        routes.signedIn(.get, "/notices/{notice}", .noticeWrite) { request, context, _ in
            try await show(try Self.id(context), NoticeTimeForm(), nil, request, context)
        }
        routes.signedIn(.get, "/notices/{notice}/edit", .noticeWrite) { request, context, _ in
            let row = try await row(try Self.id(context))
            guard row.state.allows(.change) else { throw Refusal.noticeState(row.state) }
            return try edit(row.id, NoticeDraft(row.content), revision: row.revision, nil, request, context)
        }
        routes.signedIn(.post, "/notices/{notice}/edit", .noticeWrite) { request, context, _ in
            try await save(try Self.id(context), request, context)
        }
        addActs(to: routes)
    }

    private func addActs(to routes: Routes) {
        routes.signedIn(.post, "/notices/{notice}/publish", .noticeWrite) { request, context, _ in
            let (id, form) = (try Self.id(context), NoticeTimeForm(try await request.form()))
            do {
                let moment = try form.moment(platform.settings)
                try await PublishNotice(platform: platform)(id, at: moment, by: context.caller)
                let said = moment.map {
                    let time = PageTime(platform)
                    return Words("\(time.short($0, .zh)) 开始投递", "Delivery begins \(time.short($0, .en))")
                }
                return pages.done(said ?? Words("开始投递", "Delivery begins"), to: Paths.notice(id), context)
            } catch let refusal as Refusal where [409, 422].contains(refusal.status) && !request.wantsJSON {
                return try await show(id, form, refusal, request, context)
            }
        }
        routes.signedIn(.post, "/notices/{notice}/cancel", .noticeWrite) { _, context, _ in
            let id = try Self.id(context)
            try await PublishNotice(platform: platform).cancel(id, by: context.caller)
            return pages.done(
                Words("已取消定时，变回草稿", "The time is cancelled: it is a draft"),
                to: Paths.notice(id),
                context
            )
        }
        routes.signedIn(.post, "/notices/{notice}/remove", .noticeWrite) { _, context, _ in
            try await PublishNotice(platform: platform).remove(try Self.id(context), by: context.caller)
            return pages.done(Words("草稿已删除", "The draft is removed"), to: Paths.notices, context)
        }
        routes.signedIn(.get, "/notices/{notice}/withdraw", .noticeWrite) { request, context, _ in
            let row = try await row(try Self.id(context))
            guard row.state.allows(.withdraw) else { throw Refusal.noticeState(row.state) }
            let page = Page(
                "notices/withdraw",
                title: Words("撤回通知", "Withdraw"),
                model: NoticeWithdrawPage(row, context.language),
                tab: .none,
                back: Paths.notice(row.id)
            )
            return try pages.render(page, request, context)
        }
        routes.signedIn(.post, "/notices/{notice}/withdraw", .noticeWrite) { _, context, _ in
            let id = try Self.id(context)
            try await WithdrawNotice(platform: platform)(id, by: context.caller)
            let said = Words("已撤回，正在从收件箱移除", "Withdrawn: it is leaving the inboxes")
            return pages.done(said, to: Paths.notice(id), context)
        }
    }

    static func id(_ context: AppContext) throws -> ID<Notice> {
        ID(rawValue: try context.parameters.require("notice"))
    }

    private func row(_ id: ID<Notice>) async throws -> NoticeRow {
        guard let row = try await platform.engine.read({ try NoticeQueries($0).notice(id) }) else {
            throw Refusal.notFound
        }
        return row
    }

    private func list(_ request: Request, _ context: AppContext) async throws -> Response {
        let cursor = request.query["after"].flatMap(NoticeCursor.init(text:)) ?? .newest
        let rows = try await platform.engine.read {
            try NoticeQueries($0).page(after: cursor, limit: NoticeListPage.size + 1)
        }
        let words = NoticeWords(time: PageTime(platform), language: context.language)
        let page = Page(
            "notices/list",
            title: Words("产品通知", "Product notices"),
            model: NoticeListPage(rows, words),
            tab: .none,
            back: Paths.home
        )
        return try pages.render(page, request, context)
    }

    private func show(
        _ id: ID<Notice>,
        _ form: NoticeTimeForm,
        _ refusal: Refusal?,
        _ request: Request,
        _ context: AppContext
    ) async throws -> Response {
        let words = NoticeWords(time: PageTime(platform), language: context.language)
        let page = Page(
            "notices/notice",
            title: Words("产品通知", "Product notice"),
            model: NoticePage(try await row(id), form, refusal, words, platform.settings),
            tab: .none,
            back: Paths.notices,
            status: HTTPResponse.Status(code: refusal?.status ?? 200)
        )
        return try pages.render(page, request, context)
    }

    private func save(_ id: ID<Notice>?, _ request: Request, _ context: AppContext) async throws -> Response {
        let fields = try await request.form()
        let (draft, seen) = (NoticeDraft(fields), fields["revision"].flatMap { Int64($0) })
        do {
            let saved = try await SaveNotice(platform: platform)(draft, replacing: id, seen: seen, by: context.caller)
            return pages.done(Words("已保存，看看预览", "Saved. Look at the preview"), to: Paths.notice(saved), context)
        } catch let refusal as Refusal where [409, 422].contains(refusal.status) && !request.wantsJSON {
            // After a collision the next save is against what is there now.
            let current =
                refusal.status == 409
                ? try await platform.engine.read { db in try id.flatMap { try NoticeQueries(db).notice($0)?.revision } }
                : seen
            return try edit(id, draft, revision: current, refusal, request, context)
        }
    }

    private func edit(
        _ id: ID<Notice>?,
        _ draft: NoticeDraft,
        revision: Int64?,
        _ refusal: Refusal?,
        _ request: Request,
        _ context: AppContext
    ) throws -> Response {
        let form = NoticeForm(draft, of: id, revision: revision, refusal, context.language)
        let page = Page(
            "notices/editor",
            title: id == nil ? Words("写通知", "Write a notice") : Words("修改通知", "Change the notice"),
            model: form,
            tab: .none,
            back: form.back,
            status: HTTPResponse.Status(code: refusal?.status ?? 200)
        )
        return try pages.render(page, request, context)
    }
}
