import Domain
import Foundation
import NIOCore

/// One answer, ready to be sent to everybody who gets this version: its bytes are made once.
///
/// One object with everything in one run, so that an answer to one of a million mini programs is found in few places of the
/// memory: the head of 200 up to the receipt's value, the body, and the `app_id` and `.VERSION.STAGE.` that receipts are made of.
/// Nothing is written after `make`; `KeptAnswer` is how threads share one.
final class RuntimeAnswer: ManagedBuffer<RuntimeAnswer.Parts, UInt8> {
    /// When it ends, and where in the bytes what stands.
    struct Parts {
        /// Made anew from here on, well before it expires.
        let renews: Instant
        let expires: Instant
        let key: Range<Int32>
        let signature: Range<Int32>
        let tag: Range<Int32>
        /// Where in the head the lines begin that 304 has too.
        let commonStart: Int32
        let bodyStart: Int32
        let appStart: Int32
        let end: Int32
    }

    /// A part of the bytes, valid within the call of `withBytes` that gave it.
    struct Bytes {
        fileprivate let parts: Parts
        fileprivate let base: UnsafePointer<UInt8>

        /// Status line and fields of 200, up to where the receipt is written.
        var head: UnsafeRawBufferPointer { part(0..<parts.bodyStart) }
        /// Fields of 304, up to where the receipt is written.
        var unchangedFields: UnsafeRawBufferPointer { part(parts.commonStart..<parts.bodyStart) }
        /// What is signed.
        var body: UnsafeRawBufferPointer { part(parts.bodyStart..<parts.appStart) }
        /// The digits of the `app_id`.
        var app: UnsafeRawBufferPointer { part(parts.appStart..<parts.appStart + 16) }
        /// `.VERSION.STAGE.` of the receipts.
        var receiptMiddle: UnsafeRawBufferPointer { part(parts.appStart + 16..<parts.end) }

        fileprivate func part(_ range: Range<Int32>) -> UnsafeRawBufferPointer {
            UnsafeRawBufferPointer(start: base + Int(range.lowerBound), count: range.count)
        }
    }

    func withBytes<Result>(_ use: (Bytes) throws -> Result) rethrows -> Result {
        try withUnsafeMutablePointers { try use(Bytes(parts: $0.pointee, base: $1)) }
    }

    var renews: Instant { header.renews }
    var expires: Instant { header.expires }
    /// The id of the key that signed.
    var key: String { text(header.key) }
    /// The entity tag with its quotes.
    var tag: String { text(header.tag) }
    /// The signature of the body, base64.
    var signature: String { text(header.signature) }

    private func text(_ range: Range<Int32>) -> String { withBytes { String(decoding: $0.part(range), as: UTF8.self) } }

    static let lifetimeSeconds: Int64 = 24 * 3600
    static let renewalSeconds: Int64 = 12 * 3600

    static func make(
        _ release: RuntimeRelease?,
        _ stage: RuntimeReceipt.Stage,
        of app: ID<MiniProgram>,
        revision: Int64,
        appliesNow: Bool,
        at now: Instant,
        packageURL: String,
        signer: RuntimeSigner
    ) -> RuntimeAnswer {
        let expires = now.adding(seconds: lifetimeSeconds)
        let body = Array(json(release, stage, app, revision, appliesNow, now, expires, packageURL).utf8)
        let (key, signature) = signer.sign(body)
        let tag =
            "\"\(revision)-\(stage.rawValue)\(release?.number.description ?? "")-\(String(now.milliseconds, radix: 36))\""
        var bytes: [UInt8] = []
        func add(_ text: some Sequence<UInt8>) -> Range<Int32> {
            let start = Int32(bytes.count)
            bytes += text
            return start..<Int32(bytes.count)
        }
        let start =
            "HTTP/1.1 200 OK\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: \(body.count)\r\n"
        _ = add("\(start)steward-key: ".utf8)
        let keyRange = add(key.utf8)
        _ = add("\r\nsteward-signature: ".utf8)
        let signatureRange = add(signature.utf8)
        let commonStart = add("\r\n".utf8).upperBound
        _ = add("cache-control: private, max-age=60\r\nx-content-type-options: nosniff\r\netag: ".utf8)
        let tagRange = add(tag.utf8)
        let bodyStart = add("\r\nsteward-receipt: ".utf8).upperBound
        let appStart = add(body).upperBound
        _ = add(app.rawValue.utf8)
        let end = add(ReceiptMaker.middle(release?.number ?? VersionNumber(0, 0, 0), stage)).upperBound
        let parts = Parts(
            renews: now.adding(seconds: renewalSeconds),
            expires: expires,
            key: keyRange,
            signature: signatureRange,
            tag: tagRange,
            commonStart: commonStart,
            bodyStart: bodyStart,
            appStart: appStart,
            end: end
        )
        let made = create(minimumCapacity: bytes.count) { _ in parts }
        made.withUnsafeMutablePointerToElements { $0.initialize(from: bytes, count: bytes.count) }
        return unsafeDowncast(made, to: RuntimeAnswer.self)
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
