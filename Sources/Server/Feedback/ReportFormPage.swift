import Domain

/// The page on which users report.
struct ReportFormPage: Sendable {
    struct Kind: Sendable {
        let value: String
        let name: String
        let hint: String
        let icon: String
        let isChosen: Bool
        let isFirst: Bool
    }

    let action: String
    let name: String
    let tile: Tile
    let kinds: [Kind]
    let text: String
    let most: Int
    let placeholder: String
    let page: String
    let hasPage: Bool
    /// Kept through the form.
    let receipt: String
    let device: String
    let system: String
    let baseLibrary: String
    let version: String
    let hasVersion: Bool
    let kindNote: FieldNote
    let textNote: FieldNote
    let picturesNote: FieldNote
    let general: FieldNote
    /// Pictures do not survive a refusal: browsers let no page choose files.
    let mustChooseAgain: Bool

    init(
        _ app: ID<MiniProgram>,
        _ known: PublishedInformation.Known,
        _ receipt: RuntimeReceipt?,
        _ typed: FormFields,
        _ refusal: Refusal?,
        _ language: Language
    ) {
        action = Paths.report(app)
        name = language == .en && !known.englishName.isEmpty ? known.englishName : known.name
        tile = Tile(name: known.name, picture: known.logo)
        let chosen = typed["kind"].flatMap(FeedbackKind.init(rawValue:))
        kinds = FeedbackKind.allCases.map { kind in
            Kind(
                value: kind.rawValue,
                name: kind.words[language],
                hint: kind.hint[language],
                icon: kind.icon,
                isChosen: kind == chosen,
                isFirst: kind == FeedbackKind.allCases.first
            )
        }
        text = typed["text"] ?? ""
        most = FeedbackLimits.text.upperBound
        placeholder =
            (chosen?.hint ?? Words("在哪个页面、做了什么、看到了什么", "On which page, what you did, what you saw"))[language]
        page = FeedbackLimits.page(typed["page"]) ?? ""
        hasPage = !page.isEmpty
        self.receipt = receipt?.text ?? ""
        device = FeedbackLimits.word(typed["device"]) ?? ""
        system = FeedbackLimits.word(typed["system"]) ?? ""
        baseLibrary = FeedbackLimits.word(typed["base_library"]) ?? ""
        version = receipt?.number.description ?? ""
        hasVersion = receipt != nil
        kindNote = refusal.note("kind", language)
        textNote = refusal.note("text", language)
        picturesNote = refusal.note("pictures", language)
        general = refusal.general(language)
        mustChooseAgain = refusal != nil
    }
}

extension FeedbackKind {
    var icon: String {
        switch self {
        case .cannotOpen: "power"
        case .whiteScreen: "phone"
        case .slow: "clock"
        case .payment: "pay"
        case .brokenFunction: "warn"
        case .content: "file"
        case .account: "me"
        case .suggestion: "star"
        }
    }

    /// The colour of its tile.
    var tint: String {
        switch self {
        case .cannotOpen, .whiteScreen, .payment: "bad"
        case .slow, .brokenFunction: "warn"
        case .content, .account: ""
        case .suggestion: "good"
        }
    }
}
