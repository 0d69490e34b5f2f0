import Domain
import TestSupport
import Testing

@Suite struct `The gate for packages` {
    private func refusal(_ change: (inout PackageListing) -> Void) -> String? {
        var listing = SamplePackages.alipayDraft().listing()
        change(&listing)
        do {
            try PackageGate.check(listing)
            return nil
        } catch { return error.code }
    }

    @Test func `a good package passes`() {
        #expect(refusal { _ in } == nil)
    }

    @Test func `each danger has its refusal`() {
        #expect(refusal { $0.archiveBytes = PackageLimits.upload + 1 } == "PACKAGE_TOO_LARGE")
        #expect(refusal { $0.archiveBytes = PackageLimits.upload } == nil)
        #expect(refusal { $0.rename("app.js", to: Array("../app.js".utf8)) } == "PACKAGE_PATH_ESCAPES")
        #expect(refusal { $0.change("app.js") { $0.otherName = Array("/app.js".utf8) } } == "PACKAGE_PATH_ESCAPES")
        #expect(refusal { $0.change("app.js") { $0.kind = .link } } == "PACKAGE_HAS_LINK")
        #expect(refusal { $0.change("app.js") { $0.isEncrypted = true } } == "PACKAGE_ENCRYPTED")
        #expect(refusal { $0.rename("app.js", to: Array("app.json".utf8)) } == "PACKAGE_DUPLICATE_NAME")
        #expect(refusal { $0.rename("app.js", to: Array("pages".utf8)) } == "PACKAGE_DUPLICATE_NAME")
        #expect(refusal { $0.rename("app.js", to: Array("pages-x".utf8)) } == nil)
        #expect(refusal { $0.rename("app.js", to: []) } == "PACKAGE_DAMAGED")
        #expect(refusal { $0.change("app.js") { $0.range = 0..<90 } } == "PACKAGE_ENTRIES_OVERLAP")
    }

    @Test func `bombs are told by count, size and ratio`() {
        #expect(refusal { $0.entries = Array(repeating: $0.entries[0], count: 10_001) } == "PACKAGE_BOMB")
        #expect(refusal { $0.change("app.js") { $0.size = PackageLimits.unpacked + 1 } } == "PACKAGE_BOMB")
        #expect(refusal { $0.change("app.js") { ($0.size, $0.compressedSize) = (2_000_000, 9_000) } } == "PACKAGE_BOMB")
        #expect(refusal { $0.change("app.js") { ($0.size, $0.compressedSize) = (2_000_000, 11_000) } } == nil)
        #expect(refusal { $0.change("app.js") { ($0.size, $0.compressedSize) = (900_000, 100) } } == nil)
        #expect(
            refusal { listing in
                for index in listing.entries.indices {
                    (listing.entries[index].size, listing.entries[index].compressedSize) = (20_000_000, 200_000)
                }
            } == "PACKAGE_BOMB"
        )
    }

    @Test func `names that differ only in their composition are the same`() {
        let draft = SamplePackages.alipayDraft().with {
            $0["caf\u{e9}.js"] = ""; $0["cafe.js"] = ""
        }
        var listing = draft.listing()
        listing.rename("cafe.js", to: Array("cafe\u{301}.js".utf8))
        #expect(throws: Refusal.packageDuplicate("cafe\u{301}.js")) { try PackageGate.check(listing) }
    }

    @Test func `a refusal names the entry and what to do, in both languages`() {
        let refusal = Refusal.packageHasLink("pages/a.js")
        #expect(refusal.status == 422)
        #expect(refusal.words.zh.contains("pages/a.js") && refusal.words.zh.contains("重新打包"))
        #expect(refusal.words.en.contains("pages/a.js") && refusal.words.en.contains("pack again"))
        #expect(Refusal.packageTooLarge.status == 413)
    }
}
