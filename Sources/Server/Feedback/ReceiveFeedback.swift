package import Domain
import Storage

/// Takes a report of an end user. Nothing of it is journaled: it is what users say, not what members do.
package struct ReceiveFeedback: Sendable {
    /// As it came.
    package struct Report: Sendable {
        package var kind: String?
        package var text = ""
        package var page: String?
        package var device: String?
        package var system: String?
        package var baseLibrary: String?
        /// As sent, at most `FeedbackLimits.pictures` and one more, which says that there were too many.
        package var pictures: [[UInt8]] = []

        package init() {}
    }

    /// What the reporter is told.
    package struct Answer: Sendable, Equatable {
        package let code: String
        /// The version by the receipt; nil without one.
        package let number: VersionNumber?
    }

    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    static let byReceipt = RateBudget(name: "feedback-receipt", burst: 6, perSecond: 12.0 / 3600)
    /// More from one address within an hour are somebody who makes them up: they are taken, and count for nothing.
    static let counting = RateBudget(name: "feedback-counting", burst: 10, perSecond: 10.0 / 3600)
    static let byAddress = RateBudget(name: "feedback-address", burst: 40, perSecond: 120.0 / 3600)

    /// Before the body is read: whether the mini program is there, and whether the address may send one more.
    func begin(_ app: ID<MiniProgram>, from address: String) throws -> RuntimeEntry {
        guard let entry = platform.runtime.loops.picture.table.entry(of: app) else { throw Refusal.notFound }
        try platform.limiter.take(Self.byAddress, from: address, at: platform.world.now())
        return entry
    }

    /// What a receipt says; nil without one. Throws `RECEIPT_INVALID` for one that was not made here.
    func receipt(_ text: String?, in app: ID<MiniProgram>) throws(Refusal) -> RuntimeReceipt? {
        guard let text, !text.isEmpty else { return nil }
        guard let makers = platform.runtime.loops.picture.makers else { throw .starting }
        guard let receipt = makers.receipts.read(text, in: app) else { throw .receiptInvalid }
        return receipt
    }

    func callAsFunction(
        _ typed: Report,
        receipt: RuntimeReceipt?,
        from address: String,
        to entry: RuntimeEntry
    ) async throws -> Answer {
        let (kind, text) = try Self.checked(typed)
        let app = entry.app
        if let receipt {
            try platform.limiter.take(
                Self.byReceipt,
                of: "\(app)/\(receipt.pseudonym)",
                at: platform.world.now()
            )
        }
        var pictures: [(hash: String, width: Int, height: Int)] = []
        for bytes in typed.pictures {
            let kept = try await platform.keepPicture(bytes, as: .screenshot, field: "pictures")
            pictures.append((kept.hash, kept.picture.width, kept.picture.height))
        }
        let isMember = try await isMember(receipt, entry)
        let code = platform.world.code(length: FeedbackCode.length)
        let report = NewFeedback(
            id: platform.world.newID(),
            app: app,
            kind: kind,
            text: text,
            page: FeedbackLimits.page(typed.page),
            receipt: receipt,
            isMember: isMember,
            counts: counts(receipt, isMember, address),
            codeHash: Secret.hash(code),
            device: FeedbackLimits.word(typed.device),
            system: FeedbackLimits.word(typed.system),
            baseLibrary: FeedbackLimits.word(typed.baseLibrary),
            pictures: pictures
        )
        let newGroup: ID<FeedbackGroup> = platform.world.newID()
        try await platform.change(by: nil) { change in
            // Two that are alike and come at once would each make a group.
            guard try InformationWrites(db: change.db).lock(app) else { throw Refusal.notFound }
            let group = try change.group(for: report, orNew: newGroup)
            try FeedbackIntakeWrites(db: change.db).add(report, to: group, at: change.now)
        }
        return Answer(code: code, number: receipt?.number)
    }

    /// Every problem at its field.
    private static func checked(_ typed: Report) throws -> (FeedbackKind, String) {
        var problems: [FieldProblem] = []
        let kind = typed.kind.flatMap(FeedbackKind.init(rawValue:))
        if kind == nil {
            let all = FeedbackKind.allCases.map(\.rawValue).joined(separator: ", ")
            problems.append(
                FieldProblem(
                    field: "kind",
                    words: typed.kind?.isEmpty ?? true
                        ? Words("请选择遇到了哪类问题。", "Please choose what it is about.")
                        : Words("kind 只能是：\(all)。", "kind is one of: \(all).")
                )
            )
        }
        var text = ""
        do throws(FeedbackProblem) {
            text = try FeedbackLimits.text(typed.text)
        } catch {
            problems.append(error.problem)
        }
        if typed.pictures.count > FeedbackLimits.pictures {
            problems.append(
                FieldProblem(
                    field: "pictures",
                    words: Words(
                        "最多 \(FeedbackLimits.pictures) 张图片。",
                        "At most \(FeedbackLimits.pictures) pictures."
                    )
                )
            )
        }
        guard problems.isEmpty, let kind else { throw Refusal.invalid(problems) }
        return (kind, text)
    }

    private func isMember(_ receipt: RuntimeReceipt?, _ entry: RuntimeEntry) async throws -> Bool {
        guard let receipt, let makers = platform.runtime.loops.picture.makers else { return false }
        return try await MemberPseudonyms.of(entry, makers.receipts, platform.engine).all.contains(receipt.pseudonym)
    }

    /// Whether it may count in a gray release: one with a receipt, no member's, and not too many from one address.
    private func counts(_ receipt: RuntimeReceipt?, _ isMember: Bool, _ address: String) -> Bool {
        guard receipt != nil, !isMember else { return false }
        do {
            try platform.limiter.take(Self.counting, from: address, at: platform.world.now())
            return true
        } catch {
            return false
        }
    }
}

/// The code under which a reporter sees what became of a report: 130 random bits. Its hash is kept only.
enum FeedbackCode {
    static let length = 26
}

extension Change {
    /// The group whose first report says the same as this one, or a new one.
    fileprivate func group(for report: NewFeedback, orNew id: ID<FeedbackGroup>) throws -> ID<FeedbackGroup> {
        let likeness = FeedbackLikeness(report.text)
        let bands = likeness.bands
        let candidates = try FeedbackIntakeQueries(db)
            .candidates(of: report.app, report.kind, page: report.page, bands: bands, limit: 40)
        let likest =
            candidates
            .map { (group: $0.id, likeness: FeedbackLikeness($0.text).likeness(to: likeness)) }
            .max { $0.likeness < $1.likeness }
        if let likest, likest.likeness >= FeedbackLikeness.same { return likest.group }
        try FeedbackIntakeWrites(db: db).add(id, for: report, bands: bands, at: now)
        return id
    }
}
