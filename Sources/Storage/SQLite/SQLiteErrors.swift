import GRDB

extension DatabaseError {
    /// Whether the transaction lost against another one and may simply run again.
    var isRetryable: Bool {
        resultCode == .SQLITE_BUSY || resultCode == .SQLITE_LOCKED
    }
}

extension StorageError {
    /// What GRDB threw, in our words. Errors that are not SQLite's become a `.failure`; `StorageError`s stay.
    init(sqlite error: any Error, doing: String) {
        guard let error = error as? DatabaseError else {
            self = error as? StorageError ?? .failure(doing: doing, cause: error)
            return
        }
        let message = error.message ?? ""
        // What SQLite names after "… constraint failed: ".
        let subject = message.split(separator: ": ", maxSplits: 1).dropFirst().first.map { String($0) } ?? ""
        switch error.extendedResultCode {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID:
            let (table, detail) = Self.key(subject)
            self = .uniqueViolation(table: table, detail: detail)
        case .SQLITE_CONSTRAINT_FOREIGNKEY:
            self = .foreignKeyViolation(table: "", detail: "")
        // ON DELETE RESTRICT is a trigger inside SQLite.
        case .SQLITE_CONSTRAINT_TRIGGER where message.hasPrefix("FOREIGN KEY"):
            self = .foreignKeyViolation(table: "", detail: "")
        case .SQLITE_CONSTRAINT_NOTNULL:
            let (table, detail) = Self.key(subject)
            self = .checkViolation(table: table, detail: detail)
        case .SQLITE_CONSTRAINT_CHECK:
            self = .checkViolation(table: "", detail: subject)
        default:
            switch error.resultCode {
            case .SQLITE_FULL:
                self = .diskFull
            case .SQLITE_BUSY, .SQLITE_LOCKED:
                self = .unavailable("the SQLite database is busy")
            case .SQLITE_CANTOPEN:
                self = .unavailable("the SQLite database cannot be opened; is its folder there and writable?")
            case .SQLITE_NOTADB:
                self = .address("the file is not an SQLite database")
            default:
                self = .failure(doing: doing, cause: error)
            }
        }
    }

    /// `version.app_id, version.number` as the table and its columns; `index 'name'` as the index.
    private static func key(_ subject: String) -> (table: String, detail: String) {
        if subject.hasPrefix("index '") { return ("", String(subject.dropFirst(7).dropLast())) }
        let columns = subject.split(separator: ", ").map { $0.split(separator: ".", maxSplits: 1) }
        let table = columns.first?.first.map { String($0) } ?? ""
        return (table, columns.compactMap { $0.last }.joined(separator: ", "))
    }
}
