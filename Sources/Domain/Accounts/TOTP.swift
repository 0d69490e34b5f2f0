import Crypto

/// The time-based one-time passwords of RFC 6238: SHA-1, steps of 30 seconds, as every authenticator app makes them.
package struct TOTP: Sendable, Equatable {
    package let secret: [UInt8]

    package init(secret: [UInt8]) { self.secret = secret }

    /// RFC 4226 asks for 128 bits at least and recommends as many as the hash has.
    package static let secretBytes = 20
    package static let digits = 6
    package static let stepSeconds: Int64 = 30
    /// How many steps before and after the present one are right too: clocks differ, and typing takes time.
    package static let window: Int64 = 1

    /// The time step of a moment.
    package static func step(at now: Instant) -> Int64 {
        let seconds = now.milliseconds / 1000
        return seconds / stepSeconds
    }

    /// The code of a time step (RFC 4226, section 5.3).
    package func code(step: Int64, digits: Int = TOTP.digits) -> String {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> Int64(56 - 8 * $0)) }
        let hash = Array(
            HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret))
        )
        let offset = Int(hash[hash.count - 1] & 0x0f)
        let number = hash[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7fff_ffff
        let text = String(UInt64(number) % (0..<digits).reduce(UInt64(1)) { power, _ in power * 10 })
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// What a typed code is.
    package enum Judgement: Sendable, Equatable {
        case right(step: Int64)
        /// It was right a few minutes ago, or will be: a slow hand, or a clock that is wrong.
        case stale
        case wrong
    }

    /// How far away a code is still told from a wrong one.
    package static let staleSteps: Int64 = 10

    /// Whether this is the code of a time step around now. All are compared, so that the time does not tell which was near.
    package func judgement(of typed: String, at now: Instant) -> Judgement {
        let digits = Array(typed.utf8)
        guard digits.count == Self.digits else { return .wrong }
        let here = Self.step(at: now)
        var judgement = Judgement.wrong
        for step in here - Self.staleSteps...here + Self.window {
            let difference = zip(digits, code(step: step).utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) }
            guard difference == 0 else { continue }
            if abs(step - here) <= Self.window {
                judgement = .right(step: step)
            } else if judgement == .wrong {
                judgement = .stale
            }
        }
        return judgement
    }

    /// What the QR code holds that an authenticator app scans. Without an issuer of its own, two installations would be the same
    /// line in the app, so the host is named.
    package func address(login: String, host: String) -> String {
        let issuer = Self.escaped("Steward \(host)")
        return "otpauth://totp/\(issuer):\(Self.escaped(login))?secret=\(Base32.text(secret))&issuer=\(issuer)"
            + "&algorithm=SHA1&digits=\(Self.digits)&period=\(Self.stepSeconds)"
    }

    private static func escaped(_ text: String) -> String {
        let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~".utf8)
        return text.utf8.map { byte in
            plain.contains(byte)
                ? String(decoding: [byte], as: UTF8.self) : "%" + Hex.text([byte]).uppercased()
        }.joined()
    }
}

/// What somebody typed where a second factor is asked for.
package enum FactorCode: Sendable, Equatable {
    /// Six digits of an authenticator app.
    case digits(String)
    /// One of the recovery codes, in its normal form.
    case recovery(String)

    /// Nil for what can be neither. Spaces and dashes are read past, as apps show and people write them.
    package init?(_ typed: String) {
        let text = typed.lowercased().unicodeScalars.filter { $0 != " " && $0 != "-" && $0 != "\u{3000}" }
        let letters = text.compactMap { scalar -> UInt8? in
            switch scalar.value {
            // Full-width digits, as a Chinese keyboard gives them.
            case 0xff10...0xff19: UInt8(scalar.value - 0xff10 + 0x30)
            case 0x30...0x39, 0x61...0x7a: UInt8(scalar.value)
            default: nil
            }
        }
        guard letters.count == text.count else { return nil }
        let plain = String(decoding: letters, as: UTF8.self)
        switch letters.count {
        case TOTP.digits where letters.allSatisfy { $0 < 0x3a }: self = .digits(plain)
        case RecoveryCodes.letters: self = .recovery(plain)
        default: return nil
        }
    }
}

/// The codes that stand in for a lost phone, each for one use.
package enum RecoveryCodes {
    package static let count = 10
    /// Nearly 80 bits: nothing that could be guessed, so that a plain hash of it is enough.
    package static let letters = 16
    /// From this number left on, people are told to make new ones.
    package static let few = 3

    /// As they are shown: `k7wq-3fzn-8xpd-2mha`.
    package static func shown(_ code: String) -> String {
        let letters = Array(code)
        return stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<min($0 + 4, letters.count)]) }
            .joined(separator: "-")
    }
}
