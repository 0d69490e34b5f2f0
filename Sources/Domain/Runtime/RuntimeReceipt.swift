import Crypto

/// What an answer hands out for its user and version, and what events and feedback carry back.
///
/// Text: `PSEUDONYM.VERSION.STAGE.SEAL`. The pseudonym is a keyed hash of mini program and user, the seal a keyed hash of all
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
    package func pseudonym(of user: some Collection<UInt8>, in app: ID<MiniProgram>) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 16) { digits, count in
            Self.write(Self.hash(forPseudonyms, app.rawValue.utf8, user), to: &digits, at: &count)
        }
    }

    /// The receipt's bytes.
    ///
    /// - Parameters:
    ///   - app: the digits of the `app_id`.
    ///   - middle: `.VERSION.STAGE.`, the same for everybody who gets a version.
    package func receipt(
        of user: some Collection<UInt8>,
        in app: some Collection<UInt8>,
        middle: some Collection<UInt8>
    ) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 32 + middle.count) { text, count in
            Self.write(Self.hash(forPseudonyms, app, user), to: &text, at: &count)
            for byte in middle {
                text[count] = byte
                count += 1
            }
            let front = UnsafeMutableBufferPointer(rebasing: text[..<count])
            Self.write(Self.hash(forSeals, app, front), to: &text, at: &count)
        }
    }

    package static func middle(_ number: VersionNumber, _ stage: RuntimeReceipt.Stage) -> [UInt8] {
        Array(".\(number).\(stage.rawValue).".utf8)
    }

    /// Reads a receipt; nil when it was not made here for this mini program.
    package func read(_ text: String, in app: ID<MiniProgram>) -> RuntimeReceipt? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.count <= 80, parts.count == 6, let stage = RuntimeReceipt.Stage(rawValue: String(parts[4])),
            let number = VersionNumber(parts[1...3].joined(separator: ".")), parts[0].utf8.count == 16
        else { return nil }
        let front = Array(text.utf8.dropLast(parts[5].utf8.count))
        let right = [UInt8](unsafeUninitializedCapacity: 16) { digits, count in
            Self.write(Self.hash(forSeals, app.rawValue.utf8, front), to: &digits, at: &count)
        }
        let given = Array(parts[5].utf8)
        guard given.count == right.count, zip(given, right).reduce(UInt8(0), { $0 | ($1.0 ^ $1.1) }) == 0 else {
            return nil
        }
        return RuntimeReceipt(pseudonym: String(parts[0]), number: number, stage: stage, text: text)
    }

    /// The first 8 bytes of the keyed hash of both.
    private static func hash(_ fed: SHA256, _ app: some Collection<UInt8>, _ rest: some Collection<UInt8>) -> UInt64 {
        var hash = fed
        // Together, since each piece that is fed costs as much as what is in it.
        withUnsafeTemporaryAllocation(byteCount: app.count + rest.count, alignment: 1) { buffer in
            UnsafeMutableRawBufferPointer(rebasing: buffer[..<app.count]).copyBytes(from: app)
            UnsafeMutableRawBufferPointer(rebasing: buffer[app.count...]).copyBytes(from: rest)
            hash.update(bufferPointer: UnsafeRawBufferPointer(buffer))
        }
        return hash.finalize().withUnsafeBytes { UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)) }
    }

    /// Writes 16 lower-case hexadecimal digits.
    private static func write(_ number: UInt64, to text: inout UnsafeMutableBufferPointer<UInt8>, at place: inout Int) {
        for shift in stride(from: 60, through: 0, by: -4) {
            let digit = UInt8(truncatingIfNeeded: number >> UInt64(shift)) & 15
            text[place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit
            place += 1
        }
    }
}
