import Crypto
package import Domain
import Storage

/// Hands a version to the reviewers, with what a submission brings along.
package struct SubmitForReview: Sendable {
    let platform: Platform
    let catalogue: Catalogue

    package init(platform: Platform, catalogue: Catalogue) { (self.platform, self.catalogue) = (platform, catalogue) }

    /// Submits what the draft says; the version's stored draft is gone afterwards.
    ///
    /// - Parameter replaced: the gray version that it shall take over from, where whoever submits names it.
    ///
    /// Throws the refusals of the status table first, then `BASE_INFORMATION_INCOMPLETE`, `AGREEMENT_NOT_ACCEPTED`, what is
    /// wrong with the draft by the platform's words, and `EXPRESS_REVIEWS_USED_UP`.
    @discardableResult
    package func callAsFunction(
        _ number: VersionNumber,
        of app: AuthorisedApp,
        _ draft: SubmissionDraft,
        replacing replaced: VersionNumber? = nil
    ) async throws -> ID<Submission> {
        try app.require(.versionSubmit)
        let person = try app.person()
        let id: ID<Submission> = platform.world.newID()
        let (categories, offset) = (catalogue.categories, platform.settings.zoneOffset(platform.world.now()))
        return try await platform.change(by: person) { change in
            let command = VersionCommand.submit(id, replacesGray: draft.replacesGray, isExpress: draft.isExpress)
            try change.carryOut(command, on: number, of: app.id)
            guard let information = try InformationQueries(change.db).information(of: app.id),
                let version = try VersionQueries(change.db).version(number, of: app.id)
            else { throw Refusal.notFound }
            let completeness = Completeness(of: information, categories: categories)
            guard completeness.isComplete else { throw Refusal.informationIncomplete(completeness) }
            guard draft.agreement == Agreement.current.version else { throw Refusal.agreementNotAccepted }
            let today = CivilDate(change.now, offsetSeconds: offset).dayNumber
            let (content, problems) = SubmissionRules.check(draft, licences: completeness.licences, today: today)
            guard problems.isEmpty else { throw Refusal.submission(problems) }
            let queries = SubmissionQueries(change.db)
            try queries.checkPictures(of: content.pictureFields, in: app.id)
            if content.isExpress {
                let left = try queries.expressReviewsLeft(of: person, at: change.now, offsetSeconds: offset)
                guard left > 0 else { throw Refusal.expressUsedUp }
            }
            let line = try ReleaseLineQueries(change.db).line(of: app.id, with: version.id)
            if let replaced, let running = line.gray.flatMap({ line.entries[$0.version]?.number }), running != replaced
            {
                throw Refusal.otherIsGray(running)
            }
            try SubmissionWrites(db: change.db).add(
                content,
                SubmissionWrites.Frame(
                    id: id,
                    app: app.id,
                    version: version.id,
                    number: number,
                    person: person,
                    agreement: Agreement.current,
                    replaces: line.entries[version.id]?.replaces
                ),
                at: change.now
            )
            try DescriptionWrites(db: change.db).describe(
                version.id,
                description: content.description,
                isForwardOnly: version.isForwardOnly,
                lowestBaseLibrary: version.lowestBaseLibrary ?? ""
            )
            return id
        }
    }
}

extension SubmissionContent {
    /// Its pictures, by the fields that they came in.
    fileprivate var pictureFields: [(name: String, pictures: [ID<Picture>])] {
        [("screenshots", screenshots)] + licences.enumerated().map { ("licences.\($0).pictures", $1.pictures) }
    }
}

extension Agreement {
    /// SHA-256 of the text: what was accepted can be proved even if the program's text were changed.
    var fingerprint: String { Hex.text(SHA256.hash(data: Array(fullText.utf8))) }
}

extension Refusal {
    static func informationIncomplete(_ completeness: Completeness) -> Refusal {
        Refusal(
            code: "BASE_INFORMATION_INCOMPLETE",
            status: 409,
            words: Words(
                "基础信息还差\(completeness.missing.map(\.words.zh).joined(separator: "、"))，填完才能提审。",
                "The base information lacks: \(completeness.missing.map { $0.words.en.lowercased() }.joined(separator: ", ")). "
                    + "Fill it in before submitting."
            ),
            fields: completeness.problems
        )
    }

    static func otherIsGray(_ running: VersionNumber) -> Refusal {
        let words = Words(
            "现在灰度的是 \(running)，要替换它请写 \(running)。",
            "The gray version now is \(running). To replace it, name \(running)."
        )
        return Refusal(
            code: "GRAY_VERSION_NOT_EXIST",
            status: 409,
            words: words,
            fields: [FieldProblem(field: "replaces", words: words)]
        )
    }

    static let agreementNotAccepted = Refusal(
        code: "AGREEMENT_NOT_ACCEPTED",
        status: 422,
        words: Words("请先阅读并接受最新的提审协议。", "Read and accept the current agreement first."),
        fields: [
            FieldProblem(
                field: "agreement",
                words: Words("请先阅读并接受最新的提审协议。", "Read and accept the current agreement first.")
            )
        ]
    )

    static func pictureMissing(at field: String) -> Refusal {
        .invalid([
            FieldProblem(
                field: field,
                words: Words("有图片不存在或不属于这个小程序，请重新上传。", "A picture does not exist here. Upload it again.")
            )
        ])
    }

    static let expressUsedUp = Refusal(
        code: "EXPRESS_REVIEWS_USED_UP",
        status: 409,
        words: Words("本月的加急审核已用完，请按普通审核提交。", "This month's express reviews are used up. Submit it as an ordinary one."),
        fields: [
            FieldProblem(
                field: "express",
                words: Words("本月的加急审核已用完。", "This month's express reviews are used up.")
            )
        ]
    )
}
