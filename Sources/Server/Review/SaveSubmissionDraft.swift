package import Domain
import Storage

/// Keeps what was typed for a submission so far. Not journaled: until it is submitted it concerns nobody.
///
/// Whoever saves last wins; the answer says who saved before.
package struct SaveSubmissionDraft: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// Who saved what this save replaced.
    package struct Earlier: Sendable {
        package let person: ID<Person>
        package let name: String
        package let at: Instant
    }

    /// More pictures than this are not kept: they could not be submitted, and a draft is no album.
    static let mostPictures = 20

    /// Changes the draft as it is now. Refused when the version can no longer be submitted.
    @discardableResult
    package func callAsFunction(
        _ number: VersionNumber,
        of app: AuthorisedApp,
        _ edit: @escaping @Sendable (inout SubmissionDraft) -> Void
    ) async throws -> Earlier? {
        try app.require(.versionSubmit)
        let person = try app.person()
        let (id, now) = (app.id, platform.world.now())
        return try await platform.engine.write { db in
            // The same lock that a submission takes: what it has taken along cannot be changed behind it.
            guard try InformationWrites(db: db).lock(id), let version = try VersionQueries(db).version(number, of: id)
            else { throw Refusal.notFound }
            try version.status.require(.submit)
            let queries = SubmissionDraftQueries(db)
            let stored = try queries.draft(of: version.id)
            var draft = try stored?.content ?? queries.beginning(of: version, in: id)
            edit(&draft)
            let known = try queries.files(of: draft.pictures, in: id)
            draft.keepPictures { known[$0] != nil }
            try SubmissionDraftWrites(db: db).save(draft, of: version.id, by: person, at: now)
            return stored.map { Earlier(person: $0.savedBy, name: $0.saverName, at: $0.savedAt) }
        }
    }
}

extension SubmissionDraft {
    /// Leaves out the pictures that are not there.
    fileprivate mutating func keepPictures(where exists: (ID<Picture>) -> Bool) {
        func kept(_ pictures: [ID<Picture>]) -> [ID<Picture>] {
            var seen = Set<ID<Picture>>()
            return Array(
                pictures.filter { exists($0) && seen.insert($0).inserted }.prefix(SaveSubmissionDraft.mostPictures)
            )
        }
        screenshots = kept(screenshots)
        for index in licences.indices { licences[index].pictures = kept(licences[index].pictures) }
    }
}
