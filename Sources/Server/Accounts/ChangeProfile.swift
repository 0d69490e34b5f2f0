import Domain
import Storage

/// Changes one's own name, picture and language.
struct ChangeProfile: Sendable {
    enum Picture: Sendable {
        case keep
        case remove
        /// As sent: it is cropped and encoded anew.
        case new([UInt8])
    }

    enum SpokenLanguage: Sendable {
        case keep
        /// Nil follows the browser.
        case new(Language?)
    }

    let platform: Platform

    /// A name that speaks for the platform is refused, except to who has a duty in it; one from before stays.
    ///
    /// - Throws: a refusal at `name` or `picture`.
    func callAsFunction(
        of person: SignedInPerson,
        name: String,
        picture: Picture,
        language: SpokenLanguage = .keep
    ) async throws {
        var name = try PersonName.checked(name)
        if name != person.name, person.duties.isEmpty, person.withheldDuties.isEmpty {
            name = try RegistrationRules.name(name)
        }
        let hash: String? =
            switch picture {
            case .keep: person.picture
            case .remove: nil
            case .new(let bytes): try await platform.keepPicture(bytes, as: .avatar, field: "picture").hash
            }
        let isOther = name != person.name || hash != person.picture
        if case .keep = language, !isOther { return }
        try await platform.change(by: person.id) { [name] change in
            let writes = PersonWrites(db: change.db)
            if case .new(let language) = language { try writes.setLanguage(language, of: person.id) }
            guard isOther else { return }
            try writes.setProfile(name: name, picture: hash, of: person.id)
            try change.record(.profileChanged(person: person.id))
        }
    }
}
