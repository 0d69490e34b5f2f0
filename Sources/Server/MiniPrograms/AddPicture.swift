package import Domain
import Storage

/// Keeps a picture for a later submission or decision, which names it by the id. Not journaled: until then it concerns nobody.
package struct AddPicture: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// - Parameter bytes: the picture as sent, PNG or JPEG up to 4 MB.
    package func callAsFunction(_ bytes: [UInt8], in app: AuthorisedApp) async throws -> ID<Picture> {
        if !app.allows(.versionReview) { try app.require(.versionSubmit) }
        guard let person = app.caller.person else { throw Refusal.signInRequired }
        let (picture, hash) = try await platform.keepPicture(bytes, as: .screenshot)
        let id: ID<Picture> = platform.world.newID()
        let (app, now) = (app.id, platform.world.now())
        try await platform.engine.write { db in
            try MiniProgramWrites(db: db).add(picture, id, hash: hash, of: app, by: person, at: now)
        }
        return id
    }
}
