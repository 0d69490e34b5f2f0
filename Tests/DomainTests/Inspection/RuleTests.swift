import Domain
import TestSupport
import Testing

@Suite struct `Rules of the inspection` {
    @Test(arguments: RuleCase.all)
    func `a package that breaks a rule gets its finding`(_ example: RuleCase) throws {
        let report = try example.draft.inspect(example.change)
        #expect(report.findings.contains { $0.rule == example.rule }, "\(report.findings.map(\.rule))")
    }

    @Test func `every rule of the catalogue has a package that breaks it, and every case a rule`() {
        #expect(Set(RuleCase.all.map(\.rule)) == Set(Rule.all.map(\.id)))
    }

    /// So every rule also has packages that do not break it.
    @Test(arguments: [SamplePackages.alipayDraft(), SamplePackages.w3cDraft(), SamplePackages.webDraft()])
    func `a good package has no findings`(_ draft: PackageDraft) throws {
        let report = try draft.inspect()
        #expect(report.findings == [])
        #expect(report.leftOut.isEmpty)
        #expect(!report.pages.isEmpty)
    }

    @Test func `ids are unique and say their group`() {
        let ids = Rule.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        for id in ids {
            let parts = id.split(separator: ".")
            #expect(parts.count == 2)
            #expect(
                id.utf8.allSatisfy {
                    $0 == 0x2e || $0 == 0x2d || (0x61...0x7a).contains($0) || (0x30...0x39).contains($0)
                }
            )
        }
    }

    @Test func `every rule is found by its id and explains itself in both languages`() {
        for rule in Rule.all {
            #expect(Rule.named(rule.id) == rule)
            for words in [rule.title, rule.explanation, rule.remedy] {
                #expect(words.zh.unicodeScalars.contains { $0.value >= 0x4e00 })
                #expect(words.en.utf8.count >= 5)
            }
            for sentence in [rule.explanation, rule.remedy] {
                #expect(sentence.zh.hasSuffix("。"))
                #expect(sentence.en.hasSuffix("."))
            }
        }
    }

    @Test func `only errors stop a submission`() throws {
        let warned = try SamplePackages.alipayDraft().with { $0["app.js.map"] = "{}" }.inspect()
        #expect(!warned.hasErrors)
        #expect(warned.count(.warning) == 1)
        let broken = try SamplePackages.alipayDraft().with { $0["app.js"] = nil }.inspect()
        #expect(broken.hasErrors)
    }

    @Test func `findings of one rule are listed up to fifty and counted beyond`() throws {
        let report = try SamplePackages.alipayDraft().with { draft in
            for index in 0..<70 { draft["assets/\(index).map"] = "{}" }
        }.inspect()
        #expect(report.findings.count == 50)
        #expect(report.leftOut == ["source-map.file": 20])
        #expect(report.count(.warning) == 70)
    }

    @Test func `errors come first, then warnings, then notes`() throws {
        let report = try SamplePackages.alipayDraft().with { draft in
            draft["app.js"] = nil
            draft["old.map"] = "{}"
            draft["pages/mine/mine.json"] = nil
        }.inspect()
        #expect(report.findings.map(\.severity) == [.error, .warning, .info])
    }
}

extension PackageDraft: CustomTestStringConvertible {
    package var testDescription: String { files.keys.sorted().first ?? "empty" }
}
