import Domain

/// The third step: what a submission brings along.
struct SubmissionFieldsPage: Sendable {
    struct Licence: Sendable {
        let index: Int
        /// The paper's id among those asked for.
        let kind: String
        let name: String
        let number: String
        let numberNote: FieldNote
        let holder: String
        let holderNote: FieldNote
        let validUntil: String
        let isLongTerm: Bool
        let validNote: FieldNote
        let pictures: PictureField
    }

    struct Share: Sendable {
        let value: String
        let label: String
        let isChosen: Bool
    }

    let progress: SubmissionProgress
    let action: String
    let draftPath: String
    let picturesPath: String
    let back: String
    /// When it was saved last, and by whom.
    let saved: String
    let seen: String
    let prefilled: String
    let isPrefilled: Bool
    let problemCount: String
    let hasProblems: Bool
    let description: String
    let descriptionNote: FieldNote
    let leastDescription = SubmissionRules.descriptionLength.lowerBound
    let mostDescription = SubmissionRules.descriptionLength.upperBound
    let screenshots: PictureField
    let account: String
    let accountNote: FieldNote
    let password: String
    let passwordNote: FieldNote
    let licences: [Licence]
    let hasLicences: Bool
    let memo: String
    let memoNote: FieldNote
    let mostMemo = SubmissionRules.longestMemo
    let isExpress: Bool
    let canExpress: Bool
    let expressWords: String
    let expressNote: FieldNote
    let replacesGray: Bool
    let shares: [Share]
    let isOtherShare: Bool
    let noShare: Bool
    let otherShare: String
    let shareNote: FieldNote

    init(_ desk: SubmissionDesk, _ problems: [FieldProblem], _ writer: VersionWriter) {
        let (draft, language) = (desk.draft, writer.language)
        func note(_ field: String) -> FieldNote {
            problems.first { $0.field == field }.map { FieldNote(isWrong: true, words: $0.words[language]) } ?? .none
        }
        progress = SubmissionProgress(desk, at: .fields, language)
        action = Paths.submit(desk.number, of: desk.app.id, .fields)
        draftPath = Paths.submissionDraft(desk.number, of: desk.app.id)
        picturesPath = Paths.submissionPictures(desk.number, of: desk.app.id)
        back = Paths.submit(desk.number, of: desk.app.id, .agreement)
        saved = Self.saved(desk, writer)
        seen = desk.stored.map { "\($0.savedAt.milliseconds)" } ?? ""
        let from = draft.takenFrom
        prefilled =
            from.map {
                writer.say(
                    "截图、测试账号和资质沿用 \($0) 的提审，改动的地方记得更新",
                    "Screenshots, test account and papers come from the submission of \($0). Update what has changed"
                )
            } ?? ""
        isPrefilled = from != nil
        problemCount = writer.say("有 \(problems.count) 处要修改", writer.count(problems.count, "thing") + " to mend")
        hasProblems = !problems.isEmpty
        description = draft.description
        descriptionNote = note("description")
        screenshots = PictureField(
            "screenshots",
            draft.screenshots,
            desk.files,
            most: SubmissionRules.screenshots.upperBound,
            note("screenshots"),
            writer
        )
        account = draft.testAccount
        accountNote = note("test_account")
        password = draft.testPassword
        passwordNote = note("test_password")
        licences = zip(desk.completeness.licences, desk.licences).enumerated().map { index, pair in
            let (kind, licence) = pair
            let isLongTerm = licence.validUntil == SubmissionRules.longTerm
            return Licence(
                index: index,
                kind: kind.zh,
                name: kind[language],
                number: licence.number,
                numberNote: note("licences.\(index).number"),
                holder: licence.name,
                holderNote: note("licences.\(index).name"),
                validUntil: isLongTerm ? "" : licence.validUntil,
                isLongTerm: isLongTerm,
                validNote: note("licences.\(index).valid_until"),
                pictures: PictureField(
                    "licences.\(index).pictures",
                    licence.pictures,
                    desk.files,
                    most: SubmissionRules.licencePictures.upperBound,
                    note("licences.\(index).pictures"),
                    writer
                )
            )
        }
        hasLicences = !licences.isEmpty
        memo = draft.memo
        memoNote = note("memo")
        isExpress = draft.isExpress
        canExpress = desk.expressLeft > 0
        expressWords = Self.express(desk, writer)
        expressNote = note("express")
        replacesGray = draft.replacesGray
        shares = SubmissionDraft.presetShares.map {
            Share(value: $0, label: "\($0)%", isChosen: draft.grayPercent == $0)
        }
        noShare = draft.grayPercent.isEmpty
        isOtherShare = !noShare && !SubmissionDraft.presetShares.contains(draft.grayPercent)
        otherShare = isOtherShare ? draft.grayPercent : ""
        shareNote = note("gray_percent")
    }

    private static func saved(_ desk: SubmissionDesk, _ writer: VersionWriter) -> String {
        guard let stored = desk.stored else { return "" }
        let at = writer.time.short(stored.savedAt, writer.language)
        return stored.savedBy == desk.person
            ? writer.say("你\(at)保存", "Saved by you, \(at)")
            : writer.say("\(stored.saverName)\(at)保存", "Saved by \(stored.saverName), \(at)")
    }

    private static func express(_ desk: SubmissionDesk, _ writer: VersionWriter) -> String {
        let left = desk.expressLeft
        return left > 0
            ? writer.say("排在普通审核前面，本月还有 \(left) 次", "Comes before ordinary ones; \(left) left this month")
            : writer.say("本月的加急次数已用完，下月 1 日恢复", "Used up for this month; there are new ones on the 1st")
    }
}

/// A list of pictures in a form: shown, put in order, removed, added to.
struct PictureField: Sendable {
    struct Picture: Sendable {
        let id: String
        let source: String
        let place: Int
        let label: String
        let earlier: String
        let later: String
        let remove: String
        let isFirst: Bool
        let isLast: Bool
    }

    let name: String
    let fileName: String
    let pictures: [Picture]
    let most: Int
    let isFull: Bool
    let isWrong: Bool
    let words: String
    let count: String

    init(
        _ name: String,
        _ ids: [ID<Domain.Picture>],
        _ files: [ID<Domain.Picture>: String],
        most: Int,
        _ note: FieldNote,
        _ writer: VersionWriter
    ) {
        self.name = name
        // Buttons and files name the list, which of a paper is the paper itself.
        let list = name.hasSuffix(".pictures") ? String(name.dropLast(".pictures".count)) : name
        fileName = list + AddPicture.fileSuffix
        let known = ids.filter { files[$0] != nil }
        pictures = known.enumerated().map { index, id in
            Picture(
                id: id.rawValue,
                source: files[id].map(Paths.picture) ?? "",
                place: index + 1,
                label: writer.say("第 \(index + 1) 张", "Picture \(index + 1)"),
                earlier: "earlier \(list) \(index)",
                later: "later \(list) \(index)",
                remove: "remove \(list) \(index)",
                isFirst: index == 0,
                isLast: index == known.count - 1
            )
        }
        self.most = most
        isFull = known.count >= most
        (isWrong, words) = (note.isWrong, note.words)
        count = "\(known.count) / \(most)"
    }
}
