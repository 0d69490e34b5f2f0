import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// Schedules as they are typed, taken, paused and stopped. The test world begins on 20 January 2026 at 10:00 in Shanghai.
@Suite struct `A gray release with a schedule` {
    private static let plan: KeyValuePairs<String, String> = [
        "preset": "10", "date1": "2026-01-21", "time1": "10:00", "share1": "30", "date2": "2026-01-22",
        "time2": "10:00",
        "share2": "100",
    ]

    private static func started(_ site: Site) async throws -> ReleaseStage {
        let stage = try await ReleaseStage(site)
        try await stage.version("1.0.0", .approved)
        try await stage.owner.post("\(stage.path)/versions/1.0.0/gray", plan).expect(303)
        return stage
    }

    private static func share(_ stage: ReleaseStage) async throws -> String? {
        try await stage.gray()?.share.description
    }

    @Test(arguments: EngineKind.available)
    func `is shown, and takes its steps when their time has come`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await Self.started(site)
            let clock = GrayClock(platform: site.platform)
            let list = "\(stage.path)/versions"
            try await stage.owner.get(list).expect(text: "计划：明天 10:00 扩大至 30%，后天 10:00 扩大至 100%")
            site.world.advance(seconds: 86_399)
            #expect(try await clock.tick() == 0)
            site.world.advance(seconds: 1)
            #expect(try await clock.tick() == 1)
            #expect(try await Self.share(stage) == "30")
            try await stage.owner.get("\(list)/1.0.0/gray").expect(text: "已完成").expect(text: "进行中")
            try await stage.owner.get("\(list)/1.0.0").expect(text: "<b>系统</b> 把 1.0.0 的灰度扩大到 30%（按计划）")
            site.world.advance(seconds: 86_400)
            #expect(try await clock.tick() == 1)
            #expect(try await Self.share(stage) == "100")
            #expect(try await clock.tick() == 0)
            #expect(try await stage.plan()?.state == .finished)
            try await stage.owner.get("\(list)/1.0.0/gray").expect(noText: "name=\"share\"")
        }
    }

    @Test func `a server that was down over two steps takes the last`() async throws {
        try await Site.run { site in
            let stage = try await Self.started(site)
            site.world.advance(seconds: 3 * 86_400)
            #expect(try await GrayClock(platform: site.platform).tick() == 1)
            #expect(try await Self.share(stage) == "100")
            let grown = try await site.platform.engine.rows("SELECT word FROM journal WHERE word = 'gray.enlarged'")
            #expect(grown.count == 1)
        }
    }

    @Test(arguments: EngineKind.available)
    func `paused it takes no step, and going on shifts what is left`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await Self.started(site)
            let (clock, gray) = (GrayClock(platform: site.platform), "\(stage.path)/versions/1.0.0/gray")
            try await stage.owner.get("\(gray)/pause").expect(200).expect(text: "比例停在 10%")
            try await stage.owner.post("\(gray)/pause").expect(redirectTo: gray)
            try await stage.owner.get("\(gray)/pause").expect(409)
            try await stage.owner.get("\(stage.path)/versions").expect(text: "计划已暂停")
            site.world.advance(seconds: 2 * 86_400 + 3600)
            #expect(try await clock.tick() == 0)
            try await stage.owner.post("\(gray)/resume").expect(redirectTo: gray)
            try await stage.owner.post("\(gray)/resume").expect(409)
            #expect(try await clock.tick() == 0)
            // Two days and an hour later than planned.
            let left = try await stage.plan()?.left.map(\.at) ?? []
            let days: [Int64] = [3 * 86_400 + 3600, 4 * 86_400 + 3600]
            #expect(left == days.map { site.world.now.adding(seconds: $0 - 2 * 86_400 - 3600) })
            site.world.advance(seconds: 86_400)
            #expect(try await clock.tick() == 1)
            #expect(try await Self.share(stage) == "30")
        }
    }

    @Test func `is not touched by a page of another version`() async throws {
        try await Site.run { site in
            let stage = try await Self.started(site)
            try await stage.upload("1.1.0")
            let (mine, other) = ("\(stage.path)/versions/1.0.0/gray", "\(stage.path)/versions/1.1.0/gray")
            for act in ["pause", "stop"] {
                try await stage.owner.post("\(other)/\(act)").expect(409)
                #expect(try await stage.plan()?.state == .running)
            }
            try await stage.owner.post("\(mine)/pause").expect(303)
            try await stage.owner.post("\(other)/resume").expect(409).expect(text: "没有执行")
            #expect(try await stage.plan()?.state == .paused)
            try await stage.owner.post("\(mine)/resume").expect(303)
        }
    }

    @Test func `acting by hand stops it, and so does stopping it`() async throws {
        try await Site.run { site in
            let stage = try await Self.started(site)
            let gray = "\(stage.path)/versions/1.0.0/gray"
            try await stage.owner.get("\(gray)/enlarge?share=50").expect(text: "灰度计划还剩 2 步")
            try await stage.owner.post("\(gray)/enlarge", ["share": "50"]).expect(303)
            #expect(try await stage.plan()?.state == .stopped)
            site.world.advance(seconds: 5 * 86_400)
            #expect(try await GrayClock(platform: site.platform).tick() == 0)
            #expect(try await Self.share(stage) == "50")
            // A schedule alone, without another share.
            try await stage.owner.post(gray, ["date1": "2026-01-28", "time1": "09:30", "share1": "100"]).expect(303)
            #expect(try await stage.plan()?.left.count == 1)
            #expect(try await Self.share(stage) == "50")
            try await stage.owner.get("\(gray)/stop").expect(200).expect(text: "剩下的 1 步取消")
            try await stage.owner.post("\(gray)/stop").expect(redirectTo: gray)
            try await stage.owner.post("\(gray)/stop").expect(409)
            site.world.advance(seconds: 5 * 86_400)
            #expect(try await GrayClock(platform: site.platform).tick() == 0)
        }
    }

    @Test func `what is wrong with it stands at it, and what was typed stays`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .approved)
            let gray = "\(stage.path)/versions/1.0.0/gray"
            let wrong: [KeyValuePairs<String, String>] = [
                ["preset": "30", "date1": "2026-01-21", "time1": "10:00", "share1": "10"],
                ["preset": "10", "date1": "2026-01-20", "time1": "09:59", "share1": "30"],
                ["preset": "10", "date1": "2026-03-21", "time1": "10:00", "share1": "30"],
                ["preset": "10", "date1": "2026-01-21", "time1": "", "share1": "30"],
                ["preset": "10", "date1": "2026-02-30", "time1": "10:00", "share1": "30"],
                ["preset": "10", "date1": "2026-01-21", "time1": "10:00", "share1": ""],
                ["preset": "10", "date1": "2026-01-21", "time1": "10:00", "share1": "alles"],
            ]
            for fields in wrong {
                let page = try await stage.owner.post(gray, fields).expect(422).expect(text: "p-schedule")
                for (name, value) in fields where name != "preset" { try page.expect(text: "value=\"\(value)\"") }
                try page.expect(text: "value=\"\(fields[0].value)\" checked")
            }
            #expect(try await stage.gray() == nil)
        }
    }

    @Test func `schedules that are offered fill the form without a script`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .approved)
            let gray = "\(stage.path)/versions/1.0.0/gray"
            let page = try await stage.owner.get("\(gray)?preset=10&plan=two").expect(200)
            for text in ["value=\"10\" checked", "2026-01-21", "value=\"30\"", "2026-01-22", "value=\"100\""] {
                try page.expect(text: text)
            }
            try page.expect(text: "明天 10:00 30%，后天 10:00 100%")
            try await stage.owner.post(gray, Self.plan).expect(303)
            try await stage.owner.get("\(gray)?plan=current").expect(text: "value=\"2026-01-21\"")
            try await stage.owner.get("\(gray)?plan=nonsense").expect(200)
        }
    }
}
