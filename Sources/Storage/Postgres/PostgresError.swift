import CPostgres

/// What libpq reported.
enum PostgresError: Error {
    /// The connection is gone; what was running did not happen, or (a COMMIT) may have.
    case connectionLost(String)
    /// The server refused a statement.
    case refused(Report, statement: String)

    /// The fields of an error or a notice.
    struct Report: Sendable {
        /// SQLSTATE: five characters.
        let state: String
        let message: String
        let detail: String
        let table: String
        let column: String
        let constraint: String

        init(_ result: OpaquePointer?) {
            // The numbers are the field codes of libpq's postgres_ext.h, whose macros are characters.
            func field(_ code: Character) -> String {
                let code = Int32(code.asciiValue ?? 0)
                return PQresultErrorField(result, code).map { String(cString: $0) } ?? ""
            }
            state = field("C")
            message = field("M")
            detail = field("D")
            table = field("t")
            column = field("c")
            constraint = field("n")
        }

        /// `number` of `Key (number)=(5) already exists.`, in whatever language; the constraint's name where the key is
        /// an expression. The values stay behind.
        var key: String {
            guard let start = detail.firstIndex(of: "("), let end = detail.firstRange(of: ")=(")?.lowerBound else {
                return constraint
            }
            let columns = detail[detail.index(after: start)..<end]
            return columns.contains("(") ? constraint : String(columns)
        }
    }

    /// Whether the transaction lost against another one and may simply run again.
    var isRetryable: Bool {
        guard case .refused(let report, _) = self else { return false }
        return report.state == "40001" || report.state == "40P01"
    }
}

extension PostgresError: CustomDebugStringConvertible {
    /// For the log. A message of PostgreSQL may quote a value; the detail with whole keys and rows is left out.
    var debugDescription: String {
        switch self {
        case .connectionLost(let reason): "connection lost: \(reason)"
        case .refused(let report, let statement): "\(report.state) \(report.message), while running \(statement)"
        }
    }
}

extension StorageError {
    /// What PostgreSQL reported, in our words.
    init(postgres error: PostgresError, doing: String) {
        guard case .refused(let report, _) = error else {
            self = .unavailable("the connection to PostgreSQL was lost")
            return
        }
        switch report.state {
        case "23505": self = .uniqueViolation(table: report.table, detail: report.key)
        case "23503", "23001": self = .foreignKeyViolation(table: report.table, detail: report.constraint)
        case "23502": self = .checkViolation(table: report.table, detail: report.column)
        case "23514": self = .checkViolation(table: report.table, detail: report.constraint)
        case "40001", "40P01": self = .unavailable("PostgreSQL could not order this transaction among the others")
        case "55P03": self = .unavailable("PostgreSQL waited too long for a lock")
        case "57014": self = .unavailable("a statement took too long")
        case "53100": self = .diskFull
        // Too many connections, out of memory; shutting down, starting up; connection trouble.
        case _ where ["53", "57", "08"].contains(report.state.prefix(2)):
            self = .unavailable("PostgreSQL cannot do it now (\(report.state))")
        default: self = .failure(doing: doing, cause: error)
        }
    }
}
