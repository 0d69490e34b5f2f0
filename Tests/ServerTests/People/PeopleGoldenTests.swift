import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// One page of each kind as it is sent, without the frame around it.
@Suite struct PeopleGoldenTests {
    @Test func `list, person, disabling, disabled, journal, entry, check`() async throws {
        try await Site.run { site in
            let stage = try await PeopleStage(site)
            let zhou = try await site.as("zhou", name: "周沐")
            let person = try #require(zhou.person)
            _ = try await site.token("zhou")
            let app = try await CreateMiniProgram(platform: site.platform)(name: "山丘咖啡", by: person)
            _ = try await site.person("chen", name: "陈一诺", duties: [.official])
            site.world.advance(seconds: 3600)
            try await stage.root.get("/console/people").expect(200)
            let session = try await site.platform.engine.read {
                try MeQueries($0).devices(of: person, at: site.world.now).first
            }
            let token = try await site.platform.engine.read { try TokenQueries($0).tokens(of: person).first }
            let chain = try await site.platform.engine.read { try JournalQueries($0).entries(after: 0, limit: 9) }
            func names() -> KeyValuePairs<String, String> {
                [
                    app.rawValue: "APP_ID", session?.id.rawValue ?? "-": "SESSION", token?.id.rawValue ?? "-": "TOKEN",
                    person.rawValue: "ZHOU", chain[0].hash: "HASH1", chain[1].hash: "HASH2", chain[2].hash: "HASH3",
                    chain[3].hash: "HASH4",
                ]
            }
            func golden(_ path: String, _ name: String, _ client: SiteClient? = nil) async throws {
                let page = try await (client ?? stage.root).get(path).expect(200)
                try expectGolden(page.inside(naming: names()), "\(name).html")
            }
            try await golden("/console/people", "people-list")
            try await golden("/console/people?q=nobody", "people-nobody")
            try await golden("/console/people/zhou", "people-person")
            try await golden("/console/people/zhou", "people-person-en", stage.root.with("accept-language", "en"))
            try await golden("/console/people/root", "people-last-administrator")
            try await golden("/console/people/zhou/disable", "people-disable")
            try await golden("/console/people/zhou/apps", "people-apps")
            try await golden("/console/journal", "journal-list")
            try await golden("/console/journal/4", "journal-entry")
            try await golden("/console/journal/4", "journal-entry-en", stage.root.with("accept-language", "en"))
            try await golden("/console/journal/check", "journal-check")
            try await golden("/console/journal/check?after=0", "journal-sound")
            try await stage.root.post("/console/people/zhou/disable", ["reason": "left", "note": "离职"]).expect(303)
            _ = try await stage.root.get("/console/people")
            try await golden("/console/people/zhou", "people-disabled")
        }
    }
}
