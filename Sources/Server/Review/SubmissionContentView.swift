import Domain

/// What a submission brings along, as a page shows it to whoever may see it.
struct SubmissionContentView: Sendable {
    struct Shot: Sendable {
        let anchor: String
        let source: String
        let label: String
    }

    struct Licence: Sendable {
        let kind: String
        let number: String
        let name: String
        let valid: String
        let pictures: [Shot]
    }

    let description: String
    let screenshots: [Shot]
    /// Whether who looks may see what is for the team and the reviewers only: test accounts and papers.
    let isPrivateShown: Bool
    let account: String
    let password: String
    let hasAccount: Bool
    let hasPassword: Bool
    let licences: [Licence]
    let hasLicences: Bool
    let memo: String
    let hasMemo: Bool
    let queue: String
    let afterwards: String
    /// Every picture, for the sheets that show them large.
    let pictures: [Shot]

    init(
        _ content: SubmissionContent,
        files: [ID<Picture>: String],
        share: GrayShare?,
        catalogue: Catalogue,
        isPrivateShown: Bool,
        _ writer: VersionWriter
    ) {
        func shots(_ ids: [ID<Picture>], _ words: (Int) -> String) -> [Shot] {
            ids.enumerated().compactMap { index, id in
                files[id].map { Shot(anchor: "picture-\(id)", source: Paths.picture($0), label: words(index + 1)) }
            }
        }
        description = content.description
        screenshots = shots(content.screenshots) { writer.say("截图 \($0)", "Screenshot \($0)") }
        self.isPrivateShown = isPrivateShown
        account = content.testAccount
        password = content.testPassword
        (hasAccount, hasPassword) = (!account.isEmpty, !password.isEmpty)
        licences = content.licences.map { licence in
            let kind = catalogue.licence(licence.kind)[writer.language]
            return Licence(
                kind: kind,
                number: licence.number,
                name: licence.name,
                valid: licence.validUntil == SubmissionRules.longTerm
                    ? writer.say("长期", "Does not expire")
                    : writer.say("到 \(licence.validUntil)", "Until \(licence.validUntil)"),
                pictures: shots(licence.pictures) { "\(kind) \($0)" }
            )
        }
        hasLicences = !licences.isEmpty
        memo = content.memo
        hasMemo = !memo.isEmpty
        queue = content.isExpress ? writer.say("加急", "Express") : writer.say("普通", "Ordinary")
        if content.replacesGray {
            afterwards = writer.say("由你替换灰度版", "You let it take over the gray release")
        } else if let share {
            afterwards = writer.say("自动灰度到 \(share)% 用户", "Goes to \(share)% of users by itself")
        } else {
            afterwards = writer.say("等你开始灰度", "Waits until you begin a gray release")
        }
        pictures = screenshots + (isPrivateShown ? licences.flatMap(\.pictures) : [])
    }
}

extension Catalogue {
    /// The paper of this Chinese name in both languages; one that no category asks for any more keeps its name.
    func licence(_ kind: String) -> Words {
        categories.items.lazy.flatMap(\.children).flatMap(\.licences).first { $0.zh == kind } ?? Words(kind, kind)
    }
}

extension SubmissionContent {
    /// What a submission that was made brought along.
    init(_ past: PastSubmission, licences: [SubmissionDraft.Licence]) {
        self.init(
            description: past.description,
            screenshots: past.screenshots,
            testAccount: past.testAccount,
            testPassword: past.testPassword,
            licences: licences,
            memo: past.memo,
            isExpress: past.isExpress,
            grayShare: past.grayShare,
            replacesGray: past.replacesGray
        )
    }
}
