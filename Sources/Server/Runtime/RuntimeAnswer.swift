import Domain
import Foundation
import NIOCore

/// One answer, ready to be sent to everybody who gets this version: its bytes are made once.
final class RuntimeAnswer: Sendable {
    /// The body: what is signed.
    let body: ByteBuffer
    /// Head lines that are the same for everybody, without the status line and the empty line at the end.
    let fields: ByteBuffer
    /// The same without what describes the body: for 304.
    let unchangedFields: ByteBuffer
    /// The entity tag with its quotes.
    let tag: String
    /// Made anew from here on, well before it expires.
    let renews: Instant
    let expires: Instant
    /// `.VERSION.STAGE.` of the receipts.
    let receiptMiddle: [UInt8]
    /// The signing key's id and the signature of the body, base64.
    let key: String
    let signature: String

    static let lifetimeSeconds: Int64 = 24 * 3600
    static let renewalSeconds: Int64 = 12 * 3600

    init(
        _ release: RuntimeRelease?,
        _ stage: RuntimeReceipt.Stage,
        of app: ID<MiniProgram>,
        revision: Int64,
        appliesNow: Bool,
        at now: Instant,
        packageURL: String,
        signer: RuntimeSigner
    ) {
        expires = now.adding(seconds: Self.lifetimeSeconds)
        renews = now.adding(seconds: Self.renewalSeconds)
        let text = Self.json(release, stage, app, revision, appliesNow, now, expires, packageURL)
        let bytes = Array(text.utf8)
        (key, signature) = signer.sign(bytes)
        tag =
            "\"\(revision)-\(stage.rawValue)\(release?.number.description ?? "")-\(String(now.milliseconds, radix: 36))\""
        receiptMiddle = ReceiptMaker.middle(release?.number ?? VersionNumber(0, 0, 0), stage)
        let common = "cache-control: private, max-age=60\r\netag: \(tag)\r\nx-content-type-options: nosniff\r\n"
        fields = ByteBuffer(
            string: "content-type: application/json; charset=utf-8\r\ncontent-length: \(bytes.count)\r\n\(common)"
                + "steward-key: \(key)\r\nsteward-signature: \(signature)\r\n"
        )
        unchangedFields = ByteBuffer(string: common)
        body = ByteBuffer(bytes: bytes)
    }

    /// Written by hand, in one order for ever: the bytes are what is signed.
    private static func json(
        _ release: RuntimeRelease?,
        _ stage: RuntimeReceipt.Stage,
        _ app: ID<MiniProgram>,
        _ revision: Int64,
        _ appliesNow: Bool,
        _ now: Instant,
        _ expires: Instant,
        _ packageURL: String
    ) -> String {
        let (version, package): (String, String)
        if let release {
            version = "\"\(release.number)\""
            package = "{\"url\":\"\(packageURL)\",\"sha256\":\"\(release.hash.hex)\",\"size\":\(release.size)}"
        } else {
            (version, package) = ("null", "null")
        }
        let apply = appliesNow ? ",\"apply\":\"now\"" : ""
        return "{\"app_id\":\"\(app)\",\"version\":\(version),\"stage\":\"\(stage.word)\",\"package\":\(package),"
            + "\"revision\":\(revision),\"issued_at\":\"\(now.rfc3339)\",\"expires_at\":\"\(expires.rfc3339)\"\(apply)}"
    }
}

extension RuntimeReceipt.Stage {
    /// As answers name it.
    var word: String {
        switch self {
        case .gray: "gray"
        case .release: "release"
        case .experience: "experience"
        case .offline: "offline"
        }
    }
}
