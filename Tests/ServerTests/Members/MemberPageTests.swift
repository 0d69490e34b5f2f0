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
                ("1=2", "1=2"),
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
}
