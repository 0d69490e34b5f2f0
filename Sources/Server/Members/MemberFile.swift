import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Storage

/// The list of members as a file for spreadsheets.
struct MemberFile {
    let platform: Platform

    private static let batch = 500

    func response(_ app: AuthorisedApp, _ language: Language) async throws -> Response {
        let rows = try await rows(of: app.id)
        let head = [
            Words("角色", "role"), Words("备注名", "nickname"), Words("称呼", "name"), Words("账号", "login"),
            Words("状态", "state"), Words("邀请人", "invited by"), Words("时间", "since"),
        ]
        let lines = rows.map { row in
            [
                row.role.words[language], row.nickname, row.name, row.login, row.state.words[language],
                row.inviterName ?? "", row.since.rfc3339,
            ]
        }
        let text = CSV.text([head.map { $0[language] }] + lines)
        var response = Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
        response.headers[.contentType] = "text/csv; charset=utf-8"
        response.headers[.cacheControl] = "no-store"
        let name = Words("\(app.name) 成员.csv", "\(app.name) members.csv")[language].addingPercentEncoding()
        response.headers[.contentDisposition] = "attachment; filename=\"members.csv\"; filename*=UTF-8''\(name)"
        return response
    }

    /// In batches, so that no question is large.
    private func rows(of app: ID<MiniProgram>) async throws -> [MemberRow] {
        var rows: [MemberRow] = []
        while true {
            let last = rows.last?.cursor
            let more = try await platform.engine.read {
                try MemberListQueries($0).page(in: app, after: last, limit: Self.batch)
            }
            rows += more
            if more.count < Self.batch { return rows }
        }
    }
}
