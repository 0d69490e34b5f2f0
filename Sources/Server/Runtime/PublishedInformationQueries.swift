import Domain
import Foundation
import Storage

/// What end users see of a mini program's base information: as it was at the last release.
///
/// Source: the reference: "what end users see changes with the next release".
struct PublishedInformation {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    /// As stored with a release.
    struct Known: Codable, Sendable {
        let name: String
        let englishName: String
        let slogan: String
        let logo: String?
        let categories: [String]
        let servicePhone: String
        let serviceEmail: String

        init(_ information: BaseInformation) {
            name = information.name
            englishName = information.englishName
            slogan = information.slogan
            logo = information.logo
            categories = information.categories
            servicePhone = information.servicePhone
            serviceEmail = information.serviceEmail
        }
    }

    /// Nil for a mini program that is not there. Before the first release only members see it: what it says now.
    func information(of app: ID<MiniProgram>) throws -> Known? {
        guard let now = try InformationQueries(db).information(of: app) else { return nil }
        let stored = try db.first("SELECT content FROM published_information WHERE app_id = \(app)")
        guard let stored else { return Known(now) }
        return try JSONDecoder().decode(Known.self, from: Data(stored.text("content").utf8))
    }
}

struct PublishedInformationWrites {
    let db: any Writing

    /// Publishes what the base information says now.
    func publish(_ app: ID<MiniProgram>, at now: Instant) throws {
        guard let information = try InformationQueries(db).information(of: app) else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let content = String(decoding: try encoder.encode(PublishedInformation.Known(information)), as: UTF8.self)
        try db.execute(
            """
            INSERT INTO published_information (app_id, content, logo, published_at)
            VALUES (\(app), \(content), \(information.logo), \(now))
            ON CONFLICT (app_id) DO UPDATE SET content = excluded.content, logo = excluded.logo,
                published_at = excluded.published_at
            """
        )
    }
}
