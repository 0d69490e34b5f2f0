import Domain

/// The text of an agreement, to be read.
struct AgreementText: Sendable {
    struct Section: Sendable {
        let heading: String
        let text: String
    }

    let version: String
    let title: String
    let sections: [Section]

    init(_ agreement: Agreement, _ language: Language) {
        version = agreement.version
        title = agreement.title[language]
        sections = agreement.sections.map { Section(heading: $0.heading[language], text: $0.text[language]) }
    }
}

/// The second step: the agreement, read to its end and accepted.
struct SubmissionAgreementPage: Sendable {
    let progress: SubmissionProgress
    let action: String
    let text: AgreementText
    let path: String
    let isAccepted: Bool
    let next: String
    let back: String
    let problem: String
    let isRefused: Bool

    init(_ desk: SubmissionDesk, _ language: Language, _ refusal: Refusal?) {
        progress = SubmissionProgress(desk, at: .agreement, language)
        action = Paths.submit(desk.number, of: desk.app.id, .agreement)
        text = AgreementText(Agreement.current, language)
        path = Paths.agreement(Agreement.current.version)
        isAccepted = desk.draft.isAgreed(by: desk.person)
        next = Paths.submit(desk.number, of: desk.app.id, .fields)
        back = Paths.submit(desk.number, of: desk.app.id)
        problem = refusal?.words[language] ?? ""
        isRefused = refusal != nil
    }
}

/// The agreement by itself, with the texts that held before.
struct AgreementPage: Sendable {
    let text: AgreementText
    let isCurrent: Bool
    let current: String
    let others: [Other]
    let hasOthers: Bool

    struct Other: Sendable {
        let version: String
        let path: String
    }

    init(_ agreement: Agreement, _ language: Language) {
        text = AgreementText(agreement, language)
        isCurrent = agreement == Agreement.current
        current = Paths.agreement
        others = Agreement.all.filter { $0 != agreement }
            .map { Other(version: $0.version, path: Paths.agreement($0.version)) }
        hasOthers = !others.isEmpty
    }
}
