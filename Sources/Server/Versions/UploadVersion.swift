package import Domain
import Foundation
import Storage

/// Makes a received package a development version.
package struct UploadVersion: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// What came of it.
    package struct Outcome: Sendable {
        package let number: VersionNumber
        /// The version that went to make room.
        package let pruned: VersionNumber?
    }

    /// Two uploads at once come one after the other, by the lock on the mini program's row. Throws
    /// `VERSION_NUMBER_NOT_LARGER` and `TOO_MANY_DEVELOPMENT_VERSIONS`; nothing is kept then.
    package func callAsFunction(
        _ package: ReceivedPackage,
        as wish: VersionWish,
        in app: AuthorisedApp
    ) async throws -> Outcome {
        try app.require(.versionUpload)
        if wish.setsExperience { try app.require(.versionSetExperience) }
        if wish.prunes { try app.require(.versionDelete) }
        let person = try app.person()
        let id: ID<Version> = platform.world.newID()
        let code = platform.world.code(length: SetExperience.codeLength)
        let storedReport = try package.report.stored()
        return try await platform.change(by: person) { change in
            let (queries, writes) = (VersionQueries(change.db), VersionWrites(db: change.db))
            guard try InformationWrites(db: change.db).lock(app.id) else { throw Refusal.notFound }
            let number = try Self.number(wish, largest: try queries.largestNumber(of: app.id))
            let pruned = try Self.makeRoom(in: app.id, wish, change)
            let new = VersionWrites.New(
                id: id,
                app: app.id,
                number: number,
                description: wish.description,
                content: package.content,
                report: package.report,
                storedReport: storedReport,
                uploader: person,
                commit: wish.commit,
                branch: wish.branch,
                buildURL: wish.buildURL,
                sourceMaps: package.sourceMapsHash
            )
            try writes.add(new, at: change.now)
            let uploaded = JournalEvent.versionUploaded(
                version: id,
                number: number,
                package: package.content.sha256,
                errors: package.report.count(.error),
                warnings: package.report.count(.warning)
            )
            try change.record(uploaded, in: app.id)
            if wish.setsExperience {
                let experience = ExperienceWrites(db: change.db)
                try experience.set(id, of: app.id, newCode: code, by: person, at: change.now)
                try change.record(.experienceSet(version: id, number: number), in: app.id)
            }
            // Last, when nothing refuses any more: the file is in its place before the row that names it is committed.
            try package.keep()
            return Outcome(number: number, pruned: pruned)
        }
    }

    private static func number(_ wish: VersionWish, largest: VersionNumber?) throws -> VersionNumber {
        if let number = wish.number {
            try VersionRules.check(number, largest: largest)
            return number
        }
        guard let next = VersionRules.suggestion(after: largest) else { throw Refusal.noNumberLeft }
        return next
    }

    private static func makeRoom(
        in app: ID<MiniProgram>,
        _ wish: VersionWish,
        _ change: Change
    ) throws -> VersionNumber? {
        let queries = VersionQueries(change.db)
        guard try queries.developmentCount(of: app) >= VersionRules.mostInDevelopment else { return nil }
        guard wish.prunes, let oldest = try queries.oldestInDevelopment(of: app),
            try VersionWrites(db: change.db).delete(oldest.id)
        else { throw Refusal.tooManyDevelopmentVersions }
        try change.record(.versionDeleted(version: oldest.id, number: oldest.number), in: app)
        return oldest.number
    }
}

extension InspectionReport {
    /// The text to store with the version.
    func stored() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// Reads what `stored()` wrote.
    init(stored text: String) throws {
        self = try JSONDecoder().decode(InspectionReport.self, from: Data(text.utf8))
    }
}

extension AuthorisedApp {
    /// Who does it. Actions in a mini program are never a stranger's.
    func person() throws(Refusal) -> ID<Person> {
        guard let person = caller.person else { throw .signInRequired }
        return person
    }
}
