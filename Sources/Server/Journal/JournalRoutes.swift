import Domain
import HTTPTypes
import Hummingbird
import Storage

/// 操作日志: the list with its filters, one entry, the check of the chain, the file for spreadsheets.
struct JournalRoutes {
    let platform: Platform
    let pages: Pages

    /// Entries that one step of a check reads: what a slow machine does in a second or two.
    static let checkedAtOnce = 20_000

    func add(to routes: Routes) {
        routes.signedIn(.get, Paths.journal, .journalRead) { request, context, _ in
            try await list(request, context)
        }
        routes.signedIn(.get, Paths.journalFile, .journalRead) { [platform] request, context, _ in
            let (place, settings) = (JournalPlace(request.query), platform.settings)
            let search = try await platform.engine.read { try JournalSearch(place, $0, settings) }
            if let refusal = search.refusal { throw refusal }
            return JournalFile(platform: platform).response(search.filter, context.language)
        }
        routes.signedIn(.get, Paths.journalCheck, .journalRead) { request, context, _ in
            try await check(request, context)
        }
        routes.signedIn(.get, "\(Paths.journal)/{sequence}", .journalRead) { request, context, _ in
            try await show(request, context)
        }
    }

    private func list(_ request: Request, _ context: AppContext) async throws -> Response {
        let (place, settings) = (JournalPlace(request.query), platform.settings)
        let cursor = request.query["before"].flatMap(JournalCursor.init(text:))
        let facts = try await platform.engine.read { try JournalPage.Facts($0, place, before: cursor, settings) }
        let page = Page(
            "journal/list",
            title: Words("操作日志", "Journal"),
            model: JournalPage(facts, try ConsoleWriter(platform, context)),
            tab: .none,
            back: Paths.home,
            status: facts.refusal.map { HTTPResponse.Status(code: $0.status) } ?? .ok
        )
        return try pages.render(page, request, context)
    }

    static func sequence(_ context: AppContext) throws -> Int64 {
        guard let sequence = Int64(try context.parameters.require("sequence")), sequence > 0 else {
            throw Refusal.notFound
        }
        return sequence
    }

    private func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let (sequence, place) = (try Self.sequence(context), JournalPlace(request.query))
        let (writer, settings) = (try ConsoleWriter(platform, context), platform.settings)
        let (facts, journal) = try await platform.engine.read { db in
            (try JournalEntryPage.Facts(db, sequence), try JournalPage.Facts(db, place, settings))
        }
        let list = JournalPage(journal, current: sequence, writer)
        let offset = settings.zoneOffset(facts.row.entry.at)
        let page = Page(
            "journal/entry",
            title: Words("第 \(sequence) 条", "Entry \(sequence)"),
            model: JournalEntryPage(facts, list, place, offset, writer),
            tab: .none,
            back: Paths.journal(place)
        )
        return try pages.render(page, request, context)
    }

    private func check(_ request: Request, _ context: AppContext) async throws -> Response {
        let check = JournalCheck(engine: platform.engine)
        let after = request.query["after"].flatMap { Int64($0) }
        let head = try await platform.engine.read { try JournalQueries($0).head().sequence }
        let progress: JournalCheck.Progress? =
            if let after { try await check.slice(after: after, most: Self.checkedAtOnce) } else { nil }
        let page = Page(
            "journal/check",
            title: Words("核对日志", "Check the journal"),
            model: JournalCheckPage(progress, head: head),
            tab: .none,
            back: Paths.journal
        )
        return try pages.render(page, request, context)
    }
}
