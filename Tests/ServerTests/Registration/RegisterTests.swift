import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct `Coming in` {
    @Test(arguments: EngineKind.available)
    func `by an operator's link: an account, signed in, and told to its maker`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await RegistrationStage(site)
            let made = try await stage.link(uses: 2)
            let path = Paths.comeIn(made.code)
            let browser = site.stranger
            try await browser.get(path).expect(200).expect(text: "关山邀请你使用").expect(text: "我有账号")
            try await browser.post(path, RegistrationStage.form("Su.Yu", name: "苏雨")).expect(redirectTo: "/")
            try await browser.get("/me").expect(200).expect(text: "苏雨").expect(text: "Su.Yu")
            try await browser.get("/").expect(200).expect(text: "还没有小程序")
            let second = site.stranger
            try await second.post(path, RegistrationStage.form("heyi")).expect(303)
            #expect(try await stage.entries("person.registered").count == 2)
            #expect(try await stage.entries("person.registered").allSatisfy { $0.contains(made.id.rawValue) })
            let inbox = try await stage.inbox(stage.chief)
            #expect(inbox.contains("2 人通过你的链接注册了账号"))
            let page = try await stage.chief.get(Paths.accountLink(made.id)).expect(200)
            try page.expect(text: "苏雨").expect(text: "heyi").expect(text: "已用完")
            try await site.stranger.get(path).expect(410).expect(text: "名额用完")
            // With the password one comes in again.
            try await site.stranger.post("/sign-in", ["login": "su.yu", "password": Site.password]).expect(303)
        }
    }

    @Test(arguments: EngineKind.available)
    func `by a member's link: account and membership together`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await MemberStage(site)
            let made = try await MakeInvitationLink(platform: site.platform)(
                .developer,
                uses: 1,
                hours: 24,
                in: try await stage.authorised(stage.owner)
            )
            let path = Paths.join(made.code)
            let browser = site.stranger
            try await browser.get(path).expect(200).expect(text: "邀请你成为开发成员").expect(text: "建立账号并加入")
            try await browser.post("\(path)/register", RegistrationStage.form("suyu", name: "苏雨"))
                .expect(redirectTo: stage.path)
            try await browser.get(stage.path).expect(200).expect(text: "开发成员")
            #expect(try await stage.roles()["suyu"] == "developer")
            try await stage.owner.get("/messages").expect(text: "苏雨通过邀请链接加入").expect(noText: "注册了账号")
            // Sent twice: the first made the account.
            try await browser.post("\(path)/register", RegistrationStage.form("suyu")).expect(redirectTo: path)
            try await site.stranger.post("\(path)/register", RegistrationStage.form("heyi")).expect(410)
            #expect(try await stage.roles()["heyi"] == nil)
        }
    }

    @Test func `by a member's link with an account that one has: signed in, and back at the link`() async throws {
        try await Site.run { site in
            let stage = try await MemberStage(site)
            _ = try await site.person("zhou", hasPassword: true)
            let made = try await MakeInvitationLink(platform: site.platform)(
                .experiencer,
                uses: 1,
                hours: 24,
                in: try await stage.authorised(stage.owner)
            )
            let (browser, path) = (site.stranger, Paths.join(made.code))
            try await browser.get(path).expect(200).expect(text: "name=\"next\" value=\"\(path)\"")
            try await browser.post("/sign-in", ["login": "zhou", "password": Site.password, "next": path])
                .expect(redirectTo: path)
            try await browser.get(path).expect(200).expect(text: "邀请你成为体验成员")
            try await browser.post(path).expect(redirectTo: stage.path)
        }
    }

    @Test func `a developer's link lets in people with an account only, and says so`() async throws {
        try await Site.run { site in
            let stage = try await MemberStage(site)
            let zhou = try await stage.member("zhou", .developer)
            let made = try await MakeInvitationLink(platform: site.platform)(
                .experiencer,
                uses: 2,
                hours: 24,
                in: try await stage.authorised(zhou)
            )
            let path = Paths.join(made.code)
            let page = try await site.stranger.get(path).expect(200)
            try page.expect(text: "只有已有账号的人能用它加入").expect(noText: "建立账号并加入")
            try await site.stranger.post("\(path)/register", RegistrationStage.form("suyu")).expect(403)
            let suyu = try await site.platform.engine.read { try PersonQueries($0).person(login: "suyu") }
            #expect(suyu == nil)
            // Where anybody may register, there is nothing to keep people from.
            try await ChangeSettings(platform: site.platform)(ChangeSettings.Wish(registration: .open))
            try await site.stranger.post("\(path)/register", RegistrationStage.form("suyu"))
                .expect(redirectTo: stage.path)
        }
    }

    @Test func `openly, only where the setting allows it`() async throws {
        try await Site.run { site in
            let stage = try await RegistrationStage(site)
            try await site.stranger.get("/sign-in").expect(200).expect(noText: "注册新账号")
            try await site.stranger.get("/register").expect(403).expect(text: "要有邀请才能注册")
            try await site.stranger.post("/register", RegistrationStage.form("suyu")).expect(403)
            #expect(try await stage.id("suyu") == nil)
            try await stage.open()
            try await site.stranger.get("/sign-in?next=%2Fe%2Fabc").expect(text: "/register?next=%2Fe%2Fabc")
            let browser = site.stranger
            try await browser.get("/register").expect(200)
            try await browser.post("/register", RegistrationStage.form("suyu")).expect(redirectTo: "/")
            #expect(try await stage.entries("person.registered").first?.contains("accountLink") == false)
            try await stage.open(.invited)
            try await site.stranger.post("/register", RegistrationStage.form("heyi")).expect(403)
        }
    }

    @Test func `what is refused stands at its field, and nothing typed is lost but the password`() async throws {
        try await Site.run { site in
            let stage = try await RegistrationStage(site)
            let made = try await stage.link(uses: 1)
            let path = Paths.comeIn(made.code)
            for (form, status, words) in [
                (RegistrationStage.form("GUAN", name: "苏雨"), 409, "已经有人用了"),
                (RegistrationStage.form("Admin", name: "苏雨"), 422, "保留给平台使用"),
                (RegistrationStage.form("su yu", name: "苏雨"), 422, "不能有空格和汉字"),
                (RegistrationStage.form("suyu", name: "苏雨", password: "12345678"), 422, "太常见"),
                (RegistrationStage.form("su-yu-123", name: "苏雨", password: "su-yu-123"), 422, "不能和登录名一样"),
            ] {
                let page = try await site.stranger.post(path, form).expect(status)
                try page.expect(text: words).expect(text: "value=\"苏雨\"").expect(text: "value=\"\(form[1].value)\"")
                #expect(!page.text.contains("value=\"\(Site.password)\""))
                #expect(page.header("set-cookie")?.contains("steward_session") != true)
            }
            // Nothing of it used the link.
            try await stage.chief.get(Paths.accountLink(made.id)).expect(text: "已用 0 次，共 1 次")
        }
    }

    @Test func `who is signed in needs no account`() async throws {
        try await Site.run { site in
            let stage = try await RegistrationStage(site)
            let made = try await stage.link()
            let lin = try await site.as("lin")
            try await lin.get(Paths.comeIn(made.code)).expect(redirectTo: "/")
            try await lin.post(Paths.comeIn(made.code), RegistrationStage.form("suyu")).expect(redirectTo: "/")
            try await lin.get("/register?next=%2Fme").expect(redirectTo: "/me")
            #expect(try await stage.id("suyu") == nil)
        }
    }

    @Test func `an unknown code and one that never was are the same`() async throws {
        try await Site.run { site in
            _ = try await RegistrationStage(site)
            for path in ["/join/abcdefghjkmnpqrstvwx", "/i/abcdefghjkmnpqrstvwx"] {
                try await site.stranger.get(path).expect(404).expect(text: "没有这个邀请链接")
            }
            try await site.stranger.post("/join/abcdefghjkmnpqrstvwx", RegistrationStage.form("suyu")).expect(404)
        }
    }
}
