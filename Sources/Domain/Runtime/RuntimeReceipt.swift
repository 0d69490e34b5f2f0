import Crypto

/// What an answer hands out for its user and version, and what events and feedback carry back.
///
/// Text: `PSEUDONYM.VERSION.STAGE.SEAL`, the stage followed by `p` where the host app proved with its secret that it asked. The pseudonym is a keyed hash of mini program and user, the seal a keyed hash of all
/// of it: nobody can make one for a version that they did not get, and no user id is kept.
package struct RuntimeReceipt: Hashable, Sendable {
    package enum Stage: String, CaseIterable, Sendable {
        case gray = "g"
        case release = "r"
        case experience = "e"
        case offline = "o"
    }

    /// 16 lower-case hexadecimal digits.
    package let pseudonym: String
    package let number: VersionNumber
    package let stage: Stage
    package let isProven: Bool
    package let text: String
}

/// Makes and checks receipts with a secret of the installation.
///
/// The states are fed with the key beforehand, which is cheaper than a fresh HMAC for each answer; the lengths of what follows
/// are fixed or delimited, and the key comes first and is as long as a block, so that nothing can be appended to a hash.
package struct ReceiptMaker: Sendable {
    private let forPseudonyms: SHA256
    private let forSeals: SHA256

    /// - Parameter key: at least 32 random bytes.
    package init(key: [UInt8]) {
        func fed(_ word: String) -> SHA256 {
            var hash = SHA256()
            hash.update(
                data: Array(HMAC<SHA256>.authenticationCode(for: Array(word.utf8), using: SymmetricKey(data: key)))
            )
            hash.update(
                data: Array(
                    HMAC<SHA256>.authenticationCode(for: Array("\(word)2".utf8), using: SymmetricKey(data: key))
                )
            )
            return hash
        }
        (forPseudonyms, forSeals) = (fed("pseudonym"), fed("seal"))
    }

    /// A user's name in everything that is kept about them here.
    package func pseudonym(of user: some Sequence<UInt8>, in app: ID<MiniProgram>) -> [UInt8] {
        var digits: [UInt8] = []
        Array(user).withUnsafeBytes { user in
            app.withDigits { Self.append(Self.hash(forPseudonyms, $0, user), to: &digits) }
        }
        return digits
    }

    /// The receipt's bytes. `middle` is `.VERSION.STAGE.`, the same for everybody who gets a version.
    package func receipt(of user: some Sequence<UInt8>, in app: ID<MiniProgram>, middle: [UInt8]) -> [UInt8] {
        Array(user).withUnsafeBytes { user in
            middle.withUnsafeBytes { middle in app.withDigits { receipt(of: user, in: $0, middle: middle) } }
        }
    }

    /// The same with the `app_id` as bytes. Every answer calls this: it makes one object, and its types are plain ones, since
    /// those of generic code would be looked up at run time.
    package func receipt(
        of user: UnsafeRawBufferPointer,
        in app: UnsafeRawBufferPointer,
        middle: UnsafeRawBufferPointer
    ) -> [UInt8] {
        var receipt: [UInt8] = []
        receipt.reserveCapacity(32 + middle.count)
        Self.append(Self.hash(forPseudonyms, app, user), to: &receipt)
        receipt += middle
        Self.append(receipt.withUnsafeBytes { Self.hash(forSeals, app, $0) }, to: &receipt)
        return receipt
    }

    package static func middle(
        _ number: VersionNumber,
        _ stage: RuntimeReceipt.Stage,
        isProven: Bool = false
    ) -> [UInt8] {
        Array(".\(number).\(stage.rawValue)\(isProven ? "p" : "").".utf8)
    }

    /// The same middle for a host app that proved that it asked.
    package static func proven(_ middle: UnsafeRawBufferPointer) -> [UInt8] {
        Array(middle.dropLast()) + [UInt8(ascii: "p"), UInt8(ascii: ".")]
    }

    /// Reads a receipt; nil when it was not made here for this mini program.
    package func read(_ text: String, in app: ID<MiniProgram>) -> RuntimeReceipt? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.count <= 80, parts.count == 6,
            let stage = RuntimeReceipt.Stage(rawValue: String(parts[4].prefix(1))),
            ["", "p"].contains(parts[4].dropFirst()),
            let number = VersionNumber(parts[1...3].joined(separator: ".")), parts[0].utf8.count == 16
        else { return nil }
        let front = Array(text.utf8.dropLast(parts[5].utf8.count))
        var right: [UInt8] = []
        front.withUnsafeBytes { front in
            app.withDigits { Self.append(Self.hash(forSeals, $0, front), to: &right) }
        }
        let given = Array(parts[5].utf8)
        guard given.count == right.count, zip(given, right).reduce(UInt8(0), { $0 | ($1.0 ^ $1.1) }) == 0 else {
            return nil
        }
        return RuntimeReceipt(
            pseudonym: String(parts[0]),
            number: number,
            stage: stage,
            isProven: parts[4].utf8.count > 1,
            text: text
        )
    }

    /// The first 8 bytes of the keyed hash of both.
    private static func hash(_ fed: SHA256, _ app: UnsafeRawBufferPointer, _ rest: UnsafeRawBufferPointer) -> UInt64 {
        var hash = fed
        hash.update(bufferPointer: app)
        hash.update(bufferPointer: rest)
        return hash.finalize().withUnsafeBytes { UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)) }
    }

    /// Appends 16 lower-case hexadecimal digits.
    private static func append(_ number: UInt64, to text: inout [UInt8]) {
        for shift in stride(from: UInt64(60), through: 0, by: -4) {
            let digit = UInt8(truncatingIfNeeded: number >> shift) & 15
            text.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit)
        }
    }
}

extension ID<MiniProgram> {
    fileprivate func withDigits<Result>(_ use: (UnsafeRawBufferPointer) -> Result) -> Result {
        Array(rawValue.utf8).withUnsafeBytes(use)
    }
}
