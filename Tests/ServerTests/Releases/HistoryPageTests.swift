import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// What users got on which day. The test world begins on 20 January 2026 at 10:00 in Shanghai.
@Suite struct `Who got what` {
    @Test(arguments: EngineKind.available)
    func `a day is cut where something changed, and adds up to everybody`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .released)
            site.world.advance(seconds: 86_400)
            try await stage.version("1.1.0", .gray)
            site.world.advance(seconds: 3 * 3600)
            try await stage.gray("1.1.0", percent: "50")
            site.world.advance(seconds: 2 * 3600)
            try await stage.release("1.1.0")
            site.world.advance(seconds: 3600)
            let history = "\(stage.path)/history"
            let today = try await stage.owner.get(history).expect(200).expect(text: "今天用户用到了什么")
            let rows = Self.rows(today)
            #expect(
                rows == [
                    "00:00 – 10:00|1.0.0 100%", "10:00 – 13:00|1.1.0 10%|1.0.0 90%",
                    "13:00 – 15:00|1.1.0 50%|1.0.0 50%",
                    "15:00 – 现在|1.1.0 100%",
                ]
            )
            let yesterday = try await stage.owner.get("\(history)?day=2026-01-20").expect(200)
            // Gray and released at the same moment: the stretch between has no length.
            #expect(Self.rows(yesterday) == ["00:00 – 10:00|没有版本 100%", "10:00 – 24:00|1.0.0 100%"])
            try yesterday.expect(text: "昨天").expect(text: "\(history)?day=2026-01-19")
                .expect(text: "\(history)?day=2026-01-21")
            let before = try await stage.owner.get("\(history)?day=2026-01-19").expect(200)
            try before.expect(text: "没有线上版本，也没有灰度")
            // A day that is to come, and one that is none, are today.
            for day in ["2026-01-22", "2026-02-30", "yesterday"] {
                try await stage.owner.get("\(history)?day=\(day)").expect(200).expect(text: "今天用户用到了什么")
            }
        }
    }

    @Test func `taken offline, nobody gets anything; a roll back shows`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .released)
            try await stage.version("1.1.0", .released)
            site.world.advance(seconds: 3600)
            try await stage.owner.post("\(stage.path)/versions/1.1.0/rollback").expect(303)
            site.world.advance(seconds: 3600)
            try await stage.owner.post("\(stage.path)/versions/1.0.0/offline", ["typed": "山丘咖啡"]).expect(303)
            site.world.advance(seconds: 3600)
            let page = try await stage.owner.get("\(stage.path)/history").expect(200)
            #expect(
                Self.rows(page) == [
                    "00:00 – 10:00|没有版本 100%", "10:00 – 11:00|1.1.0 100%", "11:00 – 12:00|1.0.0 100%",
                    "12:00 – 现在|没有版本 100%",
                ]
            )
        }
    }

    @Test func `everything there was is paged by key`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            let history = "\(stage.path)/history"
            try await stage.owner.get(history).expect(200).expect(text: "还没有发布过版本")
            try await stage.version("1.0.0", .gray)
            for percent in 11...50 {
                site.world.advance(seconds: 60)
                try await stage.gray("1.0.0", percent: "\(percent)")
            }
            let first = try await stage.owner.get(history).expect(200).expect(text: "灰度 50%").expect(text: "灰度 21%")
            try first.expect(noText: "灰度 20%<")
            let next = try #require(first.text.firstMatch(of: /before=[0-9]+/)).output
            try await stage.owner.get("\(history)?\(next)").expect(200).expect(text: "灰度 20%").expect(text: "灰度 10%<")
                .expect(noText: "灰度 21%<")
        }
    }

    /// The table behind the picture: each row's time and what stands in it.
    private static func rows(_ page: SiteResponse) -> [String] {
        page.text.matches(of: /<tr><td class="num nowrap">(.*?)<\/td><td>(.*?)<\/td><td class="r">(.*?)<\/td><\/tr>/)
            .map { row in
                let numbers = row.output.2.matches(of: />([^<>]+)<\/(?:a|span)><\/span>/).map { String($0.output.1) }
                let shares = row.output.3.matches(of: /line">([^<]+)</).map { String($0.output.1) }
                let pairs = zip(numbers, shares).map { "\($0) \($1)" }
                return ([String(row.output.1)] + pairs).joined(separator: "|")
            }
    }
}

@Suite struct `A version's life` {
    @Test(arguments: EngineKind.available)
    func `says who, when, what and why; reviewers are never named`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .rejected)
            let version = "\(stage.path)/versions/1.0.0"
            try await ReturnToDevelopment(platform: site.platform)(stage.number("1.0.0"), of: stage.asOwner)
            try await stage.submit("1.0.0", stage.draft(grayPercent: "1"))
            try await stage.decide("1.0.0")
            try await stage.gray("1.0.0", percent: "20")
            let page = try await stage.owner.get(version).expect(200)
            let lines = [
                "<b>林知远</b> 上传了 1.0.0", "<b>林知远</b> 提审了 1.0.0", "<b>平台审核员</b> 驳回了 1.0.0：弱网白屏",
                "\(version)/review\">审核详情", "<b>林知远</b> 把 1.0.0 退回开发", "<b>平台审核员</b> 通过了 1.0.0",
                "<b>系统</b> 开始灰度 1.0.0，1%（审核通过后自动开始）", "<b>林知远</b> 把 1.0.0 的灰度扩大到 20%",
            ]
            for line in lines { try page.expect(text: line) }
            for path in ["/", version, "\(stage.path)/activity", "/messages"] {
                try await stage.owner.get(path).expect(200).expect(noText: "沈砚")
            }
            try await stage.owner.get("\(version)/gray").expect(text: "灰度经过").expect(text: ">1%<").expect(text: ">20%<")
        }
    }

    @Test func `a forced offline gives its reason`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .takenDown)
            let page = try await stage.owner.get("\(stage.path)/versions/1.0.0").expect(200)
            try page.expect(text: "平台强制下架了这个版本").expect(text: "收到多起无法退款的投诉")
            try page.expect(text: "<b>平台审核员</b> 强制下架了 1.0.0").expect(noText: "沈砚")
        }
    }

    @Test func `a long life is paged`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .gray)
            for percent in 11...50 { try await stage.gray("1.0.0", percent: "\(percent)") }
            let version = "\(stage.path)/versions/1.0.0"
            let page = try await stage.owner.get(version).expect(200).expect(noText: "上传了 1.0.0")
            let next = try #require(page.text.firstMatch(of: /before=[0-9]+/)).output
            try await stage.owner.get("\(version)?\(next)").expect(text: "上传了 1.0.0").expect(noText: "扩大到 50%")
        }
    }
}
