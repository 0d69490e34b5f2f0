import Domain
import Hummingbird
import NIOCore

/// What a reviewer typed for a decision, as the form sends it: reasons in fields `reasons.0.type`, `reasons.0.memo`,
/// `reasons.0.kept` (pictures kept before) and `reasons.0.pictures` (files).
struct DecisionForm: Sendable {
    struct Reason: Sendable {
        /// A raw value of `RejectionType`; empty until it is chosen.
        var type = ""
        var memo = ""
        var kept: [ID<Picture>] = []
        /// Files as sent, to be kept before anything else is done.
        var files: [[UInt8]] = []

        var isBlank: Bool { PlainText.line(memo).isEmpty && kept.isEmpty && files.isEmpty }
    }

    /// A change of the form itself, for browsers without a script: the page is shown again with it.
    enum Edit: Sendable, Equatable {
        case addReason
        case dropReason(Int)
        case insert(Int, ID<ReplyTemplate>)
        case removePicture(Int, ID<Picture>)
        /// Only keeps the files that were chosen.
        case keepFiles

        /// `add`, `drop.1`, `insert.0.TEMPLATE`, `remove.0.PICTURE`, `keep`.
        init?(_ text: String) {
            let parts = text.split(separator: ".").map(String.init)
            let index = parts.count > 1 ? Int(parts[1]) : nil
            switch (parts.first, index, parts.count) {
            case ("add", _, 1): self = .addReason
            case ("keep", _, 1): self = .keepFiles
            case ("drop", let index?, 2): self = .dropReason(index)
            case ("insert", let index?, 3): self = .insert(index, ID(rawValue: parts[2]))
            case ("remove", let index?, 3): self = .removePicture(index, ID(rawValue: parts[2]))
            default: return nil
            }
        }
    }

    var decision: ReviewDecision?
    var filter = ReviewQueueFilter.all
    var reasons: [Reason]
    var edit: Edit?

    /// A form that nothing was typed into.
    static let fresh = DecisionForm(reasons: [Reason()])

    /// All files of one form together.
    static let mostBytes = 24 << 20

    private init(reasons: [Reason]) { self.reasons = reasons }

    init(_ fields: FormFields, files: [Int: [[UInt8]]] = [:]) {
        decision = fields["decision"].flatMap(ReviewDecision.init(rawValue:))
        filter = fields["show"].flatMap(ReviewQueueFilter.init(rawValue:)) ?? .all
        edit = fields["edit"].flatMap(Edit.init)
        reasons = (0..<RejectionReason.most).compactMap { index in
            guard let memo = fields["reasons.\(index).memo"] else { return nil }
            return Reason(
                type: fields["reasons.\(index).type"] ?? "",
                memo: memo,
                kept: fields.all("reasons.\(index).kept").prefix(RejectionReason.mostPictures).map { ID(rawValue: $0) },
                files: files[index] ?? []
            )
        }
        // Lines that were left empty are no reasons, unless somebody is still filling the form in.
        if edit == nil { reasons.removeAll(where: \.isBlank) }
    }

    /// Reads a form in either encoding.
    static func read(_ request: Request) async throws -> DecisionForm {
        let type = request.headers[.contentType]
        guard type?.lowercased().hasPrefix("multipart/") == true else {
            return DecisionForm(try await request.form())
        }
        var files: [Int: [[UInt8]]] = [:]
        var limits = Multipart.Limits(totalBytes: mostBytes)
        limits.parts = 200
        let most = PictureKind.screenshot.mostBytes
        let fields = try await Multipart.read(request.body, contentType: type, limits: limits) { part in
            let name = part.name.split(separator: ".")
            guard name.count == 3, name[0] == "reasons", name[2] == "pictures", let index = Int(name[1]),
                (0..<RejectionReason.most).contains(index)
            else { return Multipart.ignore }
            var list = files[index] ?? []
            list.append([])
            files[index] = list
            return { chunk in
                // One byte more than allowed says that it is too large.
                let rest = most + 1 - (files[index]?.last?.count ?? 0)
                files[index]?[list.count - 1] += chunk.readableBytesView.prefix(rest)
            }
        }
        return DecisionForm(fields, files: files.mapValues { $0.filter { !$0.isEmpty } })
    }

    /// What the use case takes. Throws the problem of a type that was not chosen.
    func checkedReasons() throws(Refusal) -> [RejectionReason] {
        var checked: [RejectionReason] = []
        for (index, reason) in reasons.enumerated() {
            guard let type = RejectionType(rawValue: reason.type) else {
                let words = Words("请选择原因的类型。", "Choose the type of the reason.")
                throw .invalid([FieldProblem(field: "reasons.\(index).type", words: words)])
            }
            checked.append(RejectionReason(type: type, memo: reason.memo, pictures: reason.kept))
        }
        return checked
    }

    /// Carries the edit out. A template's words go to the end of what was typed.
    mutating func apply(_ edit: Edit, templates: [ReplyTemplateRow]) {
        switch edit {
        case .addReason where reasons.count < RejectionReason.most: reasons.append(Reason())
        case .dropReason(let index) where reasons.indices.contains(index): reasons.remove(at: index)
        case .insert(let index, let id):
            guard reasons.indices.contains(index), let template = templates.first(where: { $0.id == id }) else { break }
            let typed = PlainText.lines(reasons[index].memo)
            reasons[index].memo = typed.isEmpty ? template.memo : "\(typed)\n\(template.memo)"
            reasons[index].type = template.type.rawValue
        case .removePicture(let index, let picture) where reasons.indices.contains(index):
            reasons[index].kept.removeAll { $0 == picture }
        default: break
        }
        if reasons.isEmpty { reasons = [Reason()] }
    }
}
