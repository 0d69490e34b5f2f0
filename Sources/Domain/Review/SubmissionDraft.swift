/// What a submission brings along, as typed so far. Kept as it is until it is submitted, so that leaving loses nothing.
package struct SubmissionDraft: Hashable, Sendable, Codable {
    /// A paper that a category asks for.
    package struct Licence: Hashable, Sendable, Codable {
        /// The paper's Chinese name in the list of categories: its id.
        package var kind: String
        package var number: String
        package var name: String
        /// `2027-01-31`, or `long_term` for one that does not run out.
        package var validUntil: String
        package var pictures: [ID<Picture>]

        package init(
            kind: String,
            number: String = "",
            name: String = "",
            validUntil: String = "",
            pictures: [ID<Picture>] = []
        ) {
            self.kind = kind
            self.number = number
            self.name = name
            self.validUntil = validUntil
            self.pictures = pictures
        }
    }

    package var description = ""
    package var screenshots: [ID<Picture>] = []
    package var testAccount = ""
    package var testPassword = ""
    package var licences: [Licence] = []
    package var memo = ""
    package var isExpress = false
    /// Per cent, as typed; empty where no gray release shall begin by itself.
    package var grayPercent = ""
    /// Whether it shall take over the gray release that runs.
    package var replacesGray = false
    /// The version of the agreement that was read to its end and accepted.
    package var agreement: String?
    /// Who accepted it: somebody else who submits accepts it for themselves.
    package var agreedBy: ID<Person>?
    /// The number of the version whose submission it began with, until something was typed over that.
    package var takenFrom: String?

    package init() {}

    /// Whether this person accepted the text that holds now.
    package func isAgreed(by person: ID<Person>) -> Bool {
        agreement == Agreement.current.version && agreedBy == person
    }

    /// Every picture that it names.
    package var pictures: [ID<Picture>] { screenshots + licences.flatMap(\.pictures) }

    /// The licences of this draft in the order in which the categories ask for them; what is asked for no longer is left out.
    package func licences(asked kinds: [Words]) -> [Licence] {
        kinds.map { kind in licences.first { $0.kind == kind.zh } ?? Licence(kind: kind.zh) }
    }
}
