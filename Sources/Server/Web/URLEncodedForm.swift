/// Forms without files: `application/x-www-form-urlencoded`, and the query part of an address.
package enum URLEncodedForm {
    /// The fields of a body that was collected up to `limits.totalBytes`.
    ///
    /// - Throws: a `Refusal`: `FORM_TOO_LARGE`, `FORM_MALFORMED` or `FORM_NOT_TEXT`.
    package static func decode(_ bytes: some Sequence<UInt8>, limits: FormFields.Limits = .init()) throws -> FormFields
    {
        FormFields(try pairs(bytes, limits: limits))
    }

    /// The pairs exactly as sent, for what is signed: no normalisation.
    package static func pairs(
        _ bytes: some Sequence<UInt8>,
        limits: FormFields.Limits = .init()
    ) throws -> [(name: String, value: String)] {
        let bytes = Array(bytes)
        guard bytes.count <= limits.totalBytes else { throw FormRefusal.tooLarge(limits.totalBytes) }
        var pairs: [(name: String, value: String)] = []
        for piece in bytes.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: true) {
            guard pairs.count < limits.fields else { throw FormRefusal.tooManyFields(limits.fields) }
            let end = piece.firstIndex(of: UInt8(ascii: "=")) ?? piece.endIndex
            let name = try decoded(piece[..<end])
            guard name.utf8.count <= limits.nameBytes else {
                throw FormRefusal.fieldTooLong("", most: limits.nameBytes)
            }
            let value = try end < piece.endIndex ? decoded(piece[(end + 1)...]) : ""
            guard value.utf8.count <= limits.valueBytes else {
                throw FormRefusal.fieldTooLong(name, most: limits.valueBytes)
            }
            pairs.append((name, value))
        }
        return pairs
    }

    /// Strict: a `%` without two hexadecimal digits is refused rather than guessed at, since no browser sends one.
    private static func decoded(_ bytes: ArraySlice<UInt8>) throws -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            switch bytes[index] {
            case UInt8(ascii: "+"): result.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard index + 2 < bytes.endIndex, let high = hexadecimal(bytes[index + 1]),
                    let low = hexadecimal(bytes[index + 2])
                else { throw FormRefusal.malformed("百分号编码有误", "percent encoding") }
                result.append(high << 4 | low)
                index += 2
            case let byte: result.append(byte)
            }
            index += 1
        }
        return try FormFields.text(result)
    }

    /// The value of one hexadecimal digit.
    static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
