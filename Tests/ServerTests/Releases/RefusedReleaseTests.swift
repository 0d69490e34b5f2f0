import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Server

/// What pages refuse: nothing changes, and the page says the rule and what is possible instead.
@Suite struct `A release that is refused` {
    /// The last words of an address, and the statuses from which the reference allows what it does.
    private static let acts: [(path: String, from: Set<VersionStatus>)] = [
        ("gray", [.approved, .approvedBase, .gray]), ("gray/enlarge", [.gray]), ("gray/end", [.gray]),
        ("release", [.gray]), ("rollback", [.released]), ("offline", [.released]),
        // Only where another is gray, and this one was submitted to take over.
        ("replace", []),
    ]

    /// Fields that would do, were the status right: the name typed, a share that is larger than any.
    private static let fields: KeyValuePairs<String, String> = ["typed": "山丘咖啡", "share": "100"]

    @Test func `from every status: every act that the reference does not list changes nothing and says why`()
        async throws
    {
        try await Site.run { site in
            let package = try await StagePackage(site)
            for (index, status) in VersionStatus.allCases.enumerated() {
                let stage = try await ReleaseStage(site, name: "山丘咖啡", package: package)
                try await stage.version("1.0.\(index)", status)
                for act in Self.acts where !act.from.contains(status) {
                    let path = "\(stage.path)/versions/1.0.\(index)/\(act.path)"
                    let before = try await stage.entries()
                    let answer = try await stage.owner.post(path, Self.fields)
                    #expect(answer.status == 409, "\(status) \(act.path): \(answer.status)")
                    #expect(answer.text.contains("现在不能") || answer.text.contains("没有执行"), "\(status) \(act.path)")
                    #expect(try await stage.entries() == before, "\(status) \(act.path)")
                    #expect(try await stage.statuses() == ["1.0.\(index)": status])
                    if act.path != "gray" {
                        let asked = try await stage.owner.get(path)
                        #expect(
                            asked.status == 409 && !asked.text.contains("action=\"\(path)\""),
                            "\(status) \(act.path)"
                        )
                    }
                }
            }
        }
    }

    @Test func `during a gray release neither roll back nor offline; the page leads to its end`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .released)
            try await stage.version("1.1.0", .released)
            try await stage.version("1.2.0", .gray)
            for act in ["rollback", "offline"] {
                let path = "\(stage.path)/versions/1.1.0/\(act)"
                let page = try await stage.owner.get(path).expect(409)
                try page.expect(text: "1.2.0").expect(text: "\(stage.path)/versions/1.2.0/gray/end")
                try await stage.owner.post(path, ["typed": "山丘咖啡"]).expect(409)
            }
            #expect(try await stage.statuses()["1.1.0"] == .released)
        }
    }

    @Test func `a release by whoever submitted, where a second person is asked for`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            let zhou = try await stage.member("zhou", .developer)
            let rules = "\(stage.path)/release-rules"
            try await zhou.get(rules).expect(403)
            try await stage.owner.get(rules).expect(200).expect(text: "上架需要另一个人")
            try await stage.owner.post(rules, ["second_person": "true"]).expect(303)
            try await stage.version("1.0.0", .gray)
            let release = "\(stage.path)/versions/1.0.0/release"
            try await stage.owner.get(release).expect(409).expect(text: "要求由另一个人上架")
            try await stage.owner.post(release).expect(409)
            #expect(try await stage.statuses() == ["1.0.0": .gray])
            try await stage.owner.get("\(stage.path)/versions/1.0.0").expect(text: "要求由另一个人上架")
            try await zhou.post(release).expect(303)
            #expect(try await stage.statuses() == ["1.0.0": .released])
            try await stage.owner.post(rules).expect(303)
            try await stage.owner.get("\(stage.path)/activity").expect(text: "不再要求由另一个人上架")
        }
    }

    @Test func `a share that is smaller, the same, or none; what was typed stays`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .gray)
            let path = "\(stage.path)/versions/1.0.0/gray"
            let wrong: [(String, Int)] = [("5", 409), ("10", 409), ("0.001", 422), ("101", 422), ("viel", 422)]
            for (share, status) in wrong {
                let page = try await stage.owner.post(path, ["share": share]).expect(status)
                try page.expect(text: "p-share").expect(text: "value=\"\(share)\"")
            }
            try await stage.owner.post(path).expect(422).expect(text: "请选一个比例")
            #expect(try await stage.gray()?.share == GrayShare(ppm: 100_000))
            try await stage.owner.post(path, ["share": "33.33%"]).expect(303)
            #expect(try await stage.gray()?.share == GrayShare(ppm: 333_300))
            // The smallest there is, in a new one.
            try await stage.owner.post("\(path)/end").expect(303)
            try await stage.owner.post(path, ["share": "0.01", "preset": "50"]).expect(303)
            #expect(try await stage.gray()?.share == GrayShare(ppm: 100))
        }
    }

    @Test func `what a role may not do is refused with who may, and has no button`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .released)
            try await stage.version("1.1.0", .gray)
            let chen = try await stage.member("chen", .experiencer)
            let zhou = try await stage.member("zhou", .developer)
            let versions = "\(stage.path)/versions"
            for path in ["1.1.0/gray/end", "1.1.0/gray/enlarge", "1.1.0/release", "1.1.0/gray/pause"] {
                try await chen.get("\(versions)/\(path)").expect(403)
                try await chen.post("\(versions)/\(path)", ["share": "50"]).expect(403)
            }
            try await zhou.get("\(versions)/1.0.0/offline").expect(403)
            try await zhou.post("\(versions)/1.0.0/offline", ["typed": "山丘咖啡"]).expect(403)
            for page in [versions, "\(versions)/1.1.0", "\(versions)/1.1.0/gray", "/"] {
                let text = try await chen.get(page).expect(200).text
                for word in ["/gray/end", "/release\"", "扩大至", "/rollback", "name=\"share\""] {
                    #expect(!text.contains(word), "\(page): \(word)")
                }
            }
            try await chen.get("\(versions)/1.1.0/gray").expect(text: "10% 的用户")
            let outsider = try await site.as("wang")
            for path in ["\(versions)/1.1.0/gray", "\(versions)/1.1.0/release", "\(stage.path)/history"] {
                try await outsider.get(path).expect(404)
                try await site.stranger.get(path).expect(303)
            }
        }
    }

    @Test func `a page that somebody left open enlarges no other gray release and begins none`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .gray)
            let gray = "\(stage.path)/versions/1.0.0/gray"
            let seen = try #require(try await stage.gray()).id.rawValue
            try await stage.owner.get("\(gray)/enlarge?share=30").expect(text: "name=\"seen\" value=\"\(seen)\"")
            try await stage.owner.post("\(gray)/end").expect(303)
            for path in ["\(gray)/enlarge", gray] {
                let page = try await stage.owner.post(path, ["share": "30", "seen": seen]).expect(409)
                try page.expect(text: "待上架")
            }
            #expect(try await stage.gray() == nil)
            try await stage.owner.post(gray, ["share": "1", "seen": ""]).expect(303)
            for seen in [seen, ""] {
                try await stage.owner.post(gray, ["share": "30", "seen": seen]).expect(409)
                    .expect(text: "别人刚刚操作过这个版本")
            }
            // Nor does it end one that was begun since.
            try await stage.owner.post("\(gray)/end", ["seen": seen]).expect(409)
            #expect(try await stage.gray()?.id.rawValue != seen)
            #expect(try await stage.gray()?.share == GrayShare(ppm: 10_000))
        }
    }

    @Test(arguments: EngineKind.available)
    func `of two people at once one wins, and the other sees what happened`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .released)
            try await stage.version("1.1.0", .gray)
            let zhou = try await stage.member("zhou", .developer)
            let versions = "\(stage.path)/versions"
            async let release = stage.owner.post("\(versions)/1.1.0/release")
            async let end = zhou.post("\(versions)/1.1.0/gray/end")
            let answers = try await [release, end]
            #expect(answers.map(\.status).sorted() == [303, 409])
            let loser = try #require(answers.first { $0.status == 409 })
            #expect(loser.text.contains("现在不能"))
            let status = try #require(try await stage.statuses()["1.1.0"])
            #expect(status == (answers[0].status == 303 ? .released : .approved))
            if status == .approved {
                try await stage.gray("1.1.0")
                try await stage.release("1.1.0")
            }
            async let first = stage.owner.post("\(versions)/1.1.0/rollback")
            async let second = zhou.post("\(versions)/1.1.0/rollback")
            #expect(try await [first, second].map(\.status).sorted() == [303, 409])
            #expect(try await stage.statuses() == ["1.0.0": .released, "1.1.0": .offline])
        }
    }
}
