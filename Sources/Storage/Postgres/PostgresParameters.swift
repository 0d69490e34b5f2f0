import CPostgres

/// The values of a statement in PostgreSQL's binary form, each with its type, so that `SELECT \(5)` is a number on both
/// engines and a text is never compared with a number in silence.
struct PostgresParameters {
    private var types: [Oid] = []
    private var lengths: [Int32] = []
    private var offsets: [Int?] = []
    private var bytes: [UInt8] = []

    var count: Int { types.count }

    init(_ values: [Query.Value]) {
        for value in values { append(value) }
    }

    private mutating func append(_ value: Query.Value) {
        let start = bytes.count
        switch value {
        case .null:
            // No type: PostgreSQL takes that of the column or expression it meets.
            types.append(0)
            offsets.append(nil)
            lengths.append(0)
            return
        case .integer(let number):
            types.append(PostgresType.int8)
            appendBigEndian(UInt64(bitPattern: number))
        case .real(let number):
            types.append(PostgresType.float8)
            appendBigEndian(number.bitPattern)
        case .text(let text):
            types.append(PostgresType.text)
            bytes.append(contentsOf: text.utf8)
        case .blob(let blob):
            types.append(PostgresType.bytea)
            bytes.append(contentsOf: blob)
        }
        offsets.append(start)
        lengths.append(Int32(clamping: bytes.count - start))
    }

    private mutating func appendBigEndian(_ bits: UInt64) {
        withUnsafeBytes(of: bits.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// Calls with the four arrays of `PQexecParams`; they are valid during the call.
    func withPointers<Result>(
        _ call: ([Oid], [UnsafePointer<CChar>?], [Int32], [Int32]) -> Result
    ) -> Result {
        // A value of no bytes still needs an address, since a null pointer means NULL: hence the extra byte.
        (bytes + [0]).withUnsafeBytes { buffer in
            let base = buffer.bindMemory(to: CChar.self).baseAddress
            let pointers = offsets.map { offset in offset.flatMap { base?.advanced(by: $0) } }
            return call(types, pointers, lengths, [Int32](repeating: 1, count: types.count))
        }
    }
}

/// The types that may come and go, by PostgreSQL's fixed numbers.
enum PostgresType {
    static let bool: Oid = 16
    static let bytea: Oid = 17
    static let name: Oid = 19
    static let int8: Oid = 20
    static let int2: Oid = 21
    static let int4: Oid = 23
    static let text: Oid = 25
    static let oid: Oid = 26
    static let json: Oid = 114
    static let float4: Oid = 700
    static let float8: Oid = 701
    static let unknown: Oid = 705
    static let bpchar: Oid = 1042
    static let varchar: Oid = 1043
    static let void: Oid = 2278
}
