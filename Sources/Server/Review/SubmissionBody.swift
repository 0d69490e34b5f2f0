import Domain

/// What `POST …/submit` brings along, all of it optional: what is missing is refused by the rules, with their words.
struct SubmissionBody: Decodable {
    struct Licence: Decodable {
        let kind: String
        let number: String?
        let name: String?
        let validUntil: String?
        let pictures: [String]?

        private enum CodingKeys: String, CodingKey {
            case kind, number, name, pictures
            case validUntil = "valid_until"
        }
    }

    /// `true`, `false`, or a word: a version of the agreement, a version's number.
    enum Mark: Decodable {
        case yes, no
        case word(String)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let flag = try? container.decode(Bool.self) {
                self = flag ? .yes : .no
            } else {
                self = .word(try container.decode(String.self))
            }
        }
    }

    let agreement: Mark?
    let description: String?
    let screenshots: [String]?
    let testAccount: String?
    let testPassword: String?
    let memo: String?
    let licences: [Licence]?
    let express: Bool?
    let grayPercent: Double?
    let replaces: Mark?

    private enum CodingKeys: String, CodingKey {
        case agreement, description, screenshots, memo, licences, express, replaces
        case testAccount = "test_account"
        case testPassword = "test_password"
        case grayPercent = "gray_percent"
    }

    /// The draft that it describes. Papers may be named in either language.
    func draft(_ categories: Categories) -> SubmissionDraft {
        var draft = SubmissionDraft()
        switch agreement {
        case .yes?: draft.agreement = Agreement.current.version
        case .word(let version)?: draft.agreement = version
        case .no?, nil: draft.agreement = nil
        }
        draft.description = description ?? ""
        draft.screenshots = (screenshots ?? []).map { ID(rawValue: $0) }
        draft.testAccount = testAccount ?? ""
        draft.testPassword = testPassword ?? ""
        draft.memo = memo ?? ""
        draft.isExpress = express ?? false
        draft.grayPercent = grayPercent.map { GrayShare(percent: $0)?.description ?? "\($0)" } ?? ""
        if case .no = replaces ?? .no { draft.replacesGray = false } else { draft.replacesGray = true }
        draft.licences = (licences ?? []).map { licence in
            SubmissionDraft.Licence(
                kind: categories.licence(named: licence.kind)?.zh ?? licence.kind,
                number: licence.number ?? "",
                name: licence.name ?? "",
                validUntil: licence.validUntil ?? "",
                pictures: (licence.pictures ?? []).map { ID(rawValue: $0) }
            )
        }
        return draft
    }

    /// The gray version that it says it replaces; nil where it leaves that open.
    func replacedNumber() throws(Refusal) -> VersionNumber? {
        guard case .word(let text)? = replaces else { return nil }
        guard let number = VersionNumber(text) else {
            throw .invalid([
                FieldProblem(
                    field: "replaces",
                    words: Words(
                        "replaces 是灰度版的版本号（1.2.3）或 true。",
                        "replaces is the gray version's number (1.2.3), or true."
                    )
                )
            ])
        }
        return number
    }
}

/// What `POST …/review` says.
struct DecisionBody: Decodable {
    struct Reason: Decodable {
        let type: String?
        let memo: String?
        let pictures: [String]?
    }

    private let decision: String
    private let reasons: [Reason]?

    /// The decision with its reasons. Throws `Refusal.invalid` for words that are none of the API's.
    func read() throws(Refusal) -> (ReviewDecision, [RejectionReason]) {
        guard let decision = ReviewDecision(rawValue: decision) else {
            throw Self.refuse("decision", ReviewDecision.allCases.map(\.rawValue))
        }
        var read: [RejectionReason] = []
        for (index, reason) in (reasons ?? []).enumerated() {
            guard let type = RejectionType(rawValue: reason.type ?? RejectionType.other.rawValue) else {
                throw Self.refuse("reasons.\(index).type", RejectionType.allCases.map(\.rawValue))
            }
            let pictures = (reason.pictures ?? []).map { ID<Picture>(rawValue: $0) }
            read.append(RejectionReason(type: type, memo: reason.memo ?? "", pictures: pictures))
        }
        return (decision, read)
    }

    private static func refuse(_ field: String, _ words: [String]) -> Refusal {
        let list = words.joined(separator: ", ")
        return .invalid([FieldProblem(field: field, words: Words("只能是：\(list)。", "One of: \(list)."))])
    }
}
