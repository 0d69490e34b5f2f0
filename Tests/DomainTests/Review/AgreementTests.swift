import Testing

@testable import Domain

@Suite struct AgreementTests {
    @Test func `texts have versions that are days, the newest first, each once`() {
        let versions = Agreement.all.map(\.version)
        #expect(versions == versions.sorted(by: >) && Set(versions).count == versions.count)
        for version in versions { #expect(CivilDate.dayNumber(isoDay: version) != nil, "\(version)") }
        #expect(Agreement.current == Agreement.all[0])
    }

    @Test func `a text is found by its version, and stays as it was accepted`() {
        #expect(Agreement.named("2026-11-01")?.version == "2026-11-01")
        #expect(Agreement.named("2026-11-02") == nil)
        #expect(Agreement.current.sections.count == 6)
        // The whole text is what a fingerprint is taken of: every word of it counts.
        let text = Agreement.current.fullText
        for section in Agreement.current.sections {
            #expect(text.contains(section.heading.zh) && text.contains(section.text.zh))
            #expect(!section.heading.en.isEmpty && !section.text.en.isEmpty)
        }
    }
}
