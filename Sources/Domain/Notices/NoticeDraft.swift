/// A notice as it was typed.
package struct NoticeDraft: Sendable, Equatable {
    package var titleZh = ""
    package var titleEn = ""
    package var bodyZh = ""
    package var bodyEn = ""
    package var isUrgent = false
    package var linkPath = ""
    package var linkZh = ""
    package var linkEn = ""
    /// The raw value of a `NoticeAudience.Kind`.
    package var audience = ""
    /// Ids of mini programs, parted by spaces, commas or line ends.
    package var apps = ""

    package init() {}

    /// What is there already, for a form.
    package init(_ content: NoticeContent) {
        (titleZh, titleEn) = (content.title.zh, content.title.en ?? "")
        (bodyZh, bodyEn) = (content.body.zh, content.body.en ?? "")
        isUrgent = content.isUrgent
        linkPath = content.link?.path ?? ""
        (linkZh, linkEn) = (content.link?.words.zh ?? "", content.link?.words.en ?? "")
        audience = content.audience.kind.rawValue
        apps = content.audience.apps.map(\.rawValue).joined(separator: "\n")
    }

    /// The content, or every problem at its field.
    package func checked() throws(Refusal) -> NoticeContent {
        var problems: [FieldProblem] = []
        func problem(_ field: String, _ zh: String, _ en: String) {
            problems.append(FieldProblem(field: field, words: Words(zh, en)))
        }
        func limit(_ text: String, _ field: String, _ most: Int) {
            guard TextLength.weighted(text) > most else { return }
            problem(field, "最多 \(most)（一个汉字算 2）。", "At most \(most) (a Chinese character counts 2).")
        }
        let (titleZh, titleEn) = (PlainText.line(titleZh), PlainText.line(titleEn))
        let (bodyZh, bodyEn) = (PlainText.markdown(bodyZh), PlainText.markdown(bodyEn))
        if titleZh.isEmpty { problem("title_zh", "请填写标题。", "Write a title.") }
        if bodyZh.isEmpty { problem("body_zh", "请填写正文。", "Write the text.") }
        if titleEn.isEmpty, !bodyEn.isEmpty {
            problem("title_en", "写了英文正文，请补上英文标题。", "There is an English text: write its title too.")
        }
        if bodyEn.isEmpty, !titleEn.isEmpty {
            problem("body_en", "写了英文标题，请补上英文正文。", "There is an English title: write its text too.")
        }
        limit(titleZh, "title_zh", NoticeContent.longestTitle)
        limit(titleEn, "title_en", NoticeContent.longestTitle)
        limit(bodyZh, "body_zh", NoticeContent.longestBody)
        limit(bodyEn, "body_en", NoticeContent.longestBody)
        let link = link(&problems)
        let audience = audience(&problems)
        guard problems.isEmpty, let audience else { throw .invalid(problems) }
        return NoticeContent(
            title: .init(titleZh, titleEn.isEmpty ? nil : titleEn),
            body: .init(bodyZh, bodyEn.isEmpty ? nil : bodyEn),
            isUrgent: isUrgent,
            link: link,
            audience: audience
        )
    }

    private func link(_ problems: inout [FieldProblem]) -> NoticeContent.Link? {
        let (path, zh, en) = (PlainText.line(linkPath), PlainText.line(linkZh), PlainText.line(linkEn))
        guard !path.isEmpty || !zh.isEmpty || !en.isEmpty else { return nil }
        if !Self.isOfThisSite(path) {
            problems.append(
                FieldProblem(
                    field: "link_path",
                    words: Words(
                        "请填本站的路径，以 / 开头，例如 /rules；外部链接请写在正文里。",
                        "A path of this site that begins with /, like /rules. Links to elsewhere go into the text."
                    )
                )
            )
        }
        if zh.isEmpty {
            let words = Words("请填写按钮上的字。", "Write what the button says.")
            problems.append(FieldProblem(field: "link_zh", words: words))
        }
        for (field, text) in [("link_zh", zh), ("link_en", en)]
        where TextLength.weighted(text) > NoticeContent.longestLinkWords {
            let most = NoticeContent.longestLinkWords
            let words = Words("最多 \(most)（一个汉字算 2）。", "At most \(most) (a Chinese character counts 2).")
            problems.append(FieldProblem(field: field, words: words))
        }
        return NoticeContent.Link(path: path, words: .init(zh, en.isEmpty ? nil : en))
    }

    /// `//host` and a backslash would lead elsewhere.
    private static func isOfThisSite(_ path: String) -> Bool {
        path.hasPrefix("/") && !path.hasPrefix("//") && path.utf8.count <= NoticeContent.longestPath
            && path.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value < 0x7f && $0 != "\\" }
    }

    private func audience(_ problems: inout [FieldProblem]) -> NoticeAudience? {
        switch NoticeAudience.Kind(rawValue: audience) {
        case .everybody: return .everybody
        case .owners: return .owners
        case .developers:
            var ids: [ID<MiniProgram>] = []
            for part in apps.split(whereSeparator: { $0.isWhitespace || ",，、;；".contains($0) }) {
                let id = ID<MiniProgram>(rawValue: PlainText.line(String(part)))
                if !ids.contains(id) { ids.append(id) }
            }
            if ids.isEmpty {
                let words = Words("请填写小程序 ID，一行一个。", "Write the app ids, one a line.")
                problems.append(FieldProblem(field: "app_ids", words: words))
            } else if ids.count > NoticeAudience.mostApps {
                let most = NoticeAudience.mostApps
                let words = Words("最多 \(most) 个小程序。", "At most \(most) mini programs.")
                problems.append(FieldProblem(field: "app_ids", words: words))
            }
            return .developers(ids)
        case nil:
            problems.append(
                FieldProblem(field: "audience", words: Words("请选择发给谁。", "Choose who gets it."))
            )
            return nil
        }
    }
}
