import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Storage

/// The problems of a mini program as a file for spreadsheets.
struct FeedbackFile {
    let platform: Platform

    private static let batch = 500

    func response(_ app: AuthorisedApp, _ language: Language) async throws -> Response {
        let head = [
            Words("编号", "id"), Words("类型", "kind"), Words("状态", "status"), Words("页面", "page"),
            Words("内容", "text"), Words("反馈数", "reports"), Words("用户数", "users"), Words("版本", "versions"),
            Words("最早", "first"), Words("最近", "last"), Words("处理时限", "due"), Words("解决版本", "resolved in"),
        ]
        var text = CSV.text([head.map { $0[language] }])
        var cursor: FeedbackCursor?
        var filter = FeedbackIssueQueries.Filter()
        filter.show = .all
        // In batches, so that no question is large.
        while true {
            let (after, wanted) = (cursor, filter)
            let (rows, versions) = try await platform.engine.read { db in
                let rows = try FeedbackIssueQueries(db).page(in: app.id, wanted, after: after, limit: Self.batch)
                return (rows, try FeedbackIssueQueries(db).versions(of: rows.map(\.id)))
            }
            text += CSV.lines(
                rows.map { row in
                    [
                        row.id.rawValue, row.kind.words[language], row.status.words[language], row.page ?? "",
                        row.text, "\(row.reports)", "\(row.users)",
                        (versions[row.id] ?? []).map(\.number.description).joined(separator: " "),
                        row.firstAt.rfc3339, row.lastAt.rfc3339, row.clock?.due.rfc3339 ?? "",
                        row.resolvedIn?.description ?? "",
                    ]
                }
            )
            guard rows.count == Self.batch, let last = rows.last else { break }
            cursor = FeedbackIssueQueries.cursor(after: last, .all)
        }
        var response = Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
        response.headers[.contentType] = "text/csv; charset=utf-8"
        response.headers[.cacheControl] = "no-store"
        let name = Words("\(app.name) 用户反馈.csv", "\(app.name) feedback.csv")[language].addingPercentEncoding()
        response.headers[.contentDisposition] = "attachment; filename=\"feedback.csv\"; filename*=UTF-8''\(name)"
        return response
    }
}
