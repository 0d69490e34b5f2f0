import TestSupport
import Testing

@testable import Domain

/// How two inspection reports differ.
@Suite struct ReportDifferenceTests {
    @Test func `sizes, pages and findings that came and went`() throws {
        let old = try SamplePackages.alipayDraft().with { $0[".DS_Store"] = "x" }.inspect()
        let new = try SamplePackages.alipayDraft().with { draft in
            draft["app.json"] = draft["app.json"]?.replacing("pages/mine/mine\"]", with: "pages/cart/cart\"]")
                .replacing("\"pagePath\": \"pages/mine/mine\"", with: "\"pagePath\": \"pages/cart/cart\"")
            for ending in ["js", "axml", "acss", "json"] {
                draft["pages/cart/cart." + ending] = draft["pages/mine/mine." + ending]
            }
            draft["pay.js"] = "const appSecret = 'b7e1f5c09a834d62b1c45e0f7a92d3c8e6f01b24'\n"
        }.inspect()
        let difference = ReportDifference(from: old, to: new)
        #expect(difference.pagesAdded.map(\.path) == ["pages/cart/cart"])
        #expect(difference.pagesRemoved.map(\.path) == ["pages/mine/mine"])
        #expect(difference.gone.map(\.rule) == ["file.leftover"])
        #expect(difference.appeared.contains { $0.rule == "secret.literal" && $0.file == "pay.js" })
        #expect(difference.sizes.map(\.part) == [.main, .subPackage(root: "orders"), .whole])
        #expect(difference.sizes.last?.after == new.wholeBytes && difference.sizes.last?.before == old.wholeBytes)
        #expect(ReportDifference(from: new, to: new).appeared.isEmpty)
    }

    @Test func `a finding whose line moved is the same one`() throws {
        let secret = "const appSecret = 'b7e1f5c09a834d62b1c45e0f7a92d3c8e6f01b24'\n"
        let old = try SamplePackages.webDraft().with { $0["pay.js"] = secret }.inspect()
        let new = try SamplePackages.webDraft().with { $0["pay.js"] = "// pays\n\n" + secret }.inspect()
        #expect(old.findings.map(\.line) != new.findings.map(\.line))
        let difference = ReportDifference(from: old, to: new)
        #expect(difference.appeared.isEmpty && difference.gone.isEmpty)
    }

    @Test func `where a report does not list every place, the rule's counts are compared`() throws {
        func report(_ count: Int) throws -> InspectionReport {
            try SamplePackages.webDraft().with { draft in
                for index in 0..<count { draft["logs/\(index)/debug.log"] = "x" }
            }.inspect()
        }
        let (few, many) = (try report(3), try report(PackageLimits.findingsOfARule + 5))
        let difference = ReportDifference(from: few, to: many)
        let rule = ReportDifference.Count(rule: "file.leftover", before: 3, after: PackageLimits.findingsOfARule + 5)
        #expect(difference.counts == [rule])
        #expect(difference.appeared.isEmpty && difference.gone.isEmpty)
    }

    @Test func `a sub-package that is there once only has one size`() throws {
        let old = try SamplePackages.alipayDraft().inspect()
        let new = try SamplePackages.webDraft().inspect()
        let difference = ReportDifference(from: old, to: new)
        let part = try #require(difference.sizes.first { $0.part == .subPackage(root: "orders") })
        #expect(part.before != nil && part.after == nil)
    }
}
