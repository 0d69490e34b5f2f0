import Domain

/// One error: how often, since when, where in the code, on which phones.
struct ErrorDetailPage: Sendable {
    struct Version: Sendable {
        let number: String
        let stage: String
        let failures: Int
        let span: String
    }

    struct Line: Sendable {
        let text: String
        /// `src/cart.ts:12:5`, where a source map knows it.
        let place: String
        let hasPlace: Bool
        let code: String
        let hasCode: Bool
    }

    struct Phone: Sendable {
        let seen: String
        let moment: String
        let version: String
        let phone: String
        let page: String
        let hasPage: Bool
    }

    let title: String
    let detail: String
    let hasDetail: Bool
    let failures: Int
    let users: Int
    let versions: String
    let first: String
    let firstMoment: String
    let last: String
    let lastMoment: String
    let trend: ErrorTrend
    let releases: [Version]
    let stack: [Line]
    let hasStack: Bool
    let stackVersion: String
    let lacksMaps: Bool
    let phones: [Phone]
    let hasPhones: Bool
    let fingerprint: String

    init(_ detail: ErrorReader.Detail, today: Int64, _ time: PageTime, _ language: Language) {
        let group = detail.group
        title = ErrorText.title(group, language)
        self.detail = ErrorText.detail(
            [group.message == nil ? nil : group.subject, group.code, group.page],
            besides: title
        )
        hasDetail = !self.detail.isEmpty
        (failures, users) = (group.failures, group.users)
        versions = ErrorText.versions(detail.releases.map(\.release.number))
        (first, firstMoment) = (time.short(group.first, language), group.first.rfc3339)
        (last, lastMoment) = (time.short(group.last, language), group.last.rfc3339)
        trend = ErrorTrend(detail.days, today: today, language)
        releases = detail.releases.sorted { $0.last > $1.last }.map { row in
            Version(
                number: "\(row.release.number)",
                stage: row.release.stage.words[language],
                failures: row.failures,
                span: "\(time.short(row.first, language)) – \(time.short(row.last, language))"
            )
        }
        stack =
            detail.stack?.lines.map { line in
                Line(
                    text: line.text,
                    place: line.place.map { "\($0.source):\($0.line):\($0.column)" } ?? "",
                    hasPlace: line.place != nil,
                    code: line.place?.text ?? "",
                    hasCode: line.place?.text != nil
                )
            } ?? []
        hasStack = !stack.isEmpty
        stackVersion = detail.stack.map { "\($0.number)" } ?? ""
        lacksMaps = detail.stack.map { !$0.hasMaps } ?? false
        phones = detail.occurrences.map { it in
            let phone = [
                it.device, it.system, it.baseLibrary.map { Words("基础库 \($0)", "base library \($0)")[language] },
            ]
            let known = phone.compactMap(\.self).joined(separator: " · ")
            return Phone(
                seen: time.short(it.at, language),
                moment: it.at.rfc3339,
                version: "\(it.release.number)",
                phone: known.isEmpty ? Words("机型未知", "Unknown phone")[language] : known,
                page: it.page ?? "",
                hasPage: it.page != nil
            )
        }
        hasPhones = !phones.isEmpty
        fingerprint = group.fingerprint.text
    }
}

extension RuntimeReceipt.Stage {
    var words: Words {
        switch self {
        case .gray: Words("灰度", "Gray")
        case .release: Words("线上", "Released")
        case .experience: Words("体验版", "Experience version")
        case .offline: Words("已下架", "Offline")
        }
    }
}
