import Domain
import NIOCore

/// Turns a question into the bytes of its answer. Belongs to one event loop.
struct RuntimeResponder {
    let view: RuntimeView

    /// Appends the whole answer to `out`.
    func answer(_ reading: RuntimeQuestion.Reading, _ head: RuntimeHead, into out: inout ByteBuffer) {
        let picture = view.picture.value
        guard let makers = picture.makers else {
            return refuse("503 Service Unavailable", Self.starting, head, extra: "retry-after: 1\r\n", into: &out)
        }
        switch reading {
        case .notMine: return
        case .refused(let problem):
            view.counters.count(.refused)
            refuse("400 Bad Request", problem.document, head, into: &out)
        case .asked(let question):
            guard let entry = picture.table.entry(question.app) else {
                view.counters.count(.unknown)
                return refuse("404 Not Found", Self.unknown, head, into: &out)
            }
            let now = makers.now
            guard let answer = makers.answer(question, of: entry, at: now) else {
                view.counters.count(.nothing)
                out.writeStaticString("HTTP/1.1 204 No Content\r\ncache-control: private, max-age=60\r\n")
                out.writeStaticString("x-content-type-options: nosniff\r\n")
                return finish(head, at: now, into: &out)
            }
            let isProven = entry.state.proves(head.proof, of: question.user)
            write(answer, for: question.user, isProven, makers.receipts, head, at: now, into: &out)
        }
    }

    private func write(
        _ answer: RuntimeAnswer,
        for user: String,
        _ isProven: Bool,
        _ receipts: ReceiptMaker,
        _ head: RuntimeHead,
        at now: Instant,
        into out: inout ByteBuffer
    ) {
        let isUnchanged = head.has(answer.tag)
        view.counters.count(isUnchanged ? .unchanged : .answered)
        var user = user
        answer.withBytes { bytes in
            if isUnchanged {
                out.writeStaticString("HTTP/1.1 304 Not Modified\r\n")
                out.writeBytes(bytes.unchangedFields)
            } else {
                out.writeBytes(bytes.head)
            }
            let receipt = user.withUTF8 {
                let user = UnsafeRawBufferPointer($0)
                guard isProven else { return receipts.receipt(of: user, in: bytes.app, middle: bytes.receiptMiddle) }
                return ReceiptMaker.proven(bytes.receiptMiddle).withUnsafeBytes {
                    receipts.receipt(of: user, in: bytes.app, middle: $0)
                }
            }
            out.writeBytes(receipt)
            out.writeStaticString("\r\n")
            finish(head, at: now, into: &out)
            if !isUnchanged, !head.isHead { out.writeBytes(bytes.body) }
        }
    }

    /// The date, what becomes of the connection, and the empty line.
    private func finish(_ head: RuntimeHead, at now: Instant, into out: inout ByteBuffer) {
        if let line = head.connectionLine { out.writeStaticString(line) }
        out.writeImmutableBuffer(view.dateLine(at: now))
        out.writeStaticString("\r\n")
    }

    private func refuse(
        _ status: StaticString,
        _ document: StaticString,
        _ head: RuntimeHead,
        extra: StaticString = "",
        into out: inout ByteBuffer
    ) {
        out.writeStaticString("HTTP/1.1 ")
        out.writeStaticString(status)
        out.writeStaticString("\r\ncontent-type: application/problem+json\r\ncontent-length: ")
        out.writeString(String(document.utf8CodeUnitCount))
        out.writeStaticString("\r\ncache-control: no-store\r\nx-content-type-options: nosniff\r\n")
        out.writeStaticString(extra)
        finish(head, at: view.now, into: &out)
        if !head.isHead { out.writeStaticString(document) }
    }

    /// For whoever asks while the server is overloaded: sent before anything of the request is taken up.
    static func shed(into out: inout ByteBuffer, isHead: Bool, date: ByteBuffer) {
        out.writeStaticString(
            "HTTP/1.1 503 Service Unavailable\r\ncontent-type: application/problem+json\r\ncontent-length: "
        )
        out.writeString(String(busy.utf8CodeUnitCount))
        out.writeStaticString("\r\ncache-control: no-store\r\nx-content-type-options: nosniff\r\nretry-after: 2\r\n")
        out.writeStaticString("connection: close\r\n")
        out.writeImmutableBuffer(date)
        out.writeStaticString("\r\n")
        if !isHead { out.writeStaticString(busy) }
    }

    private static let starting: StaticString =
        #"{"type":"about:blank","title":"Service Unavailable","status":503,"code":"STARTING","detail":"The table of releases is being read. Try again in a second."}"#
    private static let busy: StaticString =
        #"{"type":"about:blank","title":"Service Unavailable","status":503,"code":"OVERLOADED","detail":"Too many requests at once. Try again in two seconds."}"#
    private static let unknown: StaticString =
        #"{"type":"about:blank","title":"Not Found","status":404,"code":"NOT_FOUND","detail":"There is no mini program with this app_id."}"#
}

extension RuntimeQuestion.Problem {
    /// The problem document that says what to send instead.
    fileprivate var document: StaticString {
        switch self {
        case .userMissing:
            #"{"type":"about:blank","title":"Bad Request","status":400,"code":"USER_MISSING","detail":"Say whose release is asked for: ?user=USER_ID, the host's own id of the user."}"#
        case .userTooLong:
            #"{"type":"about:blank","title":"Bad Request","status":400,"code":"USER_TOO_LONG","detail":"A user id has at most 128 bytes."}"#
        case .badBaseLibrary:
            #"{"type":"about:blank","title":"Bad Request","status":400,"code":"BASE_LIBRARY_INVALID","detail":"base_library is x.y.z, or left out."}"#
        case .badEncoding:
            #"{"type":"about:blank","title":"Bad Request","status":400,"code":"USER_INVALID","detail":"The user id is not valid UTF-8 in percent-encoding."}"#
        }
    }
}
