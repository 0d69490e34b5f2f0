import Domain
import Storage

/// Changes one's own name and picture.
struct ChangeProfile: Sendable {
    enum Picture: Sendable {
        case keep
        case remove
        /// As sent: it is cropped and encoded anew.
        case new([UInt8])
    }

    let platform: Platform

    /// - Throws: a refusal at `name` or `picture`.
    func callAsFunction(of person: SignedInPerson, name: String, picture: Picture) async throws {
        let name = try PersonName.checked(name)
        let hash: String? =
            switch picture {
            case .keep: person.picture
            case .remove: nil
            case .new(let bytes): try await platform.keepPicture(bytes, as: .avatar, field: "picture").hash
            }
        guard name != person.name || hash != person.picture else { return }
        try await platform.change(by: person.id) { change in
            try PersonWrites(db: change.db).setProfile(name: name, picture: hash, of: person.id)
            try change.record(.profileChanged(person: person.id))
        }
    }
}
