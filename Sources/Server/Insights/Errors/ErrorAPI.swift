import Domain
import HTTPTypes
import Hummingbird

/// Errors under `/api/v1`.
struct ErrorAPI {
    private let reader: ErrorReader

    init(platform: Platform) { reader = ErrorReader(platform: platform) }

    func add(to routes: Routes) {
        routes.inApp(.get, "/api/v1/apps/{app_id}/errors", .errorView) { request, context, app in
            let query = request.query
            let place = ErrorPlace(show: query["show"], order: query["order"])
            if let show = query["show"], show != place.show {
                throw Self.invalid("show", ["gray"] + ErrorPlace.kinds.map(\.rawValue))
            }
            if let order = query["order"], ErrorQueries.Order(rawValue: order) == nil {
                throw Self.invalid("order", ErrorQueries.Order.allCases.map(\.rawValue))
            }
            let cursor = try query["after"].map { text in
                guard let cursor = ErrorQueries.Cursor(text: text) else {
                    throw Refusal.invalid([
                        FieldProblem(
                            field: "after",
                            words: Words("这不是上一页给出的 next。", "This is not the next of a page before.")
                        )
                    ])
                }
                return cursor
            }
            let list = try await reader.list(place, after: cursor, of: app)
            let items = list.rows.map { ErrorJSON($0, list.releases[$0.fingerprint.text] ?? []) }
            return try .json(ListJSON(items: items, next: list.next?.text))
        }
        routes.inApp(.get, "/api/v1/apps/{app_id}/errors/{fingerprint}", .errorView) { _, context, app in
            try .json(ErrorDetailJSON(await reader.detail(ErrorRoutes.fingerprint(context), of: app)))
        }
    }

    private static func invalid(_ field: String, _ words: [String]) -> Refusal {
        let list = words.joined(separator: ", ")
        return .invalid([FieldProblem(field: field, words: Words("只能是 \(list) 之一。", "One of \(list)."))])
    }
}

/// A group of failures.
struct ErrorJSON: Encodable {
    let fingerprint: String
    let kind: String
    let message: String?
    let subject: String?
    let code: String?
    let page: String?
    let count: Int
    let users: Int
    let firstVersion: String?
    let lastVersion: String?
    let firstAt: String
    let lastAt: String

    init(_ group: ErrorQueries.Group, _ releases: [ErrorQueries.Release]) {
        fingerprint = group.fingerprint.text
        kind = group.kind.rawValue
        (message, subject, code, page) = (group.message, group.subject, group.code, group.page)
        (count, users) = (group.failures, group.users)
        firstVersion = releases.map(\.release.number).min()?.description
        lastVersion = releases.map(\.release.number).max()?.description
        (firstAt, lastAt) = (group.first.rfc3339, group.last.rfc3339)
    }

    enum CodingKeys: String, CodingKey {
        case fingerprint, kind, message, subject, code, page, count, users
        case firstVersion = "first_version"
        case lastVersion = "last_version"
        case firstAt = "first_at"
        case lastAt = "last_at"
    }
}

struct ErrorDetailJSON: Encodable {
    struct Version: Encodable {
        let version: String
        let stage: String
        let count: Int
        let firstAt: String
        let lastAt: String

        enum CodingKeys: String, CodingKey {
            case version, stage, count
            case firstAt = "first_at"
            case lastAt = "last_at"
        }
    }

    struct Line: Encodable {
        let text: String
        /// Where it was written, where a source map knows.
        let source: String?
        let line: Int?
        let column: Int?
    }

    let error: ErrorJSON
    let versions: [Version]
    let stack: [Line]

    init(_ detail: ErrorReader.Detail) {
        error = ErrorJSON(detail.group, detail.releases)
        versions = detail.releases.sorted { $0.last > $1.last }.map { row in
            Version(
                version: row.release.number.description,
                stage: row.release.stage == .gray ? "gray" : row.release.stage == .release ? "release" : "experience",
                count: row.failures,
                firstAt: row.first.rfc3339,
                lastAt: row.last.rfc3339
            )
        }
        stack =
            detail.stack?.lines.map { line in
                Line(text: line.text, source: line.place?.source, line: line.place?.line, column: line.place?.column)
            } ?? []
    }
}
