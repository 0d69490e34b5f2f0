import Domain
import HTTPTypes
import Hummingbird
import Storage

/// The JSON side of comparing two versions.
struct CompareAPI {
    let platform: Platform

    func add(to routes: Routes) {
        routes.inApp(.get, "/api/v1/apps/{app_id}/compare", .versionView) { request, context, app in
            let from = try await side(try number("from", request), app)
            let to = try await side(try number("to", request), app)
            return try .json(CompareJSON(try await ComparePackages(platform: platform)(from, to), context.language))
        }
    }

    private func number(_ field: String, _ request: Request) throws(Refusal) -> VersionNumber {
        guard let number = request.query[field].flatMap({ VersionNumber($0) }) else {
            let words = Words("请写版本号：?from=1.0.0&to=1.1.0。", "Name two versions: ?from=1.0.0&to=1.1.0.")
            throw .invalid([FieldProblem(field: field, words: words)])
        }
        return number
    }

    private func side(_ number: VersionNumber, _ app: AuthorisedApp) async throws -> ComparePackages.Side {
        let found = try await platform.engine.read { db -> (VersionRow, String)? in
            let versions = VersionQueries(db)
            guard let row = try versions.version(number, of: app.id), let report = try versions.report(of: row.id)
            else { return nil }
            return (row, report)
        }
        guard let (row, report) = found else { throw Refusal.notFound }
        return ComparePackages.Side(row, try InspectionReport(stored: report))
    }
}
