import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct `The pages of members` {
    @Test func `list by role with states, places and what each did`() async throws {
        try await Site.run { site in
            let stage = try await MemberStage(site)
            let chen = try await stage.member("chen", .administrator)
            _ = try await stage.member("zhou", .developer, by: chen)
            _ = try await stage.invite("suyu", .experiencer)
            let page = try await chen.get("\(stage.path)/members").expect(200)
            for text in ["所有者", "管理员", "开发成员", "体验成员", "待确认", "我邀请的", "1</b> / 30", "1</b> / 50"] {
                try page.expect(text: text)
            }
            let places = ["lin", "chen", "zhou", "suyu"].compactMap {
                page.text.firstRange(of: "members/\($0)\"")?.lowerBound
            }
            #expect(places.count == 4 && places == places.sorted())
            let only = try await chen.get("\(stage.path)/members?role=developer").expect(200)
            try only.expect(text: "members/zhou\"").expect(noText: "members/lin\"")
            // The owner's page: what they did here, from the journal.
            try await chen.get("\(stage.path)/members/lin").expect(200).expect(text: "创建了小程序")
            try await chen.get("\(stage.path)/members/suyu").expect(200).expect(text: "有效到")
            try await chen.get("\(stage.path)/members/nobody").expect(404)
            try await chen.get("\(stage.path)/members/zhou").expect(text: "更改角色")
            try await chen.post("\(stage.path)/members/zhou/role", ["role": "experiencer"]).expect(303)
            try await chen.post("\(stage.path)/members/zhou/nickname", ["nickname": String(repeating: "周", count: 21)])
                .expect(422).expect(text: "最多 40 个字符")
            try await stage.owner.get("\(stage.path)").expect(200).expect(text: "成员管理 3")
            // The owner cannot leave: said where they would, with the way that there is.
            let own = try await stage.owner.get("\(stage.path)/members/lin").expect(200)
            try own.expect(text: "先转让给另一位成员").expect(text: "href=\"\(stage.path)/hand-over\"")
            try own.expect(noText: "href=\"\(stage.path)/leave\"")
            try await chen.get("\(stage.path)/members/chen").expect(text: "href=\"\(stage.path)/leave\"")
        }
    }

    @Test func `a refused invitation keeps what was typed, at its field`() async throws {
        try await Site.run { site in
            let stage = try await MemberStage(site)
            let page = try await stage.owner.post(
                "\(stage.path)/invite",
                ["login": "nobody", "nickname": "小明", "role": "developer"]
            ).expect(422)
            try page.expect(text: "没有这个登录名").expect(text: "value=\"nobody\"").expect(text: "value=\"小明\"")
            #expect(page.text.contains(/value="developer" checked/))
        }
    }

    @Test func `where one role is full the next is chosen, and no role is said at each form`() async throws {
        try await Site.run { site in
            let stage = try await MemberStage(site)
            try await stage.fill(.experiencer, to: 50)
            let page = try await stage.owner.get("\(stage.path)/invite").expect(200).expect(text: "体验成员最多 50 名")
            #expect(page.text.matches(of: /value="experiencer" disabled/).count == 3)
            #expect(page.text.matches(of: /value="developer" checked/).count == 3)
            let forms: [(String, KeyValuePairs<String, String>)] = [
                ("invite", ["login": "zhou"]), ("invite/many", ["logins": "zhou"]),
                ("invitation-links", ["uses": "3", "hours": "24"]),
            ]
            for (path, form) in forms {
                let refused = try await stage.owner.post("\(stage.path)/\(path)", form).expect(422)
                #expect(refused.text.matches(of: /请选择一个角色/).count == 3, "\(path)")
            }
        }
    }

    @Test func `logins cannot be guessed by the thousand`() async throws {
        try await Site.run { site in
            let stage = try await MemberStage(site)
            func guess(_ range: Range<Int>) async throws -> SiteResponse {
                let logins = range.map { "guess-\($0)" }.joined(separator: "\n")
                return try await stage.owner.post(
                    "\(stage.path)/invite/many",
                    ["logins": logins, "role": "experiencer"]
                )
            }
            try await guess(0..<2).expect(200).expect(text: "没有这个登录名")
            let owner = try #require(stage.owner.person).rawValue
            for _ in 2..<Int(RateBudget.invitations.burst) {
                try site.platform.limiter.take(.invitations, of: owner, at: site.world.now)
            }
            _ = try await site.person("guess-900")
            let refused = try await guess(900..<902).expect(200)
            #expect(refused.text.matches(of: /操作太频繁/).count == 2 && !refused.text.contains("没有这个登录名"))
            let one: KeyValuePairs = ["login": "guess-900", "role": "experiencer"]
            try await stage.owner.post("\(stage.path)/invite", one).expect(429).expect(text: "value=\"guess-900\"")
            site.world.advance(seconds: 20)
            try await stage.owner.post("\(stage.path)/invite", one).expect(303)
        }
    }

    @Test func `long lists go on page by page, each member once`() async throws {
        try await Site.run { site in
            let stage = try await MemberStage(site)
            try await stage.fill(.administrator, to: 130)
            var (path, found): (String?, [String]) = ("\(stage.path)/members?role=administrator", [])
            while let next = path {
                let page = try await stage.owner.get(next).expect(200)
                found += page.text.matches(of: /members\/(administrator-[0-9]+)"/).map { String($0.output.1) }
                path = page.text.firstMatch(of: /class="btn quiet" href="([^"]*after=[^"]*)"/)
                    .map { String($0.output.1).replacing("&amp;", with: "&").replacing("&#38;", with: "&") }
            }
            #expect(found.count == 130 && Set(found).count == 130)
            var (after, logins): (String, [String]) = ("", [])
            repeat {
                let answer = try await stage.owner.get("\(stage.api)/members?limit=50\(after)").expect(200)
                logins += try answer.items().compactMap { $0["login"] as? String }
                after = (try answer.json()["next"] as? String).map { "&after=\($0)" } ?? ""
            } while !after.isEmpty
            #expect(logins.count == 131 && Set(logins).count == 131)
            for query in ["after=x", "limit=0", "role=boss", "state=maybe"] {
                try await stage.owner.get("\(stage.api)/members?\(query)").expect(422)
            }
        }
    }

    @Test func `the file for spreadsheets holds no formula`() async throws {
        try await Site.run { site in
            let stage = try await MemberStage(site)
            _ = try await site.person("evil", name: "=HYPERLINK(\"http://x\")")
            _ = try await stage.invite("evil", .experiencer)
            let set = #"{"nickname": "+1,\"2\""}"#
            try await stage.owner.postJSON("\(stage.api)/members/evil", set, method: .patch).expect(200)
            let file = try await stage.owner.get("\(stage.path)/members.csv").expect(200)
            #expect(file.header("content-type") == "text/csv; charset=utf-8")
            #expect(file.bytes.starts(with: [0xef, 0xbb, 0xbf]))
            let lines = file.text.split(separator: "\r\n")
            #expect(lines.count == 3)
            #expect(lines[2].contains("\"'=HYPERLINK(\"\"http://x\"\")\""))
            #expect(lines[2].contains("\"'+1,\"\"2\"\"\""))
            for (text, cell) in [
                ("a", "a"), ("a,b", "\"a,b\""), ("-1", "\"'-1\""), ("@x", "\"'@x\""), ("\tx", "\"'\tx\""), ("", ""),
                ("1=2", "1=2"), ("＝1+1", "\"'＝1+1\""), ("＠x", "\"'＠x\""), (" =1", "\"' =1\""), ("张三", "张三"),
            ] { #expect(CSV.cell(text) == cell) }
        }
    }

    @Test func `are as they were reviewed`() async throws {
        try await Site.run { site in
            let stage = try await MemberStage(site)
            let chen = try await stage.member("chen", .administrator)
            _ = try await stage.member("zhou", .developer, by: chen)
            let id = try await stage.invite("suyu", .experiencer)
            let chance: KeyValuePairs = [stage.app.rawValue: "APP", id: "INVITATION"]
            let pages = [
                ("members-list", stage.owner, "\(stage.path)/members"),
                ("members-list-admin", chen, "\(stage.path)/members"),
                ("members-member", stage.owner, "\(stage.path)/members/zhou"),
                ("members-owner", stage.owner, "\(stage.path)/members/lin"),
                ("members-member-other", chen, "\(stage.path)/members/suyu"),
                ("members-invite", chen, "\(stage.path)/invite"), ("members-leave", chen, "\(stage.path)/leave"),
                ("members-hand-over", stage.owner, "\(stage.path)/hand-over"),
                ("members-invitation", try await site.as("suyu"), "/invitations/\(id)"),
            ]
            for (name, client, path) in pages {
                try expectGolden(try await client.get(path).expect(200).inside(naming: chance), "\(name).html")
            }
            let english = chen.with("accept-language", "en")
            try expectGolden(
                try await english.get("\(stage.path)/members").expect(200).inside(naming: chance),
                "members-list-en.html"
            )
        }
    }

    @Test func `of links, of several at once and of the past are as they were reviewed`() async throws {
        try await Site.run { site in
            let stage = try await MemberStage(site)
            let chen = try await stage.member("chen", .administrator)
            let form: KeyValuePairs = ["role": "experiencer", "uses": "3", "hours": "24"]
            let path = try await chen.post("\(stage.path)/invitation-links", form).expect(303).header("location") ?? ""
            let link = try await chen.get(path).expect(200)
            let code = try #require(link.text.firstMatch(of: /\/i\/([0-9A-Za-z_-]+)/)).output.1
            let id = try #require(path.split(separator: "/").last)
            func inside(_ page: SiteResponse) throws -> String {
                try page.expect(200).inside(naming: [
                    stage.app.rawValue: "APP", String(id): "LINK", String(code): "CODE",
                ])
            }
            try expectGolden(try inside(link), "members-link.html")
            try await chen.post("\(path)/revoke").expect(303)
            try expectGolden(try inside(try await chen.get(path)), "members-link-revoked.html")
            for login in ["suyu", "zhou", "tang"] { _ = try await site.person(login) }
            let many = try await chen.post(
                "\(stage.path)/invite/many",
                ["logins": "suyu, zhou\nnobody tang chen", "role": "developer"]
            )
            try expectGolden(try inside(many), "members-invite-many.html")
            try expectGolden(try inside(try await chen.get("\(stage.path)/past-invitations")), "members-past-none.html")
            let invitation = try await stage.owner.get("\(stage.api)/members/suyu").expect(200).json()
            let suyu = try await site.as("suyu")
            try await suyu.post("/invitations/\(invitation["invitation_id"] ?? "")/decline").expect(303)
            site.world.advance(seconds: 8 * 86_400)
            try await InvitationClock(platform: site.platform).tick()
            let past = try await site.as("chen").get("\(stage.path)/past-invitations")
            try expectGolden(try inside(past), "members-past.html")
        }
    }
}
