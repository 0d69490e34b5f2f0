import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// What host apps report.
struct EventRoutes {
    let platform: Platform

    func add(to routes: Routes) {
        routes.open(.post, "/runtime/v1/apps/{app_id}/events", .runtimeReport) { try await take($0, $1) }
    }

    /// Whether this is a report of events: it has limits of its own and, when taken, no line in the log.
    static func isReport(_ request: Request) -> Bool {
        request.method == .post && request.uri.path.hasPrefix("/runtime/v1/apps/")
            && request.uri.path.hasSuffix("/events")
    }

    private func take(_ request: Request, _ context: AppContext) async throws -> Response {
        let take = TakeEvents(platform: platform)
        let (sender, makers) = try take.sender(
            ID(rawValue: try context.parameters.require("app_id")),
            receipt: request.headers[.receipt],
            batch: request.headers[.batch],
            address: context.address
        )
        if let encoding = request.headers[.contentEncoding], encoding != "identity" { throw Refusal.encodingNotTaken }
        let answer = try await take(try await body(of: request), from: sender, makers)
        return try .json(EventsJSON(answer, context.language), status: .accepted)
    }

    private func body(of request: Request) async throws -> [UInt8] {
        // What says that it is too large is refused before it is read.
        let said = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        guard said <= EventLimits.batchBytes else { throw Refusal.malformed(status: 413) }
        do {
            return Array(try await request.body.collect(upTo: EventLimits.batchBytes).readableBytesView)
        } catch is NIOTooManyBytesError {
            throw Refusal.malformed(status: 413)
        }
    }
}

extension HTTPField.Name {
    static var receipt: Self { Self("steward-receipt") ?? .server }
    static var batch: Self { Self("steward-batch") ?? .server }
}

/// What became of a batch.
struct EventsJSON: Encodable {
    struct Problem: Encodable {
        let line: Int
        let code: String
        let field: String?
        let detail: String
    }

    let accepted: Int
    let rejected: Int
    let problems: [Problem]
    /// Only said where it is so.
    let repeated: Bool?

    init(_ answer: TakeEvents.Answer, _ language: Language) {
        accepted = answer.accepted
        rejected = answer.problems.count
        problems = answer.problems.prefix(EventLimits.namedProblems).map { line, problem in
            Problem(line: line, code: problem.code, field: problem.field, detail: problem.words[language])
        }
        repeated = answer.isRepeated ? true : nil
    }
}
