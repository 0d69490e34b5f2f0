import CPostgres

/// A result in binary form, turned into rows. Valid while the handle that made it holds it.
struct PostgresResult {
    let result: OpaquePointer?

    /// Rows inserted, updated or deleted; of a `SELECT` none, as SQLite has it.
    var changes: Int {
        guard let tag = PQcmdStatus(result), let count = PQcmdTuples(result) else { return 0 }
        return String(cString: tag).hasPrefix("SELECT") ? 0 : Int(String(cString: count)) ?? 0
    }

    func rows() throws -> [Row] {
        let width = PQnfields(result)
        let names = (0..<width).map { PQfname(result, $0).map { String(cString: $0) } ?? "" }
        let types = (0..<width).map { PQftype(result, $0) }
        let columns = Row.Columns(names)
        return try (0..<PQntuples(result)).map { row in
            let values = try (0..<width).map { column in
                try value(row, column, type: types[Int(column)], name: names[Int(column)])
            }
            return Row(columns: columns, values: values)
        }
    }

    private func value(_ row: Int32, _ column: Int32, type: Oid, name: String) throws -> Query.Value {
        guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else { return .null }
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, column)))
        switch type {
        case PostgresType.int8: return .integer(Int64(bitPattern: Self.bits(bytes)))
        case PostgresType.int4: return .integer(Int64(Int32(truncatingIfNeeded: Self.bits(bytes))))
        case PostgresType.int2: return .integer(Int64(Int16(truncatingIfNeeded: Self.bits(bytes))))
        // A comparison is a number in SQLite.
        case PostgresType.oid, PostgresType.bool: return .integer(Int64(Self.bits(bytes)))
        case PostgresType.float8: return .real(Double(bitPattern: Self.bits(bytes)))
        case PostgresType.float4: return .real(Double(Float(bitPattern: UInt32(truncatingIfNeeded: Self.bits(bytes)))))
        case PostgresType.text, PostgresType.varchar, PostgresType.bpchar, PostgresType.name, PostgresType.unknown,
            PostgresType.json:
            return .text(String(decoding: bytes, as: UTF8.self))
        case PostgresType.bytea: return .blob([UInt8](bytes))
        case PostgresType.void: return .null
        default:
            // Above all `numeric`, the sum of integers, which SQLite gives as an integer.
            throw StorageError.column(name, "is of PostgreSQL's type \(type): cast it, as in CAST(sum(x) AS BIGINT)")
        }
    }

    /// Up to eight bytes, the first one highest.
    private static func bits(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
