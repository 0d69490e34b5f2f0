import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct `what people decide about a watched release` {
    private func tick(_ guarded: GuardStage) async throws {
        try await GrayClock(platform: guarded.site.platform).tick()
    }

    @Test(arguments: EngineKind.available)
    func `a planned step waits until somebody goes on, and what is left comes later`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let guarded = try await GuardStage(site)
            try await guarded.plan([(1, 30), (2, 100)])
            try await guarded.launch(.control, 0..<20)
            try await guarded.launch(.gray, 0..<5)
            try await guarded.look()
            site.world.advance(seconds: 3_600 + 1_800)
            try await tick(guarded)
            try await tick(guarded)
            #expect(try await guarded.standing() == "10 running")
            #expect(try await site.words(of: guarded.stage.app).count { $0 == "guard.held" } == 1)
            let page = try await guarded.stage.owner.get(guarded.page).expect(200)
            try page.expect(text: "按计划该扩大到 30%，正等判断").expect(text: "等判断")
            let path = "\(guarded.stage.path)/versions/1.1.0/guard/overrule"
            try await guarded.stage.owner.post(path, ["reason": " "]).expect(422).expect(text: "请写 2 到 200 个字")
            try await guarded.stage.owner.post(path, ["reason": "内测群里确认过了"]).expect(303)
            try await tick(guarded)
            #expect(try await guarded.standing() == "30 running")
            try await guarded.stage.owner.get(guarded.page).expect(200).expect(text: "内测群里确认过了")
            // The step after it comes half an hour later than planned, and waits in its turn.
            site.world.advance(seconds: 3_599)
            try await tick(guarded)
            #expect(try await site.words(of: guarded.stage.app).count { $0 == "guard.held" } == 1)
            site.world.advance(seconds: 1)
            try await tick(guarded)
            #expect(try await guarded.standing() == "30 running")
            #expect(try await site.words(of: guarded.stage.app).last == "guard.held")
        }
    }

    @Test func `a step goes on by itself once enough is known`() async throws {
        try await Site.run { site in
            let guarded = try await GuardStage(site)
            try await guarded.plan([(1, 30)])
            try await guarded.launch(.control, 0..<10)
            try await guarded.look()
            site.world.advance(seconds: 3_600)
            try await tick(guarded)
            #expect(try await site.words(of: guarded.stage.app).last == "guard.held")
            try await guarded.launch(.control, 10..<1_500)
            try await guarded.launch(.gray, 0..<700)
            try await guarded.look(later: 600)
            #expect(try await site.words(of: guarded.stage.app).last == "guard.passed")
            try await tick(guarded)
            #expect(try await guarded.standing() == "30 finished")
        }
    }

    @Test func `a schedule of which nothing is reported does not wait, nor one that is only told of`() async throws {
        try await Site.run { site in
            let guarded = try await GuardStage(site)
            try await guarded.plan([(1, 30), (2, 50)], onStop: .tell)
            site.world.advance(seconds: 3_600)
            try await tick(guarded)
            try await guarded.launch(.control, 0..<10)
            try await guarded.look()
            site.world.advance(seconds: 3_600)
            try await tick(guarded)
            #expect(try await guarded.standing() == "50 finished")
        }
    }

    @Test func `the API says what is known and takes what is chosen`() async throws {
        try await Site.run { site in
            let guarded = try await GuardStage(site)
            let client = try await site.token("lin")
            var answer = try await client.get(guarded.api).expect(200).json()
            #expect(answer["verdict"] as? String == "open" && answer["on_stop"] as? String == "pause")
            try await guarded.launch(.control, 0..<20)
            try await guarded.launch(.gray, 0..<6, .failed)
            try await guarded.look()
            answer = try await client.get(guarded.api).expect(200).json()
            #expect(answer["verdict"] as? String == "stop" && answer["stopped_by"] as? String == "breaker")
            #expect((answer["figures"] as? [Any])?.count == GuardCause.allCases.count)
            #expect((answer["points"] as? [Any])?.count == 1)
            answer = try await client.postJSON(guarded.api, #"{"on_stop":"end"}"#, method: .patch).expect(200).json()
            #expect(answer["on_stop"] as? String == "end")
            try await client.postJSON(guarded.api, #"{"on_stop":"explode"}"#, method: .patch).expect(422)
            try await client.postJSON("\(guarded.api)/overrule", #"{"reason":"x"}"#).expect(422)
            answer = try await client.postJSON("\(guarded.api)/overrule", #"{"reason":"已经热修"}"#).expect(200).json()
            #expect(answer["verdict"] as? String == "open")
            try await client.postJSON("\(guarded.api)/overrule", #"{"reason":"再来"}"#)
                .expect(refusal: "GUARD_NOTHING_TO_OVERRULE", 409)
            try await site.as("stranger").get(guarded.page).expect(404)
            try await guarded.stage.release("1.1.0")
            try await client.postJSON(guarded.api, #"{"on_stop":"tell"}"#, method: .patch)
                .expect(refusal: "GRAY_NOT_RUNNING", 409)
        }
    }

    @Test(arguments: [EngineKind.sqliteFile] + EngineKind.servers)
    func `of a halt and somebody who releases one is first, and the journal is whole`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let guarded = try await GuardStage(site)
            try await guarded.plan([(24, 30)], onStop: .end)
            try await guarded.launch(.gray, 0..<6, .failed)
            let released = await withTaskGroup(of: Bool.self) { group in
                group.addTask { (try? await guarded.stage.release("1.1.0")) != nil }
                group.addTask {
                    _ = try? await guarded.watch.look()
                    return false
                }
                return await group.reduce(false) { $0 || $1 }
            }
            let words = try await site.words(of: guarded.stage.app)
            #expect(words.contains("guard.stopped") != released)
            #expect(words.contains("version.released") && words.last == (released ? "version.released" : "gray.ended"))
            guard case .sound = try await JournalCheck(engine: site.platform.engine)() else {
                throw SiteFailure("the chain is broken")
            }
        }
    }

    @Test func `confirmed reports of gray users beyond their share stop it`() async throws {
        try await Site.run { site in
            let guarded = try await GuardStage(site)
            let (app, now) = (guarded.stage.app, site.world.now)
            try await site.platform.engine.write { db in
                try db.execute(
                    """
                    INSERT INTO feedback_group (id, app_id, kind, text, waiting_since, last_at)
                    VALUES ('g', \(app), \(FeedbackKind.allCases[0]), 'x', 0, 0)
                    """
                )
                for user in 0..<10 {
                    try db.execute(
                        """
                        INSERT INTO feedback (id, app_id, kind, status, number, stage, pseudonym, text, received_at,
                            confirmed_at, group_id, is_member, counts, code_hash)
                        VALUES (\("f\(user)"), \(app), \(FeedbackKind.allCases[0]), 'confirmed', '1.1.0', 'g',
                            \("user\(user / 2)"), 'x', \(now), \(now.adding(seconds: 1)), 'g', 0, 1, \("c\(user)"))
                        """
                    )
                }
            }
            #expect(try await guarded.look(later: 2) == 5)
            #expect(try await guarded.look() == 0)
            let state = try await guarded.state()
            #expect(state.feedback.gray == 5 && state.stop == .feedback)
        }
    }

    @Test func `no question of the guard goes through a table that grows`() async throws {
        try await Site.run { site in
            let guarded = try await GuardStage(site)
            try await guarded.launch(.gray, 0..<3)
            let (app, number) = (guarded.stage.app, guarded.number)
            let scans = try await site.platform.engine.read { db in
                let plans = QueryPlans(db)
                guard let release = try GuardQueries(plans).running(of: app) else { return ["nothing runs"] }
                _ = try GuardQueries(plans).record(of: release.draw)
                _ = try GuardQueries(plans).latest(of: release.version)
                _ = try GuardQueries(plans).decisions(of: release.version)
                _ = try GuardOutcomeQueries(plans).due(of: release.draw, at: site.world.now, limit: 10)
                _ = try GuardOutcomeQueries(plans).usualTime(of: app, number, before: site.world.now)
                _ = try GuardOutcomeQueries(plans).reports(of: release, number, after: release.startedAt, limit: 10)
                return plans.scans
            }
            #expect(scans.isEmpty, "\(scans)")
        }
    }
}
