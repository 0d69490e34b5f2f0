package import Domain

/// What somebody wants their upload to become, checked.
package struct VersionWish: Sendable {
    /// The number; nil for the next after the largest.
    package var number: VersionNumber?
    package var description: String
    package var commit: String
    package var branch: String
    package var buildURL: String
    /// Makes it the experience version in the same step.
    package var setsExperience: Bool
    /// At the limit of development versions the oldest one that was not submitted goes.
    package var prunes: Bool

    package init(
        number: VersionNumber?,
        description: String = "",
        commit: String = "",
        branch: String = "",
        buildURL: String = "",
        setsExperience: Bool = false,
        prunes: Bool = false
    ) {
        (self.number, self.description, self.commit) = (number, description, commit)
        (self.branch, self.buildURL, self.setsExperience, self.prunes) = (branch, buildURL, setsExperience, prunes)
    }

    /// Reads the fields of the upload form or of the API. Throws `Refusal.invalid` with every problem at its field.
    init(_ fields: FormFields) throws(Refusal) {
        var problems: [FieldProblem] = []
        func line(_ field: String, most: Int) -> String {
            let text = PlainText.line(fields[field] ?? "")
            if text.unicodeScalars.count > most {
                let words = Words("太长：最多 \(most) 个字符。", "Too long: at most \(most) characters.")
                problems.append(FieldProblem(field: field, words: words))
            }
            return text
        }
        let typed = PlainText.line(fields["version"] ?? "")
        let number = VersionNumber(typed)
        if typed.isEmpty {
            problems.append(FieldProblem(field: "version", words: Words("请填写版本号。", "Give a version number.")))
        } else if number == nil, typed != "next" {
            let words = Words(
                "版本号写成 1.2.3 的样子，每段是不带前导零的整数，最大 2147483647。",
                "A number looks like 1.2.3: whole numbers without leading zeros, up to 2147483647 each."
            )
            problems.append(FieldProblem(field: "version", words: words))
        }
        let description = PlainText.lines(fields["description"] ?? "")
        let length = TextLength.weighted(description)
        if length > VersionRules.longestDescription {
            let most = VersionRules.longestDescription
            let words = Words(
                "说明太长：现在 \(length)，最多 \(most)，一个汉字算 2。",
                "The description is too long: \(length) now, at most \(most); a Chinese character counts 2."
            )
            problems.append(FieldProblem(field: "description", words: words))
        }
        let (commit, branch) = (line("commit", most: 100), line("branch", most: 200))
        let buildURL = line("build_url", most: 500)
        if !buildURL.isEmpty, !buildURL.hasPrefix("https://"), !buildURL.hasPrefix("http://") {
            let words = Words("构建地址要以 https:// 或 http:// 开头。", "A build address begins with https:// or http://.")
            problems.append(FieldProblem(field: "build_url", words: words))
        }
        func flag(_ field: String) -> Bool {
            if let flag = fields.flag(field) { return flag }
            let words = Words("只能是 true 或 false。", "Either true or false.")
            problems.append(FieldProblem(field: field, words: words))
            return false
        }
        let (setsExperience, prunes) = (flag("experience"), flag("prune"))
        guard problems.isEmpty else { throw .invalid(problems) }
        self.init(
            number: number,
            description: description,
            commit: commit,
            branch: branch,
            buildURL: buildURL,
            setsExperience: setsExperience,
            prunes: prunes
        )
    }
}

extension FormFields {
    /// A checkbox of a page, or `true` of the API.
    func isOn(_ name: String) -> Bool { flag(name) ?? false }

    /// The same, told from what is neither: nil then. Absent and empty are no.
    func flag(_ name: String) -> Bool? {
        switch self[name]?.lowercased() {
        case nil, "", "false", "0", "off", "no": false
        case "true", "1", "on", "yes": true
        default: nil
        }
    }
}
