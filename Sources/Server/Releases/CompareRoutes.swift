package import Domain
import HTTPTypes
import Hummingbird
import Storage

/// The comparison of any two versions of a mini program.
struct CompareRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        routes.inApp(.get, "/apps/{app_id}/compare", .versionView) { request, context, app in
            try await compare(request, context, app)
        }
    }

    /// Versions that a list offers; larger ones are typed.
    static let mostOffered = 100

    private func compare(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let query = request.query
        let typed = (from: PlainText.line(query["from"] ?? ""), to: PlainText.line(query["to"] ?? ""))
        let found = try await platform.engine.read { db in
            let versions = VersionQueries(db)
            let offered = try versions.versions(of: app.id, before: nil, limit: Self.mostOffered + 1)
            let released = try versions.versions(of: app.id, [.released], limit: 1).first
            func side(_ typed: String, _ standard: VersionRow?) throws -> Side {
                guard !typed.isEmpty else { return try Side(standard, versions) }
                let row = try VersionNumber(typed).flatMap { try versions.version($0, of: app.id) }
                return try Side(row, versions)
            }
            let to = try side(typed.to, offered.first)
            // Against the released version; that one itself against the next smaller.
            let smaller = try to.row.map { try versions.versions(of: app.id, before: $0.number, limit: 1) } ?? []
            let standard = released.map(\.id) == to.row?.id ? smaller.first : released ?? smaller.first
            return Found(offered: offered, from: try side(typed.from, standard), to: to)
        }
        let writer = VersionWriter(app, platform, context)
        var comparison: ComparePackages.Comparison?
        if let from = try found.from.comparable(), let to = try found.to.comparable() {
            comparison = try await ComparePackages(platform: platform)(from, to)
        }
        let model = ComparePage(
            writer,
            offered: found.offered.map(\.number),
            from: typed.from.isEmpty ? found.from.row?.number.description ?? "" : typed.from,
            to: typed.to.isEmpty ? found.to.row?.number.description ?? "" : typed.to,
            isFromKnown: typed.from.isEmpty || found.from.row != nil,
            isToKnown: typed.to.isEmpty || found.to.row != nil,
            comparison,
            isWhole: query["all"] != nil
        )
        let page = Page(
            "releases/compare",
            title: Words("版本对比", "Compare versions"),
            app: app,
            model: model,
            back: found.to.row.map { Paths.version($0.number, of: app.id) } ?? Paths.versions(app.id),
            status: model.hasProblem ? .notFound : .ok
        )
        return try pages.render(page, request, context)
    }

    private struct Found: Sendable {
        let offered: [VersionRow]
        let from: Side
        let to: Side
    }

    private struct Side: Sendable {
        let row: VersionRow?
        let report: String?

        init(_ row: VersionRow?, _ versions: VersionQueries) throws {
            self.row = row
            // Asked in any case, so that a page asks the same number of questions.
            report = try versions.report(of: row?.id ?? ID(rawValue: ""))
        }

        func comparable() throws -> ComparePackages.Side? {
            guard let row, let report else { return nil }
            return ComparePackages.Side(row, try InspectionReport(stored: report))
        }
    }
}

extension ComparePackages.Side {
    init(_ row: VersionRow, _ report: InspectionReport) {
        self.init(number: row.number, package: row.packageHash, report: report)
    }
}

extension Paths {
    /// Two versions side by side; without numbers the page chooses.
    package static func compare(
        _ id: ID<MiniProgram>,
        from: VersionNumber? = nil,
        to: VersionNumber? = nil,
        isWhole: Bool = false
    ) -> String {
        let fields = [from.map { "from=\($0)" }, to.map { "to=\($0)" }, isWhole ? "all=1" : nil].compactMap(\.self)
        return "/apps/\(id)/compare" + (fields.isEmpty ? "" : "?" + fields.joined(separator: "&"))
    }
}
