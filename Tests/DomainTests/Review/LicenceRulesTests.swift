import Testing

@testable import Domain

/// What a paper must say, rule by rule.
@Suite struct LicenceRulesTests {
    private static let kind = Words("食品经营许可证", "Food business licence")
    /// 4 October 2024.
    private static let today: Int64 = 20_000

    private static var good: SubmissionDraft.Licence {
        SubmissionDraft.Licence(
            kind: kind.zh,
            number: "JY1330106",
            name: "山丘咖啡有限公司",
            validUntil: "2030-05-31",
            pictures: SubmissionRulesTests.pictures(1)
        )
    }

    private func codes(_ change: (inout SubmissionDraft.Licence) -> Void) -> [String] {
        var draft = SubmissionRulesTests.good
        var licence = Self.good
        change(&licence)
        draft.licences = [licence]
        return SubmissionRules.check(draft, licences: [Self.kind], today: Self.today).problems
            .map { "\($0.field) \($0.code)" }
    }

    @Test func `a complete paper has no problem`() { #expect(codes { _ in } == []) }

    @Test func `number and name are there and have at most 100 characters`() {
        let (fits, long) = (String(repeating: "证", count: 100), String(repeating: "证", count: 101))
        #expect(codes { $0.number = " " } == ["licences.0.number LICENSE_NO_IS_BLANK"])
        #expect(codes { $0.number = fits } == [])
        #expect(codes { $0.number = long } == ["licences.0.number LICENSE_CHECK_FAIL"])
        #expect(codes { $0.name = "" } == ["licences.0.name LICENSE_NAME_IS_BLANK"])
        #expect(codes { $0.name = fits } == [])
        #expect(codes { $0.name = long } == ["licences.0.name LICENSE_CHECK_FAIL"])
    }

    @Test(arguments: [
        ("", "LICENSE_VALID_DATE_IS_BLANK"), ("2024-10-04", nil), ("2024-10-03", "LICENSE_VALID_DATE_IS_INVALID"),
        ("2024-02-30", "LICENSE_VALID_DATE_IS_INVALID"), ("31.5.2030", "LICENSE_VALID_DATE_IS_INVALID"),
        ("2030-5-31", "LICENSE_VALID_DATE_IS_INVALID"), ("long_term", nil),
        ("forever", "LICENSE_VALID_DATE_IS_INVALID"),
    ])
    func `it is valid until today at least, or does not run out`(text: String, code: String?) {
        #expect(codes { $0.validUntil = text } == (code.map { ["licences.0.valid_until \($0)"] } ?? []))
    }

    @Test(arguments: [
        (0, "LICENSE_PICS_ARE_BLANK"), (1, nil), (5, nil), (6, "LICENSE_PIC_NUM_IS_INVALID"),
    ])
    func `it has 1 to 5 pictures`(count: Int, code: String?) {
        let expected = code.map { ["licences.0.pictures \($0)"] } ?? []
        #expect(codes { $0.pictures = SubmissionRulesTests.pictures(count) } == expected)
    }

    @Test func `papers stand in the order in which they are asked for; the others are left out`() {
        var draft = SubmissionRulesTests.good
        draft.licences = [SubmissionDraft.Licence(kind: "旧证", number: "1"), Self.good]
        let asked = [Words("营业执照", "Business licence"), Self.kind]
        #expect(draft.licences(asked: asked).map(\.kind) == ["营业执照", "食品经营许可证"])
        #expect(draft.licences(asked: asked)[1].number == "JY1330106")
        let fields = SubmissionRules.check(draft, licences: asked, today: Self.today).problems.map(\.field)
        #expect(fields == ["number", "name", "valid_until", "pictures"].map { "licences.0.\($0)" })
    }
}
