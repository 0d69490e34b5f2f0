import CPostgres
import Glibc
import Logging

/// One connection of libpq: opened by `init`, closed with the object. Every call blocks; it belongs to one thread at a time.
final class PostgresHandle {
    private let connection: OpaquePointer
    private let logger: Logger

    /// Connects. Throws `.unavailable` with libpq's reason, which names host and user but never a password.
    init(url: String, limits: PostgresLimits, logger: Logger) throws {
        // Of words that occur twice the later one counts: those before the URL are defaults, those after it are ours.
        let parameters: [(String, String)] = [
            ("fallback_application_name", "steward"), ("connect_timeout", "10"),
            // A server that vanished shows after half a minute, not after the two hours of TCP.
            ("keepalives_idle", "15"), ("keepalives_interval", "5"), ("keepalives_count", "3"),
            ("tcp_user_timeout", "30000"),
            ("dbname", url), ("client_encoding", "UTF8"),
        ]
        guard let connection = Self.connect(parameters) else {
            throw StorageError.unavailable("PostgreSQL cannot be reached: out of memory")
        }
        self.connection = connection
        self.logger = logger
        guard PQstatus(connection) == CONNECTION_OK else {
            throw StorageError.unavailable("PostgreSQL cannot be reached: \(lastMessage)")
        }
        PQsetNoticeReceiver(
            connection,
            { PostgresHandle.received(notice: $1, by: $0) },
            Unmanaged.passUnretained(self).toOpaque()
        )
        try execute(limits.statement)
    }

    deinit { PQfinish(connection) }

    /// Whether the connection is lost; then nothing but letting go of it helps.
    var isBroken: Bool { PQstatus(connection) != CONNECTION_OK }

    /// Whether a transaction is open, failed or not.
    var isInTransaction: Bool { PQtransactionStatus(connection) != PQTRANS_IDLE }

    /// What libpq says about the connection, on one line.
    private var lastMessage: String {
        String(cString: PQerrorMessage(connection)).split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    /// Statements without values, several if need be; gives the tag of the last (`COMMIT`, `ROLLBACK`).
    @discardableResult
    func execute(_ text: String) throws -> String {
        let result = PQexec(connection, text)
        defer { PQclear(result) }
        try check(result, doing: text)
        return String(cString: PQcmdStatus(result))
    }

    /// One statement with its values. The result is the reader's for the time of `read`.
    func run<Result>(_ query: Query, _ read: (PostgresResult) throws -> Result) throws -> Result {
        try query.check()
        let text = query.text
        let parameters = PostgresParameters(query.values)
        let result = parameters.withPointers { types, values, lengths, formats in
            PQexecParams(connection, text, Int32(parameters.count), types, values, lengths, formats, 1)
        }
        defer { PQclear(result) }
        try check(result, doing: text)
        return try read(PostgresResult(result: result))
    }

    private func check(_ result: OpaquePointer?, doing text: String) throws {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
            return
        default:
            if isBroken { throw PostgresError.connectionLost(lastMessage) }
            throw PostgresError.refused(PostgresError.Report(result), statement: text)
        }
    }

    /// Notices ("relation exists, skipping") would go to standard error.
    private static func received(notice: OpaquePointer?, by handle: UnsafeMutableRawPointer?) {
        guard let handle, let notice else { return }
        // The handle owns the connection whose notice this is, so it is alive.
        let logger = Unmanaged<PostgresHandle>.fromOpaque(handle).takeUnretainedValue().logger
        logger.debug("PostgreSQL notice", metadata: ["notice": "\(PostgresError.Report(notice).message)"])
    }

    private static func connect(_ parameters: [(String, String)]) -> OpaquePointer? {
        // libpq takes two arrays of C strings that end in NULL; these live until the end of the call.
        let words = parameters.map { strdup($0.0) }
        let values = parameters.map { strdup($0.1) }
        defer {
            for text in words + values { free(text) }
        }
        return PQconnectdbParams(
            words.map { UnsafePointer($0) } + [nil],
            values.map { UnsafePointer($0) } + [nil],
            1
        )
    }
}
