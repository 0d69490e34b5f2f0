import Domain
import Storage

/// Takes what a host app reports: checks the receipt, then every line by itself. Writes nothing: the events wait in memory for
/// the next second.
struct TakeEvents: Sendable {
    let platform: Platform

    /// Who reports: by the receipt, from where, with which id of the batch.
    struct Sender: Sendable {
        let receipt: RuntimeReceipt
        let entry: RuntimeEntry
        let address: String
        let batch: String?
    }

    struct Answer: Sendable {
        var accepted = 0
        var problems: [(line: Int, problem: EventProblem)] = []
        var isRepeated = false
    }

    /// Finds out who reports, before the body is read.
    func sender(
        _ app: ID<MiniProgram>,
        receipt text: String?,
        batch: String?,
        address: String
    ) throws(Refusal) -> (Sender, RuntimeMakers) {
        let picture = platform.runtime.loops.picture
        guard let makers = picture.makers else { throw .starting }
        guard let entry = picture.table.entry(of: app) else { throw .notFound }
        guard let text else { throw .receiptMissing }
        guard let receipt = makers.receipts.read(text, in: app) else { throw .receiptInvalid }
        if let batch, !EventBatch.isID(batch) { throw .batchIDInvalid }
        guard platform.events.hasRoom else {
            platform.eventCounters.count(.full)
            throw .eventsFull
        }
        return (Sender(receipt: receipt, entry: entry, address: address, batch: batch), makers)
    }

    func callAsFunction(_ body: [UInt8], from sender: Sender, _ makers: RuntimeMakers) async throws -> Answer {
        guard let lines = EventLines(body)?.lines else { throw Refusal.tooManyLines }
        guard !lines.isEmpty else { throw Refusal.eventsMissing }
        let (app, receipt, now) = (sender.entry.app, sender.receipt, platform.world.now())
        do {
            let key = "\(app)/\(receipt.text)"
            try platform.eventLimits.take(lines.count, receipt: key, address: sender.address, at: now)
        } catch {
            platform.eventCounters.count(.limited)
            throw error
        }
        let members = try await MemberPseudonyms.of(sender.entry, makers.receipts, platform.engine)
        var (answer, events): (Answer, [RuntimeEvent]) = (Answer(), [])
        events.reserveCapacity(lines.count)
        for (number, line) in lines {
            do throws(EventProblem) {
                events.append(try EventLine.read(line, now: now, isOffline: receipt.stage == .offline))
            } catch {
                answer.problems.append((number, error))
            }
        }
        answer.accepted = events.count
        platform.eventCounters.count(events, rejected: answer.problems.count)
        // Members' own use is no figure; whoever tests sees that it was taken.
        guard !members.all.contains(receipt.pseudonym) else {
            platform.eventCounters.count(.members)
            return answer
        }
        guard !events.isEmpty else { return answer }
        let batch = EventBatch(
            app: app,
            receipt: receipt,
            events: events,
            id: sender.batch,
            draw: draw(sender, events, now)
        )
        switch platform.events.add(EventBuffer.Weighed(batch, size: body.count)) {
        case .taken: platform.eventCounters.count(.taken)
        case .repeated:
            platform.eventCounters.count(.repeated)
            answer.isRepeated = true
        case .full:
            platform.eventCounters.count(.full)
            throw Refusal.eventsFull
        }
        return answer
    }

    /// The gray release that runs, in which this user is inside or outside.
    private func draw(_ sender: Sender, _ events: [RuntimeEvent], _ now: Instant) -> EventBatch.Draw? {
        guard let gray = sender.entry.state.gray, [.gray, .release].contains(sender.receipt.stage) else { return nil }
        let (receipt, secret) = (sender.receipt, sender.entry.state.hostSecret)
        func draw(_ standing: GuardStanding, mayFail: Bool = true, mayBeTimed: Bool = true) -> EventBatch.Draw {
            EventBatch.Draw(
                gray,
                released: sender.entry.state.released?.number,
                standing: standing,
                mayFail: mayFail,
                mayBeTimed: mayBeTimed
            )
        }
        // Whoever holds the secret is believed, from whatever address; nobody else is.
        if secret != nil { return draw(receipt.isProven ? .counts : .unproven, mayFail: receipt.isProven) }
        let launches = events.contains { $0.kind == .launch }
        let key = "\(sender.entry.app)/\(gray.salt.hex).\(gray.release.number)"
        func speaks(_ kind: String) -> Bool {
            platform.eventLimits.speaks(receipt.pseudonym, of: kind, in: key, address: sender.address)
        }
        let counts =
            launches && platform.eventLimits.counts(receipt.pseudonym, in: key, address: sender.address, at: now)
        return draw(
            counts ? .counts : .limited,
            mayFail: receipt.stage != .gray || !events.contains(where: \.isFailureOfGray) || speaks("failure"),
            mayBeTimed: launches && speaks("time")
        )
    }
}

extension Refusal {
    static let receiptMissing = Refusal(
        code: "RECEIPT_MISSING",
        status: 401,
        words: Words(
            "请在请求头 steward-receipt 里带上发布应答给的回执。",
            "Send the release answer's receipt in the field steward-receipt."
        )
    )
    static let receiptInvalid = Refusal(
        code: "RECEIPT_INVALID",
        status: 403,
        words: Words("这个回执不是本站为这个小程序发出的。", "This receipt was not made here for this mini program.")
    )
    static let batchIDInvalid = Refusal(
        code: "BATCH_ID_INVALID",
        status: 400,
        words: Words(
            "steward-batch 为 1 到 \(EventLimits.batchID) 个字母、数字、-、_ 或 .。",
            "steward-batch is 1 to \(EventLimits.batchID) letters, digits, -, _ or . characters."
        )
    )
    static let eventsMissing = Refusal(
        code: "EVENTS_MISSING",
        status: 400,
        words: Words("没有事件：每行一个 JSON 对象。", "There are no events: send one JSON object a line.")
    )
    static let tooManyLines = Refusal(
        code: "TOO_MANY_LINES",
        status: 413,
        words: Words(
            "一批最多 \(EventLimits.batchLines) 行，请分批上报。",
            "A batch has at most \(EventLimits.batchLines) lines. Send smaller batches."
        )
    )
    static let encodingNotTaken = Refusal(
        code: "ENCODING_NOT_TAKEN",
        status: 415,
        words: Words("请不要压缩内容。", "Send the body without compression.")
    )
    static let eventsFull = Refusal(
        code: "EVENTS_FULL",
        status: 503,
        words: Words(
            "事件来得太快，请保留这一批，稍后重发。",
            "Events come faster than they are written. Keep the batch and send it again."
        ),
        retryAfterSeconds: 5
    )
}
