import Domain
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct `a gray release that is watched` {
    @Test(arguments: EngineKind.available)
    func `that turns bad has its schedule paused, and its members are told`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let guarded = try await GuardStage(site)
            try await guarded.plan([(24, 30), (48, 100)])
            try await guarded.launch(.control, 0..<60)
            try await guarded.launch(.gray, 0..<3)
            try await guarded.look()
            #expect(try await guarded.standing() == "10 running")
            try await guarded.launch(.gray, 3..<10, .failed)
            try await guarded.look()
            #expect(try await guarded.standing() == "10 paused")
            #expect(
                try await site.words(of: guarded.stage.app).suffix(2) == ["guard.stopped", "gray.schedule_changed"]
            )
            let messages = try await guarded.stage.owner.get("/api/v1/messages?category=system").expect(200).text
            #expect(messages.contains("1.1.0 自动止损：启动失败超过上限，不再自动扩大"))
            try await guarded.stage.owner.get(guarded.page).expect(200)
                .expect(text: "该停了：启动失败超过上限").expect(text: "仍然继续灰度")
            // It is said once, however many more fail.
            try await guarded.launch(.gray, 10..<20, .failed)
            try await guarded.look()
            #expect(try await site.words(of: guarded.stage.app).count { $0 == "guard.stopped" } == 1)
            let logo = guarded.stage.asOwner.logo ?? ""
            let names: KeyValuePairs = [
                guarded.stage.app.rawValue: "APP_ID", logo.isEmpty ? "LOGO" : logo: "LOGO",
            ]
            let page = try await guarded.stage.owner.get(guarded.page).expect(200)
            try expectGolden(page.inside(naming: names), "guard-stopped.html")
        }
    }

    @Test(arguments: [GuardAction.end, .tell])
    func `does at a stop what was chosen`(_ action: GuardAction) async throws {
        try await Site.run { site in
            let guarded = try await GuardStage(site)
            try await guarded.plan([(24, 30)], onStop: action)
            try await guarded.launch(.gray, 0..<6, .failed)
            try await guarded.look()
            #expect(try await guarded.standing() == (action == .end ? "over none" : "10 running"))
            let words = try await site.words(of: guarded.stage.app)
            #expect(words.suffix(action == .end ? 2 : 1).first == "guard.stopped")
            try await guarded.stage.owner.get(guarded.page).expect(200).expect(text: "自动止损 1.1.0")
        }
    }

    @Test(arguments: EngineKind.available)
    func `counts one outcome a user, and white screens only when their window is over`(_ kind: EngineKind) async throws
    {
        try await Site.run(kind) { site in
            let guarded = try await GuardStage(site)
            try await guarded.launch(.gray, 0..<5, .white)
            try await guarded.launch(.gray, 0..<5)
            try await guarded.launch(.control, 0..<3, .error)
            try await guarded.look()
            var state = try await guarded.state()
            #expect(state.launchFailure.gray.users == 5 && state.launchFailure.control.users == 3)
            #expect(state.whiteScreen.gray.users == 0)
            try await guarded.look(later: GuardRow.windowSeconds + 60)
            state = try await guarded.state()
            #expect(state.whiteScreen.gray.users == 5 && state.whiteScreen.gray.failures == 5)
            #expect(state.scriptError.control.failures == 3 && state.whiteScreen.control.failures == 0)
            // Another share, another launch of the same users: they are counted, and only the share is asked again.
            try await guarded.stage.gray("1.1.0", percent: "20")
            try await guarded.launch(.gray, 0..<5, .failed)
            try await guarded.look()
            state = try await guarded.state()
            #expect(state.launchFailure.gray.users == 5 && state.launchFailure.gray.failures == 0)
            #expect(state.sample.gray == 10)
            #expect(try await guarded.look() == 0)
        }
    }

    @Test func `what was reported late from before its start does not count`() async throws {
        try await Site.run { site in
            let guarded = try await GuardStage(site)
            let early = site.world.now.adding(seconds: -7_200).rfc3339
            let receipt = try guarded.events.receipt("late")
            let line = #"{"kind":"launch","ok":false,"at":"\#(early)"}"#
            try await guarded.events.report([line], receipt: receipt).expect(202)
            await guarded.events.writer.flush()
            #expect(try await guarded.look() == 0)
        }
    }

    @Test(arguments: [EngineKind.sqliteFile] + EngineKind.servers)
    func `is read once by two nodes that look at the same moment`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let guarded = try await GuardStage(site)
            try await guarded.launch(.control, 0..<40)
            try await guarded.launch(.gray, 0..<20)
            let read = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 { group.addTask { try await GuardWatch(platform: site.platform).look() } }
                return try await group.reduce(0, +)
            }
            #expect(read == 60)
            let state = try await guarded.state()
            #expect(state.launchFailure.gray.users == 20 && state.launchFailure.control.users == 40)
        }
    }

    @Test func `is as it was when reading is broken off`() async throws {
        try await Site.run { site in
            let guarded = try await GuardStage(site)
            try await guarded.launch(.gray, 0..<6, .failed)
            // What fails at the very end takes everything back: what was read, what is known, what was done.
            try await site.platform.engine.write { db in
                try db.execute("CREATE UNIQUE INDEX no_guard ON guard (app_id)")
                try db.execute(
                    """
                    INSERT INTO guard (draw, app_id, version_id, began_at, changed_at, state, feedback_at)
                    VALUES ('other', \(guarded.stage.app), 'other', 0, 0, '{}', 0)
                    """
                )
            }
            await #expect(throws: (any Error).self) { try await guarded.look() }
            #expect(try await guarded.standing() == "10 none")
            #expect(!(try await site.words(of: guarded.stage.app)).contains("guard.stopped"))
            try await site.platform.engine.write { db in
                try db.execute("DELETE FROM guard WHERE draw = 'other'")
                try db.execute("DROP INDEX no_guard")
            }
            try await guarded.look()
            #expect(try await guarded.state().breaker.failures == 6)
            #expect(try await site.words(of: guarded.stage.app).last == "guard.stopped")
        }
    }
}
