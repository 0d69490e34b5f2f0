import Domain
import Foundation
import NIOCore

/// One answer, ready to be sent to everybody who gets this version: its bytes are made once.
final class RuntimeAnswer: Sendable {
    /// Everything in one run, so that an answer to one of a million mini programs is found in few places of the memory: the
    /// head of 200 up to the receipt's value, the body, and the `app_id` and `.VERSION.STAGE.` that receipts are made of.
    private let bytes: [UInt8]
    /// Where in the head the lines begin that 304 has too.
    private let commonStart: Int
    private let bodyStart: Int
    private let appStart: Int
    private let tagRange: Range<Int>
    private let signatureRange: Range<Int>
    /// Made anew from here on, well before it expires.
    let renews: Instant
    let expires: Instant
    /// The id of the key that signed.
    let key: String

    /// Status line and fields of 200, up to where the receipt is written.
    var head: ArraySlice<UInt8> { bytes[..<bodyStart] }
    /// Fields of 304, up to where the receipt is written.
    var unchangedFields: ArraySlice<UInt8> { bytes[commonStart..<bodyStart] }
    /// What is signed.
    var body: ArraySlice<UInt8> { bytes[bodyStart..<appStart] }
    /// The digits of the `app_id`.
    var app: ArraySlice<UInt8> { bytes[appStart..<appStart + 16] }
    /// `.VERSION.STAGE.` of the receipts.
    var receiptMiddle: ArraySlice<UInt8> { bytes[(appStart + 16)...] }
    /// The entity tag with its quotes.
    var tag: String { String(decoding: bytes[tagRange], as: UTF8.self) }
    /// The signature of the body, base64.
    var signature: String { String(decoding: bytes[signatureRange], as: UTF8.self) }
    /// Bytes of the longest answer that is made of it, but for date and receipt.
    var length: Int { appStart }

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
        let body = Array(Self.json(release, stage, app, revision, appliesNow, now, expires, packageURL).utf8)
        let (key, signature) = signer.sign(body)
        let tag =
            "\"\(revision)-\(stage.rawValue)\(release?.number.description ?? "")-\(String(now.milliseconds, radix: 36))\""
        var bytes = Array(
            ("HTTP/1.1 200 OK\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: \(body.count)\r\n"
                + "steward-key: \(key)\r\nsteward-signature: ").utf8
        )
        signatureRange = bytes.count..<bytes.count + signature.utf8.count
        bytes += "\(signature)\r\n".utf8
        commonStart = bytes.count
        bytes += "cache-control: private, max-age=60\r\nx-content-type-options: nosniff\r\netag: ".utf8
        tagRange = bytes.count..<bytes.count + tag.utf8.count
        bytes += "\(tag)\r\nsteward-receipt: ".utf8
        bodyStart = bytes.count
        bytes += body
        appStart = bytes.count
        bytes += app.rawValue.utf8
        bytes += ReceiptMaker.middle(release?.number ?? VersionNumber(0, 0, 0), stage)
        self.key = key
        self.bytes = bytes
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
