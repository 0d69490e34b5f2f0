import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Server

/// The way of a version through the pages, as a thumb goes it.
@Suite struct `Releasing from a phone` {
    @Test(arguments: EngineKind.available)
    func `goes gray, grows, is released, is rolled back; each page says what it does`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .released)
            site.world.advance(seconds: 3600)
            try await stage.version("1.1.0", .approved)
            let (lin, versions) = (stage.owner, "\(stage.path)/versions")
            try await lin.get(versions).expect(200).expect(text: "已通过审核，先灰度再上架")
                .expect(text: "\(versions)/1.1.0/gray\"").expect(text: "\(versions)/1.1.0/return")
            // No roll back: there was nothing before 1.0.0.
            try await lin.get(versions).expect(text: "没有可以回滚到的版本")
            try await lin.post("\(versions)/1.1.0/gray", ["preset": "10"])
                .expect(redirectTo: "\(versions)/1.1.0/gray")
            try await lin.get(versions).expect(text: "灰度 10%").expect(text: "10% 的用户和成员可见，其余用 1.0.0")
                .expect(text: "扩大至 30%").expect(text: "灰度期间不能回滚")
            try await lin.get("\(versions)/1.1.0/gray/enlarge?share=30").expect(200)
                .expect(text: "1.1.0 从 10% 的用户扩大到 30%").expect(text: "再加 20% 的用户").expect(text: "其余 70% 的用户")
            try await lin.post("\(versions)/1.1.0/gray/enlarge", ["share": "30"]).expect(303)
            try await lin.get(versions).expect(text: "灰度 30%")
            try await lin.get("\(versions)/1.1.0/release").expect(200)
                .expect(text: "其余 70% 换成 1.1.0").expect(text: "线上的 1.0.0 变为“已下架”")
            try await lin.post("\(versions)/1.1.0/release").expect(redirectTo: versions)
            try await lin.get(versions).expect(text: "回滚到 1.0.0").expect(text: "由林知远上架，全部用户")
            try await lin.get("\(versions)/1.1.0/rollback").expect(200).expect(text: "所有用户从 1.1.0 换回 1.0.0")
                .expect(text: "不需要审核")
            try await lin.post("\(versions)/1.1.0/rollback").expect(redirectTo: versions)
            try await lin.get(versions).expect(text: "由林知远回滚恢复").expect(text: "不能连续回滚")
            #expect(try await stage.statuses() == ["1.0.0": .released, "1.1.0": .offline])
        }
    }

    @Test func `from the home page a bad release is stopped in two taps`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .released)
            try await stage.version("1.1.0", .gray)
            let lin = stage.owner
            let home = try await lin.get("/").expect(200).expect(text: "灰度 1.1.0 · 10%")
            let end = "\(stage.path)/versions/1.1.0/gray/end"
            try home.expect(text: "href=\"\(end)\"")
            let page = try await lin.get(end).expect(200).expect(text: "10% 的用户和所有成员换回线上的 1.0.0")
            try page.expect(text: "method=\"post\" action=\"\(end)\"").expect(noText: "name=\"typed\"")
            try await lin.post(end).expect(303)
            #expect(try await stage.statuses() == ["1.0.0": .released, "1.1.0": .approved])
            try await stage.gray("1.1.0")
            try await stage.release("1.1.0")
            let back = "\(stage.path)/versions/1.1.0/rollback"
            try await lin.get("/").expect(text: "href=\"\(back)\"").expect(text: "回滚到 1.0.0")
            try await lin.post(back).expect(303)
            #expect(try await stage.statuses() == ["1.0.0": .released, "1.1.0": .offline])
            // Twice in a row is refused, so there is no such button any more.
            try await lin.get("/").expect(noText: "/rollback\"")
        }
    }

    @Test func `the first gray release says that the others get nothing`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .gray)
            let (lin, version) = (stage.owner, "\(stage.path)/versions/1.0.0")
            try await lin.get("\(version)/gray").expect(text: "没有版本，打不开")
            try await lin.get("\(version)/gray/end").expect(text: "打不开小程序，线上没有别的版本")
            try await lin.get("\(version)/release").expect(text: "这是第一个线上版本")
        }
    }

    @Test func `taking offline asks for the name, a forward-only roll back for the number`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .released)
            try await stage.version("1.1.0", .released)
            let (lin, version) = (stage.owner, "\(stage.path)/versions/1.1.0")
            try await lin.post("\(version)/describe", ["forward_only": "true", "lowest_base_library": "2.8.0"])
                .expect(303)
            try await lin.get(version).expect(text: "只能向前").expect(text: "2.8.0")
            try await lin.get("\(version)/rollback").expect(200).expect(text: "输入版本号 1.1.0 以确认")
                .expect(text: "1.0.0 读不了")
            for typed in ["", "1.0.0", "1.1"] {
                try await lin.post("\(version)/rollback", ["typed": typed]).expect(422).expect(text: "p-typed")
                    .expect(text: "value=\"\(typed)\"")
            }
            try await lin.get("\(version)/offline").expect(text: "输入小程序名称“山丘咖啡”以确认")
                .expect(text: "回滚到 1.0.0 不影响使用")
            try await lin.post("\(version)/offline", ["typed": "山丘"]).expect(422).expect(text: "请完整输入名称")
                .expect(text: "value=\"山丘\"")
            #expect(try await stage.statuses()["1.1.0"] == .released)
            try await lin.post("\(version)/rollback", ["typed": "1.1.0"]).expect(303)
            #expect(try await stage.statuses() == ["1.0.0": .released, "1.1.0": .offline])
            try await lin.post("\(stage.path)/versions/1.0.0/offline", ["typed": "山丘咖啡"]).expect(303)
            #expect(try await stage.statuses() == ["1.0.0": .offline, "1.1.0": .offline])
            try await lin.post("\(version)/describe", ["lowest_base_library": "latest"]).expect(422)
                .expect(text: "p-library").expect(text: "value=\"latest\"")
        }
    }

    @Test(arguments: EngineKind.available)
    func `a replacement takes over exactly the users, in one step`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .released)
            try await stage.version("1.1.0", .gray)
            try await stage.upload("1.1.1")
            let (lin, versions) = (stage.owner, "\(stage.path)/versions")
            try await lin.get(versions).expect(text: "提审替换")
            try await stage.submit("1.1.1", stage.draft(replaces: true))
            try await lin.get(versions).expect(text: "紧急修复，替换 1.1.0").expect(text: "灰度 10%")
            try await stage.decide("1.1.1")
            try await lin.get("/").expect(text: "1.1.1 已通过，可以替换灰度版")
            try await lin.get(versions).expect(text: "\(versions)/1.1.1/replace")
            let before = try #require(try await stage.gray())
            let later = site.world.now.adding(seconds: 86_400)
            let clock = CivilDate(later, offsetSeconds: 8 * 3600)
            try await lin.post(
                "\(versions)/1.1.0/gray",
                ["date1": clock.isoDay, "time1": "10:00", "share1": "50"]
            ).expect(303)
            try await lin.get("\(versions)/1.1.1/replace").expect(200).expect(text: "比例和抽取结果不变")
                .expect(text: "灰度计划还剩 1 步")
            try await lin.post("\(versions)/1.1.1/replace").expect(redirectTo: versions)
            let after = try #require(try await stage.gray())
            #expect(after.id == before.id && after.salt == before.salt && after.share == before.share)
            #expect(try await stage.statuses() == ["1.0.0": .released, "1.1.0": .offline, "1.1.1": .gray])
            // Once more: there is nothing to take over.
            try await lin.post("\(versions)/1.1.1/replace").expect(409)
            try await lin.get("\(versions)/1.1.1").expect(text: "用 1.1.1 替换了灰度版 1.1.0")
            try await lin.get("\(versions)/1.1.1/gray").expect(text: "接管").expect(text: "灰度 10%")
        }
    }

    @Test func `a version under way that is also the experience version stands in its place`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .development)
            try await stage.owner.post("\(stage.path)/versions/1.0.0/experience").expect(303)
            try await stage.submit("1.0.0")
            let page = try await stage.owner.get("\(stage.path)/versions").expect(200)
            try page.expect(text: "\(stage.path)/versions/1.0.0/withdraw").expect(text: "已等待").expect(text: "二维码与权限")
            try await stage.decide("1.0.0", .reject)
            try await stage.owner.get("\(stage.path)/versions").expect(text: "审核未通过：弱网白屏")
                .expect(text: "\(stage.path)/versions/1.0.0/review")
            try await stage.owner.get("/").expect(text: "审核驳回 1.0.0").expect(text: "1.0.0 审核未通过，看原因")
        }
    }
}

extension ReleaseStage {
    /// Where every version stands.
    func statuses() async throws -> [String: VersionStatus] {
        let app = app
        let rows = try await platform.engine.rows("SELECT number, status FROM version WHERE app_id = \(app)")
        return try Dictionary(
            rows.map { (try $0.text("number"), try $0.word("status") as VersionStatus) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The gray release that runs now.
    func gray() async throws -> GrayRelease? {
        let app = app
        return try await platform.engine.read { try ReleaseLineQueries($0).gray(of: app) }
    }

    /// Its schedule.
    func plan() async throws -> RunningGray? {
        let app = app
        return try await platform.engine.read { try RunningGrayQueries($0).running(of: app) }
    }

    /// How many entries the journal has: a refused action adds none.
    func entries() async throws -> Int64 { try await platform.engine.read { try JournalQueries($0).head().sequence } }
}
