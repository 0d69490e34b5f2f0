import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Storage

/// The journal as a file for spreadsheets, written as it is read: however long it is, a few hundred entries are held at once.
struct JournalFile {
    let platform: Platform

    private static let batch = 500

    func response(_ filter: JournalFilter, _ language: Language) -> Response {
        var response = Response(
            status: .ok,
            body: ResponseBody { writer in
                try await write(filter, language) { try await writer.write(ByteBuffer(string: $0)) }
                try await writer.finish(nil)
            }
        )
        response.headers[.contentType] = "text/csv; charset=utf-8"
        response.headers[.cacheControl] = "no-store"
        let name = Words("操作日志.csv", "journal.csv")[language].addingPercentEncoding()
        response.headers[.contentDisposition] = "attachment; filename=\"journal.csv\"; filename*=UTF-8''\(name)"
        return response
    }

    func write(_ filter: JournalFilter, _ language: Language, _ write: (String) async throws -> Void) async throws {
        try await write(CSV.text([Self.head.map { $0[language] }]))
        var cursor: JournalCursor?
        repeat {
            let place = cursor
            let (rows, next, names) = try await platform.engine.read { db in
                let (rows, next) = try JournalListQueries(db).page(filter, before: place, limit: Self.batch)
                return (rows, next, try JournalNames(db, of: rows))
            }
            try await write(CSV.lines(rows.map { Self.line($0, names, language) }))
            cursor = next
        } while cursor != nil
    }

    private static let head = [
        Words("序号", "sequence"), Words("时间", "time"), Words("操作人", "by"), Words("操作人账号", "login"),
        Words("内容", "what happened"), Words("小程序", "mini program"), Words("小程序 ID", "app id"),
        Words("类型", "kind"), Words("事件", "word"), Words("原始记录", "record"), Words("哈希", "hash"),
    ]

    private static func line(_ row: JournalRow, _ names: JournalNames, _ language: Language) -> [String] {
        let (entry, sentence) = (row.entry, JournalSentence(row, names, language))
        let key = JournalEvent.CodingKeys(rawValue: entry.word)
        return [
            String(entry.sequence), entry.at.rfc3339,
            entry.actor.map { names.name($0, language) } ?? Words("系统", "The system")[language],
            entry.actor.flatMap { names[$0]?.login } ?? "",
            sentence.line(language), row.app?.words(language) ?? "", entry.app?.rawValue ?? "",
            key?.journalName[language] ?? "", entry.word, entry.payload, entry.hash,
        ]
    }
}
