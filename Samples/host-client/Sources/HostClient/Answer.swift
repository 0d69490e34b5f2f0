public import Foundation

/// What the server says: which version of a mini program this user gets.
public struct Answer: Hashable, Sendable, Codable {
    public enum Stage: String, Sendable, Codable {
        case gray, release
        /// There was something, and it is gone: what is here is purged.
        case offline
    }

    public struct Package: Hashable, Sendable, Codable {
        public let url: URL
        /// Lower-case hexadecimal.
        public let sha256: String
        public let size: Int
    }

    public let app: String
    public let version: String?
    public let stage: Stage
    public let package: Package?
    /// Only grows.
    public let revision: Int
    public let issuedAt: Date
    public let expiresAt: Date
    private let apply: String?

    /// Whether to switch at once, not at the next start.
    public var appliesNow: Bool { apply == "now" }

    private enum CodingKeys: String, CodingKey {
        case version, stage, package, revision, apply
        case app = "app_id"
        case issuedAt = "issued_at"
        case expiresAt = "expires_at"
    }
}

/// Why an answer is not followed. Nothing that is installed changes then.
public enum AnswerRefusal: Error, Hashable, Sendable {
    case unsigned
    /// Unknown also after asking for the keys again.
    case unknownKey(String)
    case wrongSignature
    case malformed
    case otherMiniProgram(String)
    case expired(Date)
    /// The server's clock or this one is wrong.
    case issuedInFuture(Date)
    case olderRevision(Int, seen: Int)
}

/// The rules by which an answer is taken or refused.
struct AnswerCheck {
    let app: String
    let now: Date
    /// The highest revision that was ever accepted here.
    let revision: Int
    let mostPackageBytes: Int

    /// Clocks of phones differ by this much without anybody's noticing.
    static let clockAllowance: TimeInterval = 5 * 60

    /// Reads the bytes of an answer, after the signature over exactly these bytes was found right.
    func answer(in body: Data, signature: Data, by key: Data) throws(AnswerRefusal) -> Answer {
        guard Ed25519.isSigned(body, signature, by: key) else { throw .wrongSignature }
        guard let answer = try? Self.decoder.decode(Answer.self, from: body), isWhole(answer) else { throw .malformed }
        guard answer.app == app else { throw .otherMiniProgram(answer.app) }
        guard answer.expiresAt > now else { throw .expired(answer.expiresAt) }
        guard answer.issuedAt <= now + Self.clockAllowance else { throw .issuedInFuture(answer.issuedAt) }
        guard answer.revision >= revision else { throw .olderRevision(answer.revision, seen: revision) }
        return answer
    }

    /// The sum becomes a file's name and the size a limit, so they are looked at although they are signed.
    private func isWhole(_ answer: Answer) -> Bool {
        guard let package = answer.package else { return answer.stage == .offline }
        return answer.stage != .offline && answer.version != nil && package.sha256.utf8.count == 64
            && package.sha256.utf8.allSatisfy(Set("0123456789abcdef".utf8).contains)
            && (1...mostPackageBytes).contains(package.size)
    }

    private static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let text = try decoder.singleValueContainer().decode(String.self)
            return try Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        }
        return decoder
    }
}
