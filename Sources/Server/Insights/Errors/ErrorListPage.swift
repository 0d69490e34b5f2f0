import Domain

/// The list of a mini program's errors.
struct ErrorListPage: Sendable {
    struct Chip: Sendable {
        let name: String
        let path: String
        let isCurrent: Bool
    }

    struct Row: Sendable {
        let path: String
        let kind: String
        let title: String
        let detail: String
        let hasDetail: Bool
        let failures: Int
        let users: Int
        let versions: String
        let seen: String
        let moment: String
        let trend: ErrorTrend
        let isNew: Bool
    }

    let chips: [Chip]
    let orders: [Chip]
    let hasOrders: Bool
    let rows: [Row]
    let isEmpty: Bool
    let isFiltered: Bool
    let emptyTitle: String
    let emptyWords: String
    let allPath: String
    let hasMore: Bool
    let morePath: String

    init(_ list: ErrorReader.List, of app: AuthorisedApp, today: Int64, _ time: PageTime, _ language: Language) {
        func say(_ zh: String, _ en: String) -> String { Words(zh, en)[language] }
        let place = list.place
        func chip(_ name: String, _ shown: ErrorPlace.Show) -> Chip {
            Chip(
                name: name,
                path: Paths.errors(app.id, ErrorPlace(shown, shown == .gray ? .newest : place.order)),
                isCurrent: shown == place.shown
            )
        }
        chips =
            [chip(say("全部", "All"), .all), chip(say("只看灰度", "Gray only"), .gray)]
            + ErrorPlace.kinds.map { chip($0.failureWords[language], .kind($0)) }
        hasOrders = place.shown != .gray
        orders = ErrorQueries.Order.allCases.map { order in
            Chip(
                name: order == .newest ? say("最近发生", "Newest") : say("次数最多", "Most frequent"),
                path: Paths.errors(app.id, ErrorPlace(place.shown, order)),
                isCurrent: order == place.order
            )
        }
        rows = list.rows.map { group in
            let releases = list.releases[group.fingerprint.text] ?? []
            let title = ErrorText.title(group, language)
            let detail = ErrorText.detail([group.message == nil ? nil : group.subject, group.page], besides: title)
            return Row(
                path: Paths.error(group.fingerprint, of: app.id),
                kind: group.kind.failureWords[language],
                title: title,
                detail: detail,
                hasDetail: !detail.isEmpty,
                failures: group.failures,
                users: group.users,
                versions: ErrorText.versions(releases.map(\.release.number)),
                seen: time.short(group.last, language),
                moment: group.last.rfc3339,
                trend: ErrorTrend(list.days[group.fingerprint.text] ?? [:], today: today, language),
                isNew: time.now.seconds(since: group.first) < 86_400
            )
        }
        isEmpty = rows.isEmpty
        isFiltered = place.shown != .all
        let noGray = place.shown == .gray && list.gray == nil
        emptyTitle = noGray ? say("现在没有灰度", "No gray release runs") : say("没有错误", "No errors")
        emptyWords =
            noGray
            ? say("开始灰度之后，这里只列出灰度版本遇到的错误。", "Once one runs, only what its version meets stands here.")
            : say(
                "宿主 App 上报的启动失败、白屏、脚本错误和失败的请求会按原因归到一起。",
                "Launch failures, white screens, script errors and failed requests that host apps report stand here by their cause."
            )
        allPath = Paths.errors(app.id)
        hasMore = list.next != nil
        morePath = list.next.map { Paths.errors(app.id, place, after: $0.text) } ?? ""
    }
}

/// How errors are named.
enum ErrorText {
    /// What was said, else what it was about, else where.
    static func title(_ group: ErrorQueries.Group, _ language: Language) -> String {
        let about = [group.subject, group.code].compactMap(\.self).joined(separator: " · ")
        return group.message ?? (about.isEmpty ? group.page ?? group.kind.failureWords[language] : about)
    }

    /// What else is known about it.
    static func detail(_ parts: [String?], besides title: String) -> String {
        parts.compactMap(\.self).filter { $0 != title }.joined(separator: " · ")
    }

    /// `1.0.0`, or the lowest and the highest.
    static func versions(_ numbers: [VersionNumber]) -> String {
        guard let first = numbers.min(), let last = numbers.max() else { return "" }
        return first == last ? "\(first)" : "\(first) – \(last)"
    }
}

/// Failures a day as bars, for one line of a list or the head of a page.
struct ErrorTrend: Sendable {
    struct Bar: Sendable {
        let x: Int
        let y: Int
        let height: Int
        let title: String
        let count: Int
    }

    /// Read aloud in place of the picture.
    let label: String
    let bars: [Bar]
    let isRising: Bool

    static let (step, height) = (6, 28)

    init(_ days: [Int64: Int], today: Int64, _ language: Language) {
        let counts = (0..<Int64(ErrorReader.trendDays)).map { days[today - Int64(ErrorReader.trendDays) + 1 + $0] ?? 0 }
        let most = max(1, counts.max() ?? 1)
        bars = counts.enumerated().map { index, count in
            // One failure stays visible, and a day without any has a base line.
            let height = count == 0 ? 1 : max(3, count * Self.height / most)
            let ago = counts.count - 1 - index
            let day = ago == 0 ? Words("今天", "today")[language] : Words("\(ago) 天前", "\(ago) d ago")[language]
            return Bar(x: index * Self.step, y: Self.height - height, height: height, title: day, count: count)
        }
        let (before, now) = (counts.dropLast().last ?? 0, counts.last ?? 0)
        isRising = now > before
        label =
            Words(
                "近 \(counts.count) 天共 \(counts.reduce(0, +)) 次，今天 \(now) 次，昨天 \(before) 次",
                "\(counts.reduce(0, +)) in \(counts.count) days, \(now) today, \(before) yesterday"
            )[language]
    }
}
