import Domain
import Foundation
import Hummingbird

/// The parameters that each address of the API takes in its query, as `openapi.json` names them. What it does not name is refused:
/// whoever misspelt a filter would take the whole list for what they asked for.
struct QueryParameters: Sendable {
    private let byPath: [String: [String]]

    /// - Parameter document: the description of the API.
    init(_ document: [UInt8]) throws {
        let described = try JSONDecoder().decode(Document.self, from: Data(document))
        byPath = described.paths.compactMapValues { operations in
            operations["get"].map { ($0.parameters ?? []).filter { $0.in == "query" }.compactMap(\.name) }
        }
    }

    /// Those of a GET of this address; nil where it is none of the API's.
    func names(of path: String) -> [String]? { path.hasPrefix("/api/v1/") ? byPath[path] : nil }

    /// - Throws: `UNKNOWN_PARAMETER`, with those that there are.
    static func check(_ request: Request, against known: [String]?) throws(Refusal) {
        guard let known, let unknown = request.query.names.first(where: { !known.contains($0) }) else { return }
        throw .unknownParameter(PlainText.line(String(unknown.prefix(60))), known)
    }

    private struct Document: Decodable {
        struct Operation: Decodable {
            struct Parameter: Decodable {
                /// Nil for those of the path, which are defined once for all.
                let name: String?
                let `in`: String?
            }

            let parameters: [Parameter]?
        }

        let paths: [String: [String: Operation]]
    }
}

extension Refusal {
    fileprivate static func unknownParameter(_ name: String, _ known: [String]) -> Refusal {
        let all = known.joined(separator: ", ")
        let there =
            known.isEmpty
            ? Words("这个地址没有参数。", "This address takes none.") : Words("可用的参数：\(all)。", "There are: \(all).")
        return Refusal(
            code: "UNKNOWN_PARAMETER",
            status: 400,
            words: Words("没有这个参数：\(name)。\(there.zh)", "There is no parameter \(name). \(there.en)"),
            fields: [FieldProblem(field: name, words: there)]
        )
    }
}
