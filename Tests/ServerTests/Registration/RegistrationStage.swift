import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Server

/// An installation with an administrator `guan`, and people who come in.
struct RegistrationStage: Sendable {
    let site: Site
    let chief: SiteClient

    init(_ site: Site) async throws {
        self.site = site
        chief = try await site.as("guan", name: "关山", duties: [.administrator])
    }

    var caller: Caller { Caller(person: chief.person, duties: [.administrator], scopes: nil) }

    /// A link of the administrator's.
    func link(uses: Int = 1, hours: Int = 24, note: String = "") async throws -> MakeAccountLink.Made {
        try await MakeAccountLink(platform: site.platform)(uses: uses, hours: hours, note: note, by: caller)
    }

    func open(_ registration: InstallationSettings.Registration = .open) async throws {
        try await ChangeSettings(platform: site.platform)(ChangeSettings.Wish(registration: registration))
    }

    /// What somebody types.
    static func form(_ login: String, name: String = "新同事", password: String = Site.password) -> KeyValuePairs<
        String, String
    > { ["name": name, "login": login, "password": password] }

    /// Registers without a browser.
    func register(_ way: RegistrationWay, _ login: String) async throws -> Register.Done {
        try await Register(platform: site.platform)(
            way,
            name: "新同事",
            login: login,
            password: Site.password,
            from: SignInOrigin(address: "198.51.100.7", agent: "test")
        )
    }

    func id(_ login: String) async throws -> ID<Person>? {
        try await site.platform.engine.read { try PersonQueries($0).person(login: login) }
    }

    /// The journal's payloads with this word.
    func entries(_ word: String) async throws -> [String] {
        try await site.platform.engine.read { db in
            try db.rows("SELECT payload FROM journal WHERE word = \(word) ORDER BY sequence").map {
                try $0.text("payload")
            }
        }
    }

    /// The titles in somebody's inbox, as their page shows them.
    func inbox(_ client: SiteClient) async throws -> String { try await client.get("/messages").expect(200).text }

    func reset(_ login: String) async throws -> MakeResetLink.Made {
        try await MakeResetLink(platform: site.platform)(login: login, by: caller)
    }
}
