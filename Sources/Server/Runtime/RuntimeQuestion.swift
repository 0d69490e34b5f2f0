import Domain

/// What a host app asks in `GET /runtime/v1/apps/{app_id}/release?user=…`, read from the request's address.
struct RuntimeQuestion: Sendable, Equatable {
    /// The digits of the `app_id`.
    let app: UInt64
    /// The host's id of the user, 1 to 128 bytes.
    let user: String
    let baseLibrary: VersionNumber?

    static let mostUserBytes = 128

    enum Reading: Equatable {
        /// Another address: the router's.
        case notMine
        case refused(Problem)
        case asked(RuntimeQuestion)
    }

    enum Problem: Equatable {
        case userMissing, userTooLong, badBaseLibrary, badEncoding
    }

    /// Reads an address as it stands in the request line. `+` is a plus sign, as in any address.
    static func read(_ address: String) -> Reading {
        if address.utf8.first != UInt8(ascii: "/") { return read(absolute: address) }
        var address = address
        return address.withUTF8 { read(UnsafeRawBufferPointer($0)) }
    }

    /// `http://host/path`, as a proxy would be asked (RFC 9112, section 3.2.2).
    private static func read(absolute address: String) -> Reading {
        guard let scheme = address.firstRange(of: "://"),
            let path = address[scheme.upperBound...].firstIndex(of: "/")
        else { return .notMine }
        return read(String(address[path...]))
    }

    /// Reads an address that is a path.
    static func read(_ bytes: UnsafeRawBufferPointer) -> Reading {
        let (prefix, suffix): (StaticString, StaticString) = ("/runtime/v1/apps/", "/release")
        let app = prefix.utf8CodeUnitCount..<prefix.utf8CodeUnitCount + 16
        guard bytes.begins(with: prefix), bytes.count >= app.upperBound,
            UnsafeRawBufferPointer(rebasing: bytes[app.upperBound...]).begins(with: suffix),
            let app = RuntimeTable.key(bytes[app])
        else { return .notMine }
        let rest = bytes[(prefix.utf8CodeUnitCount + 16 + suffix.utf8CodeUnitCount)...]
        guard let mark = rest.first else { return .refused(.userMissing) }
        guard mark == UInt8(ascii: "?") else { return .notMine }
        return read(query: rest.dropFirst(), app)
    }

    private static func read(query: Slice<UnsafeRawBufferPointer>, _ app: UInt64) -> Reading {
        var (user, library): (String?, VersionNumber?)
        var rest = query
        while !rest.isEmpty {
            let pair = rest.prefix { $0 != UInt8(ascii: "&") }
            rest = rest[pair.endIndex...].dropFirst()
            guard let equals = pair.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let (name, value) = (pair[..<equals], pair[(equals + 1)...])
            if user == nil, name.elementsEqual("user".utf8) {
                guard value.count <= mostUserBytes * 3 else { return .refused(.userTooLong) }
                guard let text = decoded(value) else { return .refused(.badEncoding) }
                user = text
            } else if library == nil, name.elementsEqual("base_library".utf8) {
                guard let text = decoded(value), let number = VersionNumber(text) else {
                    return .refused(.badBaseLibrary)
                }
                library = number
            }
        }
        guard let user, !user.isEmpty else { return .refused(.userMissing) }
        guard user.utf8.count <= mostUserBytes else { return .refused(.userTooLong) }
        return .asked(RuntimeQuestion(app: app, user: user, baseLibrary: library))
    }

    /// A value with its percent signs decoded; nil when that is not valid or not UTF-8 without NUL.
    private static func decoded(_ value: Slice<UnsafeRawBufferPointer>) -> String? {
        guard value.contains(UInt8(ascii: "%")) else {
            guard !value.contains(0) else { return nil }
            return String(validating: value, as: UTF8.self)
        }
        guard let text = String(validating: value, as: UTF8.self)?.removingURLPercentEncoding(), !text.utf8.contains(0)
        else { return nil }
        return text
    }
}
