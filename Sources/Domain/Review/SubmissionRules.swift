/// The limits of a submission.
///
/// Source: "Submission" in `mini-program-rules`; the codes are those of the platform's submission call.
package enum SubmissionRules {
    /// In the platform's count: a Chinese character counts 2.
    package static let descriptionLength = 30...500
    package static let screenshots = 2...5
    package static let licencePictures = 1...5
    package static let longestMemo = 500
    package static let longestTestAccount = 64
    package static let longestTestPassword = 64
    package static let longestLicenceText = 100
    /// The word for a licence that does not run out.
    package static let longTerm = "long_term"

    /// One thing that is wrong with a submission.
    package struct Problem: Hashable, Sendable {
        package let field: String
        /// The platform's word for it.
        package let code: String
        package let words: Words

        package init(_ field: String, _ code: String, _ zh: String, _ en: String) {
            (self.field, self.code, words) = (field, code, Words(zh, en))
        }
    }

    /// What of a draft is kept, or everything that is wrong with it.
    ///
    /// - Parameters:
    ///   - kinds: the papers that the chosen categories ask for.
    ///   - today: the day at the installation, as days since 1970.
    package static func check(_ draft: SubmissionDraft, licences kinds: [Words], today: Int64) -> (
        content: SubmissionContent, problems: [Problem]
    ) {
        var problems: [Problem] = []
        let description = PlainText.lines(draft.description)
        if description.isEmpty {
            problems.append(
                Problem("description", "VERSION_DESC_IS_BLANK", "请填写版本说明。", "Please describe this version.")
            )
        } else if !descriptionLength.contains(TextLength.weighted(description)) {
            let now = TextLength.weighted(description)
            problems.append(
                Problem(
                    "description",
                    "INVALID_VERSION_DESC_LENGTH",
                    "版本说明要 30 到 500（一个汉字算 2），现在 \(now)。",
                    "A description has 30 to 500 (a Chinese character counts 2); now \(now)."
                )
            )
        }
        problems += screenshotProblems(draft.screenshots)
        let memo = PlainText.lines(draft.memo)
        if TextLength.weighted(memo) > longestMemo {
            problems.append(
                Problem(
                    "memo",
                    "INVALID_MINI_APP_MEMO_LENGTH",
                    "备注最多 \(longestMemo)（一个汉字算 2）。",
                    "A note has at most \(longestMemo) (a Chinese character counts 2)."
                )
            )
        }
        let (account, password) = (PlainText.line(draft.testAccount), PlainText.line(draft.testPassword))
        if account.unicodeScalars.count > longestTestAccount {
            problems.append(
                Problem(
                    "test_account",
                    "INVALID_TEST_ACCOUNT_LENGTH",
                    "测试账号最多 \(longestTestAccount) 个字符。",
                    "A test account has at most \(longestTestAccount) characters."
                )
            )
        }
        if password.unicodeScalars.count > longestTestPassword {
            problems.append(
                Problem(
                    "test_password",
                    "INVALID_TEST_PWD_LENGTH",
                    "测试密码最多 \(longestTestPassword) 个字符。",
                    "A test password has at most \(longestTestPassword) characters."
                )
            )
        }
        let percent = PlainText.line(draft.grayPercent)
        let share = GrayShare(percent: percent)
        if !percent.isEmpty, share == nil {
            problems.append(
                Problem(
                    "gray_percent",
                    "GRAY_STRATEGY_IS_INVALID",
                    "灰度比例是 0.01 到 100，最多两位小数。",
                    "A share is 0.01 to 100 with at most two decimals."
                )
            )
        }
        let licences = draft.licences(asked: kinds)
        for (index, licence) in licences.enumerated() {
            problems += LicenceRules.problems(of: licence, at: index, today: today)
        }
        let content = SubmissionContent(
            description: description,
            screenshots: draft.screenshots,
            testAccount: account,
            testPassword: password,
            licences: licences.map(LicenceRules.tidied),
            memo: memo,
            isExpress: draft.isExpress,
            grayShare: draft.replacesGray ? nil : share,
            replacesGray: draft.replacesGray
        )
        return (content, problems)
    }

    private static func screenshotProblems(_ pictures: [ID<Picture>]) -> [Problem] {
        if pictures.isEmpty {
            return [Problem("screenshots", "SCREEN_SHOTS_ARE_BLANK", "请上传 2 到 5 张截图。", "Add 2 to 5 screenshots.")]
        }
        guard screenshots.contains(pictures.count), Set(pictures).count == pictures.count else {
            return [
                Problem(
                    "screenshots",
                    "SCREEN_SHOT_NUM_IS_INVALID",
                    "截图要 2 到 5 张，不能重复，现在 \(pictures.count) 张。",
                    "2 to 5 screenshots, each once; now \(pictures.count)."
                )
            ]
        }
        return []
    }
}

/// What a submission brings along, fit to keep.
package struct SubmissionContent: Hashable, Sendable {
    package let description: String
    package let screenshots: [ID<Picture>]
    package let testAccount: String
    package let testPassword: String
    package let licences: [SubmissionDraft.Licence]
    package let memo: String
    package let isExpress: Bool
    /// The share at which a gray release begins by itself once it passes.
    package let grayShare: GrayShare?
    package let replacesGray: Bool

    package init(
        description: String,
        screenshots: [ID<Picture>],
        testAccount: String,
        testPassword: String,
        licences: [SubmissionDraft.Licence],
        memo: String,
        isExpress: Bool,
        grayShare: GrayShare?,
        replacesGray: Bool
    ) {
        self.description = description
        self.screenshots = screenshots
        self.testAccount = testAccount
        self.testPassword = testPassword
        self.licences = licences
        self.memo = memo
        self.isExpress = isExpress
        self.grayShare = grayShare
        self.replacesGray = replacesGray
    }

    /// Every picture that it names.
    package var pictures: [ID<Picture>] { screenshots + licences.flatMap(\.pictures) }
}

extension Refusal {
    /// Everything that is wrong with a submission; the first gives the code.
    package static func submission(_ problems: [SubmissionRules.Problem]) -> Refusal {
        let fields = problems.map { FieldProblem(field: $0.field, words: $0.words) }
        return Refusal(
            code: problems.first?.code ?? "INVALID",
            status: 422,
            words: Refusal.invalid(fields).words,
            fields: fields
        )
    }
}
