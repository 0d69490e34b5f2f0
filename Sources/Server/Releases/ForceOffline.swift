package import Domain
import Storage

/// An operator takes a version down by force, with a reason that its members read.
package struct ForceOffline: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    package static let reasonLength = 10...500

    /// - Parameter reason: 10 to 500, a Chinese character counting 2.
    package func callAsFunction(_ number: VersionNumber, of app: AuthorisedApp, reason typed: String) async throws {
        try app.require(.versionForceOffline)
        let person = try app.person()
        let reason = PlainText.lines(typed)
        guard Self.reasonLength.contains(TextLength.weighted(reason)) else {
            let words = Words(
                "请写明强制下架的原因，10 到 500 字（一个汉字算 2），成员会看到。",
                "Say why: 10 to 500 (a Chinese character counts 2). The members read it."
            )
            throw Refusal.invalid([FieldProblem(field: "reason", words: words)])
        }
        try await platform.change(by: person) { change in
            guard let version = try VersionQueries(change.db).id(of: number, in: app.id) else { throw Refusal.notFound }
            try change.carryOut(.forceOffline, on: number, of: app.id)
            try TakedownWrites(db: change.db).add(reason, to: version, by: person, at: change.now)
        }
    }
}
