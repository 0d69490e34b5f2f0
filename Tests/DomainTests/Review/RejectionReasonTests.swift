import Testing

@testable import Domain

/// The reasons of a decision, and what developers read about them.
@Suite struct RejectionReasonTests {
    private func reason(_ memo: String = "首页白屏", pictures: Int = 0) -> RejectionReason {
        RejectionReason(type: .whiteScreen, memo: memo, pictures: SubmissionRulesTests.pictures(pictures))
    }

    private func field(_ reasons: [RejectionReason], _ decision: ReviewDecision = .reject) -> String? {
        do throws(Refusal) {
            _ = try RejectionReason.checked(reasons, for: decision)
            return nil
        } catch {
            return error.status == 422 ? error.fields.first?.field : "not a 422"
        }
    }

    @Test func `a rejection has 1 to 10 reasons, an approval none, one of the base as it likes`() {
        #expect(field([]) == "reasons")
        #expect(field([reason()]) == nil)
        #expect(field(Array(repeating: reason(), count: 10)) == nil)
        #expect(field(Array(repeating: reason(), count: 11)) == "reasons")
        #expect(field([], .approve) == nil)
        #expect(field([reason()], .approve) == "reasons")
        #expect(field([], .approveBase) == nil)
        #expect(field([reason()], .approveBase) == nil)
    }

    @Test func `a reason says something, 500 at most, with up to 5 pictures`() {
        #expect(field([reason(), reason(" \n ")]) == "reasons.1.memo")
        #expect(field([reason(String(repeating: "白", count: 250))]) == nil)
        #expect(field([reason(String(repeating: "白", count: 250) + "a")]) == "reasons.0.memo")
        #expect(field([reason(pictures: 5)]) == nil)
        #expect(field([reason(pictures: 6)]) == "reasons.0.pictures")
    }

    @Test func `what is kept is tidied`() throws {
        let kept = try RejectionReason.checked([reason("  白屏 \r\n\r\n\r\n 11 秒 ")], for: .reject)
        #expect(kept.map(\.memo) == ["白屏\n\n11 秒"])
    }

    @Test func `the guide speaks of every type once, in both languages`() {
        #expect(
            RejectionGuide.groups.flatMap(\.types).sorted { $0.rawValue < $1.rawValue }
                == RejectionType.allCases.sorted { $0.rawValue < $1.rawValue }
        )
        for type in RejectionType.allCases {
            let guide = type.guide
            #expect(guide.find.count >= 2 && guide.mend.count >= 2, "\(type)")
            for words in [guide.meaning, guide.example] + guide.find + guide.mend {
                #expect(words.zh.unicodeScalars.contains { $0.value > 0x2e80 }, "\(type)")
                #expect(!words.en.unicodeScalars.contains { $0.value > 0x2e80 }, "\(type): \(words.en)")
                #expect(words.en.count > 20, "\(type)")
            }
        }
    }
}
