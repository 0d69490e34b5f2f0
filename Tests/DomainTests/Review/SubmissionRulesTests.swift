import Testing

@testable import Domain

/// What a submission brings along, rule by rule, with both edges of each.
@Suite struct SubmissionRulesTests {
    static let today: Int64 = 20_000

    static func pictures(_ count: Int) -> [ID<Picture>] { (0..<count).map { ID(rawValue: "picture-\($0)") } }

    /// A draft that nothing is wrong with, where no papers are asked for.
    static var good: SubmissionDraft {
        var draft = SubmissionDraft()
        draft.description = String(repeating: "说", count: 15)
        draft.screenshots = pictures(2)
        return draft
    }

    private func codes(
        licences kinds: [Words] = [],
        _ change: (inout SubmissionDraft) -> Void
    ) -> [String] {
        var draft = Self.good
        change(&draft)
        return SubmissionRules.check(draft, licences: kinds, today: Self.today).problems.map {
            "\($0.field) \($0.code)"
        }
    }

    @Test func `a draft with everything has no problem`() {
        #expect(codes { _ in } == [])
    }

    @Test(arguments: [
        ("", ["description VERSION_DESC_IS_BLANK"]),
        (" \n\t ", ["description VERSION_DESC_IS_BLANK"]),
        (String(repeating: "a", count: 29), ["description INVALID_VERSION_DESC_LENGTH"]),
        (String(repeating: "a", count: 30), []),
        (String(repeating: "说", count: 14) + "a", ["description INVALID_VERSION_DESC_LENGTH"]),
        (String(repeating: "说", count: 15), []),
        (String(repeating: "说", count: 250), []),
        (String(repeating: "说", count: 250) + "a", ["description INVALID_VERSION_DESC_LENGTH"]),
        (String(repeating: "a", count: 500), []),
        (String(repeating: "a", count: 501), ["description INVALID_VERSION_DESC_LENGTH"]),
    ])
    func `a description has 30 to 500, a Chinese character counting 2`(text: String, expected: [String]) {
        #expect(codes { $0.description = text } == expected)
    }

    @Test(arguments: [
        (0, ["screenshots SCREEN_SHOTS_ARE_BLANK"]), (1, ["screenshots SCREEN_SHOT_NUM_IS_INVALID"]), (2, []), (5, []),
        (6, ["screenshots SCREEN_SHOT_NUM_IS_INVALID"]),
    ])
    func `there are 2 to 5 screenshots`(count: Int, expected: [String]) {
        #expect(codes { $0.screenshots = Self.pictures(count) } == expected)
    }

    @Test func `a screenshot counts once`() {
        let twice = [ID<Picture>(rawValue: "one"), ID(rawValue: "one")]
        #expect(codes { $0.screenshots = twice } == ["screenshots SCREEN_SHOT_NUM_IS_INVALID"])
    }

    @Test func `a note has at most 500, an account and a password 64 characters each`() {
        #expect(codes { $0.memo = String(repeating: "注", count: 250) } == [])
        #expect(codes { $0.memo = String(repeating: "注", count: 250) + "a" } == ["memo INVALID_MINI_APP_MEMO_LENGTH"])
        let (fits, long) = (String(repeating: "a", count: 64), String(repeating: "a", count: 65))
        #expect(
            codes {
                $0.testAccount = fits
                $0.testPassword = fits
            } == []
        )
        #expect(codes { $0.testAccount = long } == ["test_account INVALID_TEST_ACCOUNT_LENGTH"])
        #expect(codes { $0.testPassword = long } == ["test_password INVALID_TEST_PWD_LENGTH"])
    }

    @Test(arguments: [
        ("", true), ("0.01", true), ("33.33", true), ("100", true), ("0", false), ("0.001", false), ("100.01", false),
        ("-5", false), ("ten", false),
    ])
    func `a share is 0.01 to 100 with two decimals, or none`(text: String, isFine: Bool) {
        #expect(codes { $0.grayPercent = text } == (isFine ? [] : ["gray_percent GRAY_STRATEGY_IS_INVALID"]))
    }

    @Test func `a replacement begins no gray release of its own`() {
        var draft = Self.good
        draft.grayPercent = "10"
        #expect(SubmissionRules.check(draft, licences: [], today: 0).content.grayShare?.description == "10")
        draft.replacesGray = true
        let content = SubmissionRules.check(draft, licences: [], today: 0).content
        #expect(content.grayShare == nil && content.replacesGray)
    }

    @Test func `what is kept is tidied, and every problem is named at once`() {
        var draft = Self.good
        draft.testAccount = "  a@example.com\u{200b} "
        draft.description = "  " + draft.description + "\r\n\r\n\r\n完"
        let content = SubmissionRules.check(draft, licences: [], today: 0).content
        #expect(content.testAccount == "a@example.com")
        #expect(content.description == Self.good.description + "\n\n完")
        let all = codes(licences: [Words("营业执照", "Business licence")]) { $0 = SubmissionDraft() }
        #expect(all.count == 6)
        let refusal = Refusal.submission(
            SubmissionRules.check(SubmissionDraft(), licences: [], today: 0).problems
        )
        #expect(refusal.code == "VERSION_DESC_IS_BLANK" && refusal.status == 422 && refusal.fields.count == 2)
    }

    @Test func `an acceptance is of the text in force, and one's own`() {
        let (lin, zhou) = (ID<Person>(rawValue: "lin"), ID<Person>(rawValue: "zhou"))
        var draft = Self.good
        #expect(!draft.isAgreed(by: lin))
        (draft.agreement, draft.agreedBy) = (Agreement.current.version, lin)
        #expect(draft.isAgreed(by: lin) && !draft.isAgreed(by: zhou))
        draft.agreement = "2020-01-01"
        #expect(!draft.isAgreed(by: lin))
    }
}
