import Domain
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Server

@Suite struct HomeTests {
    @Test func `a stranger is sent to the sign-in page`() async throws {
        try await Site.run { site in
            _ = try await site.person("lin")
            try await site.stranger.get("/").expect(redirectTo: "/sign-in")
            try await site.stranger.get("/apps/2021000000000001").expect(303)
        }
    }

    @Test func `without a mini program the way to the first one is shown`() async throws {
        try await Site.run { site in
            let page = try await site.as("lin").get("/").expect(200)
            try page.expect(text: "还没有小程序").expect(text: "/apps/new").expect(text: "lin")
        }
    }

    @Test(arguments: EngineKind.available)
    func `one mini program has no button to switch, two have`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let lin = try await site.as("lin")
            let first = try await site.app("山丘咖啡点单")
            try await lin.get("/").expect(200).expect(text: "山丘咖啡点单").expect(noText: "切换")
            _ = try await site.app("青禾预约")
            let page = try await lin.get("/").expect(200)
            try page.expect(text: "青禾预约").expect(text: "切换").expect(text: "我管理的").expect(text: "我开发的")
            try page.expect(noText: "type=\"search\"")
            try await lin.post("/apps/\(first)/switch").expect(redirectTo: "/")
            try await lin.get("/").expect(text: ">已切换到山丘咖啡点单<").expect(text: AppID.grouped(first))
        }
    }

    @Test(arguments: EngineKind.available)
    func `roles stand in their tabs, and a search comes with the ninth`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let zhou = try await site.as("zhou")
            for index in 1...8 {
                let app = try await site.app("小程序\(index)")
                try await site.add("zhou", to: app, as: index < 3 ? .administrator : .developer)
            }
            try await zhou.get("/").expect(200).expect(noText: "data-filter=\"#apps\"")
            let ninth = try await site.app("只是体验")
            try await site.add("zhou", to: ninth, as: .experiencer)
            let page = try await zhou.get("/").expect(200).expect(text: "data-filter=\"#apps\"")
            try page.expect(text: "我管理的 <span class=\"num faint\">2</span>").expect(text: "我体验的")
            try page.expect(text: "我开发的 <span class=\"num faint\">7</span>")
            try await zhou.get("/apps?q=%E5%8F%AA%E6%98%AF").expect(text: "只是体验").expect(noText: "小程序1")
            try await zhou.get("/apps?role=managed").expect(text: "小程序1").expect(noText: "小程序3")
            try await zhou.get("/apps?q=%25").expect(text: "没有找到")
        }
    }

    @Test(arguments: EngineKind.available)
    func `a list of many goes on page by page`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let lin = try await site.as("lin")
            for index in 101...(101 + AppListPage.size) {
                site.world.advance(seconds: 1)
                _ = try await site.app("小程序\(index)")
            }
            let first = try await lin.get("/apps").expect(200).expect(text: "小程序131").expect(noText: "小程序101")
            let next = try #require(first.text.firstMatch(of: /\/apps\?after=[0-9-]+/)).output
            try await lin.get(String(next)).expect(200).expect(text: "小程序101").expect(noText: "小程序102")
            // The switcher shows the newest twenty, and says that there are more.
            try await lin.get("/").expect(text: "20+").expect(text: "查看全部").expect(noText: "小程序101")
        }
    }

    @Test func `nobody switches to what they may not know of`() async throws {
        try await Site.run { site in
            let app = try await site.app()
            let outsider = try await site.as("hejing")
            try await outsider.post("/apps/\(app)/switch").expect(404)
            try await outsider.get("/apps/\(app)").expect(404)
            try await outsider.get("/apps/nonsense").expect(404)
        }
    }

    @Test func `what waits depends on the versions and on who looks`() async throws {
        try await Site.run { site in
            let app = try await site.app()
            try await site.add("zhou", to: app, as: .developer)
            try await site.add("chen", to: app, as: .experiencer)
            let (lin, zhou, chen) = (
                try await site.as("lin"), try await site.as("zhou"), try await site.as("chen")
            )
            try await lin.get("/").expect(text: "还没有版本").expect(text: "基础信息还差 6 项")
            try await zhou.get("/").expect(text: "还没有版本").expect(text: "请管理员填写")
            try await chen.get("/").expect(noText: "等你处理").expect(noText: "上传版本")
            let version = try await site.version(VersionNumber(1, 2, 0), of: app, errors: 3)
            try await zhou.get("/").expect(text: "把 1.2.0 设为体验版").expect(noText: "还没有版本")
            try await site.setExperience(version, of: app)
            try await zhou.get("/").expect(text: "1.2.0 有 3 处错误").expect(text: "/e/abc123")
            for patch in 1..<20 { try await site.version(VersionNumber(1, 2, Int32(patch)), of: app) }
            try await zhou.get("/").expect(text: "开发版本已满 20 个")
            try await site.setStatus(version, .released)
            try await zhou.get("/").expect(text: "线上 1.2.0").expect(noText: "已满")
        }
    }

    @Test func `what happened is listed, newest first, and goes on`() async throws {
        try await Site.run { site in
            let app = try await site.app()
            let lin = try await site.as("lin")
            try await lin.get("/").expect(text: "创建了小程序").expect(noText: "/activity")
            for index in 0..<45 {
                site.world.advance(seconds: 60)
                try await lin.postJSON("/api/v1/apps/\(app)", #"{"slogan":"到店即取不用排队 \#(index)"}"#, method: .patch)
                    .expect(200)
            }
            try await lin.get("/").expect(text: "修改了标语").expect(text: "/apps/\(app)/activity")
            let page = try await lin.get("/apps/\(app)/activity").expect(200).expect(noText: "创建了小程序")
            let next = try #require(page.text.firstMatch(of: /activity\?before=[0-9]+/)).output
            try await lin.get("/apps/\(app)/\(next)").expect(text: "创建了小程序").expect(noText: "更早的")
        }
    }

    @Test func `English pages are in English`() async throws {
        try await Site.run { site in
            _ = try await site.app("Hill Coffee")
            _ = try await site.app("Green Rice")
            let lin = try await site.as("lin").with("accept-language", "en")
            for path in ["/", "/apps", "/apps/new"] {
                let page = try await lin.get(path).expect(200)
                let body = page.text[(page.text.range(of: "<body")?.lowerBound ?? page.text.startIndex)...]
                let chinese = body.unicodeScalars.filter { (0x4e00...0x9fff).contains($0.value) }
                #expect(chinese.isEmpty, "\(path): \(String(String.UnicodeScalarView(chinese)))")
            }
        }
    }
}
