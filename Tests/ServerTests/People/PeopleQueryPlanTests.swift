import Domain
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Server

/// What the operators' pages of people and of the journal ask.
@Suite struct PeopleQueryPlanTests {
    @Test func `lists of people go along an index that holds what is looked at`() async throws {
        try await Site.run { site in
            let stage = try await PeopleStage(site)
            try await stage.crowd(3000)
            try await site.platform.engine.write { _ = try $0.execute("ANALYZE") }
            let now = site.world.now
            let wanted: [(PeopleFilter, String)] = [
                (.all, "COVERING INDEX person_directory (login_key>?)"),
                (.disabled, "COVERING INDEX person_disabled (login_key>?)"),
                (.unseen, "COVERING INDEX person_unseen"), (.duty(.reviewer), "person_by_duty (duty=?)"),
            ]
            for (filter, index) in wanted {
                for text in ["", "某人 29"] {
                    let (scans, steps) = try await site.platform.engine.read { db in
                        let plans = QueryPlans(db)
                        let cursor = PeopleListQueries.Cursor(key: "user000100", at: now.milliseconds)
                        _ = try PeopleListQueries(plans).page(filter, finding: text, after: cursor, at: now, limit: 31)
                        return (plans.scans.filter { $0 != "SCAN found" }, plans.steps)
                    }
                    #expect(scans.isEmpty, "\(filter.name): \(scans)")
                    #expect(steps.contains { $0.contains(index) }, "\(filter.name): \(steps)")
                }
            }
        }
    }

    @Test func `every filter of the journal is read by its own index in its own order`() async throws {
        try await Site.run { site in
            let people = [try await site.person("zhou"), try await site.person("chen")]
            let apps = [ID<MiniProgram>(rawValue: "2021000000000001"), ID<MiniProgram>(rawValue: "2021000000000002")]
            try await site.journal(of: 2000, people: people, apps: apps)
            try await site.platform.engine.write { _ = try $0.execute("ANALYZE") }
            let (words, range) = (["app.created"], "(at,sequence)<(?,?)")
            let wanted: [(JournalFilter, String)] = [
                (JournalFilter(), "journal_by_time (\(range))"),
                (JournalFilter(words: words), "journal_by_word_and_time (word=? AND \(range))"),
                (JournalFilter(app: apps[0]), "journal_by_app_and_time (app_id=? AND \(range))"),
                (
                    JournalFilter(app: apps[0], words: words),
                    "journal_by_app_word_and_time (app_id=? AND word=? AND \(range))"
                ),
                (JournalFilter(person: people[0]), "journal_person_1 (person_id=? AND \(range))"),
                (
                    JournalFilter(person: people[0], words: words),
                    "journal_person_by_word (person_id=? AND word=? AND \(range))"
                ),
                (
                    JournalFilter(person: people[0], app: apps[0]),
                    "journal_person_by_app (person_id=? AND app_id=? AND \(range))"
                ),
                (
                    JournalFilter(person: people[0], app: apps[0], words: words),
                    "journal_person_by_app_and_word (person_id=? AND app_id=? AND word=? AND \(range))"
                ),
            ]
            for (filter, index) in wanted {
                let (scans, steps) = try await site.platform.engine.read { db in
                    let plans = QueryPlans(db)
                    let page = try JournalListQueries(plans).page(filter, limit: 41)
                    _ = try JournalNames(plans, of: page.rows)
                    return (plans.scans.filter { $0 != "SCAN newest" }, plans.steps)
                }
                #expect(scans.isEmpty, "\(scans)")
                #expect(steps.contains { $0.contains(index) }, "\(index): \(steps)")
                #expect(steps.contains { $0.hasPrefix("SEARCH j USING INDEX sqlite_autoindex_journal_1") }, "\(steps)")
            }
        }
    }

    @Test func `each page asks as much of a large platform as of a small one`() async throws {
        let recorder = Mutex<RecordingEngine?>(nil)
        try await Site.run(
            engine: { engine in
                let recording = RecordingEngine(engine)
                recorder.withLock { $0 = recording }
                return recording
            }
        ) { site in
            let engine = try #require(recorder.withLock { $0 })
            let stage = try await PeopleStage(site)
            let zhou = try await site.as("zhou", name: "周沐")
            let person = try #require(zhou.person)
            let app = try await CreateMiniProgram(platform: site.platform)(name: "山丘咖啡", by: person)
            let paths = [
                "/console/people", "/console/people?q=zhou&show=reviewer", "/console/people/zhou",
                "/console/people/zhou/apps", "/console/people/zhou/disable", "/console/journal",
                "/console/journal?person=zhou&what=people&app=\(app)", "/console/journal/2",
                "/console/journal/check?after=0",
            ]
            func asked(_ path: String) async throws -> Int {
                try await stage.root.get(path).expect(200)
                engine.clear()
                try await stage.root.get(path).expect(200)
                return engine.queries.count
            }
            var few: [String: Int] = [:]
            for path in paths { few[path] = try await asked(path) }
            try await stage.crowd(400)
            try await site.journal(of: 600, people: [person], apps: [app])
            for index in 0..<8 {
                _ = try await CreateMiniProgram(platform: site.platform)(name: "小程序\(index)号", by: person)
                _ = try await site.as("zhou")
                _ = try await site.token("zhou")
            }
            for path in paths { #expect(try await asked(path) == few[path], "\(path)") }
        }
    }
}
