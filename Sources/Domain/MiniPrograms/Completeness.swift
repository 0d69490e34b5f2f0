/// What the base information still lacks before a version can be submitted.
///
/// Source: the reference's "Submission". Whether a filing and a privacy policy are needed is for the law and the reviewers to
/// say; they are advised here, not demanded.
package struct Completeness: Hashable, Sendable {
    /// One thing that a submission asks for. The contact is one thing with two fields: a phone or an e-mail address.
    package struct Item: Hashable, Sendable {
        /// Where to go to fill it in.
        package let field: InformationField
        package let words: Words
        package let isFilled: Bool
    }

    /// What a submission asks for, in the order of the fields.
    package let required: [Item]
    /// What it does not ask for but reviewers and users like to see.
    package let advised: [Item]
    /// Papers that the chosen categories ask for; they are handed in with the submission.
    package let licences: [Words]

    package init(of information: BaseInformation, categories: Categories) {
        func item(_ field: InformationField, _ isFilled: Bool, _ words: Words? = nil) -> Item {
            Item(field: field, words: words ?? field.label, isFilled: isFilled)
        }
        let hasRegion = information.regionType != nil
        let hasArea = hasRegion && (information.regionType != .location || !information.provinces.isEmpty)
        let hasContact = !information.servicePhone.isEmpty || !information.serviceEmail.isEmpty
        required = [
            item(.name, !information.name.isEmpty),
            item(.logo, information.logo != nil),
            item(.slogan, !information.slogan.isEmpty),
            item(.description, !information.description.isEmpty),
            item(.categories, !information.categories.isEmpty),
            item(hasRegion && !hasArea ? .provinces : .regionType, hasArea),
            item(.servicePhone, hasContact, Words("客服电话或邮箱", "Service phone or e-mail")),
        ]
        advised = [
            item(.englishName, !information.englishName.isEmpty),
            item(.filingNumber, !information.filingNumber.isEmpty),
            item(.privacyPolicyURL, !information.privacyPolicyURL.isEmpty),
            item(.requestDomains, !information.requestDomains.isEmpty),
        ]
        licences = categories.licences(of: information.categories)
    }

    /// What a submission still lacks.
    package var missing: [Item] { required.filter { !$0.isFilled } }

    package var isComplete: Bool { missing.isEmpty }

    /// The filled part of what is required, 0 to 1.
    package var ratio: Double { Double(required.count - missing.count) / Double(required.count) }

    /// The same in whole per cent, rounded down, so that 100 means complete.
    package var percent: Int { (required.count - missing.count) * 100 / required.count }

    /// The problems to refuse a submission with, one for each missing thing; empty when complete.
    package var problems: [FieldProblem] {
        missing.map { item in
            FieldProblem(
                field: item.field.rawValue,
                words: Words("提审前请先填写\(item.words.zh)。", "Fill in before submitting: \(item.words.en).")
            )
        }
    }
}
