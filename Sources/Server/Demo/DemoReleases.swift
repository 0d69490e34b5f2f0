import Domain
import Storage

/// The demonstration's releases: what was submitted, decided, gray, online and rolled away before today, by the same use cases
/// that people use.
struct DemoReleases: Sendable {
    /// What happened at a time, in hours before the demonstration begins.
    struct Moment: Sendable {
        let hoursAgo: Int64
        let happens: @Sendable () async throws -> Void
    }

    let platform: Platform
    let catalogue: Catalogue
    let sample: DemoSample
    let app: ID<MiniProgram>
    let people: [String: ID<Person>]
    let begin: Instant

    /// Everything that belongs to a mini program of this name; none for the others.
    func moments(of name: String) -> [Moment] {
        switch name {
        case "山丘咖啡点单":
            life(of: VersionNumber(3, 8, 1), by: "zhou", "首页换上夏季菜单，取餐码放大，排队时看得更清楚。", uploaded: 460, passed: 436)
                + gray(VersionNumber(3, 8, 1), by: "zhou", [(434, 10), (418, 50)])
                + [release(VersionNumber(3, 8, 1), by: "lin", 410)]
                + life(
                    of: VersionNumber(3, 8, 2),
                    by: "zhou",
                    "修复优惠券过期后仍可勾选；门店列表按距离排序，定位更快。",
                    uploaded: 268,
                    passed: 246
                )
                + gray(VersionNumber(3, 8, 2), by: "zhou", [(244, 10), (222, 50)])
                + [release(VersionNumber(3, 8, 2), by: "lin", 197)]
                + rejection(of: VersionNumber(3, 9, 0), by: "zhou", "会员卡支持叠加优惠券；下单页记住上次的取餐方式，少点两步。", at: 150)
                + submission(
                    of: VersionNumber(3, 9, 0),
                    by: "zhou",
                    "会员卡支持叠加优惠券；下单页记住上次的取餐方式，修复弱网下的空白。",
                    at: 120,
                    passed: 98
                )
                + gray(VersionNumber(3, 9, 0), by: "lin", [(31, 1), (5, 10)], planned: [(1, 30), (2, 100)])
        case "青禾预约":
            life(of: VersionNumber(2, 0, 0), by: "chen", "预约、改期和取消合在一页里；上门维修可以选两小时的时间段。", uploaded: 310, passed: 286)
                + gray(VersionNumber(2, 0, 0), by: "chen", [(284, 30)])
                + [release(VersionNumber(2, 0, 0), by: "lin", 260)]
        case "漂流书架":
            life(of: VersionNumber(1, 0, 0), by: "lin", "书架上架了：把读完的书放上来，附近的人来借，读完放回就好。", uploaded: 212, passed: 188)
                + gray(VersionNumber(1, 0, 0), by: "lin", [(186, 20)])
                + [release(VersionNumber(1, 0, 0), by: "zhou", 164)]
        default: []
        }
    }

    private func allowed(_ action: Action, _ login: String) async throws -> AuthorisedApp {
        let duties: Set<Duty> = login == "shuyan" ? Set(Duty.allCases) : []
        return try await platform.authorise(
            app,
            for: action,
            by: Caller(person: people[login], duties: duties, scopes: nil)
        )
    }

    /// Uploaded, submitted two hours later, and passed.
    private func life(
        of number: VersionNumber,
        by login: String,
        _ description: String,
        uploaded: Int64,
        passed: Int64
    ) -> [Moment] {
        [upload(number, by: login, description, uploaded)]
            + submission(of: number, by: login, description, at: uploaded - 2, passed: passed)
    }

    private func upload(_ number: VersionNumber, by login: String, _ description: String, _ hoursAgo: Int64) -> Moment {
        Moment(hoursAgo: hoursAgo) {
            let bytes = try sample.package(
                leavingOut: [],
                adding: ["utils/build.js": "export default { version: '\(number)' }\n"]
            )
            let wish = VersionWish(number: number, description: description, setsExperience: false)
            let app = try await allowed(.versionUpload, login)
            _ = try await UploadVersion(platform: platform)(platform.receivePackage(bytes), as: wish, in: app)
        }
    }

    private func submission(
        of number: VersionNumber,
        by login: String,
        _ description: String,
        at hoursAgo: Int64,
        passed: Int64
    ) -> [Moment] {
        [
            submit(number, by: login, description, hoursAgo),
            Moment(hoursAgo: passed) {
                let app = try await allowed(.versionReview, "shuyan")
                try await ReviewVersion(platform: platform)(number, of: app, .approve)
            },
        ]
    }

    /// Uploaded, rejected a day later, and returned to development.
    private func rejection(
        of number: VersionNumber,
        by login: String,
        _ description: String,
        at hoursAgo: Int64
    ) -> [Moment] {
        [
            upload(number, by: login, description, hoursAgo),
            submit(number, by: login, description, hoursAgo - 1),
            Moment(hoursAgo: hoursAgo - 24) {
                let app = try await allowed(.versionReview, "shuyan")
                let reasons = [
                    RejectionReason(type: .whiteScreen, memo: "限速到 2G 后，从首页进入“会员卡”一直是白屏，没有加载提示，也没有重试的入口。"),
                    RejectionReason(type: .requestFailure, memo: "优惠券接口返回 500，页面没有说明，按钮点了没有反应。"),
                ]
                try await ReviewVersion(platform: platform)(number, of: app, .reject, reasons)
            },
            Moment(hoursAgo: hoursAgo - 28) {
                try await ReturnToDevelopment(platform: platform)(
                    number,
                    of: try await allowed(.versionWithdraw, login)
                )
            },
        ]
    }

    private func submit(_ number: VersionNumber, by login: String, _ description: String, _ hoursAgo: Int64) -> Moment {
        Moment(hoursAgo: hoursAgo) {
            let app = try await allowed(.versionSubmit, login)
            var draft = SubmissionDraft()
            draft.description = description
            draft.agreement = Agreement.current.version
            draft.testAccount = "13800000000"
            draft.testPassword = "demo-2026"
            let logo = sample.logo ?? []
            let add = AddPicture(platform: platform)
            for layout in 0..<2 {
                draft.screenshots.append(try await add(try DemoScreens.png(logo: logo, layout: layout), in: app))
            }
            let paper = try await add(try DemoScreens.png(logo: logo, layout: 2), in: app)
            let id = app.id
            let information = try await platform.engine.read { try InformationQueries($0).information(of: id) }
            guard let information else { return }
            draft.licences = Completeness(of: information, categories: catalogue.categories).licences.map { kind in
                SubmissionDraft.Licence(
                    kind: kind.zh,
                    number: "JY13301080000001",
                    name: "\(app.name)（示例）有限公司",
                    validUntil: SubmissionRules.longTerm,
                    pictures: [paper]
                )
            }
            try await SubmitForReview(platform: platform, catalogue: catalogue)(number, of: app, draft)
        }
    }

    /// Grows to these shares at these times; the last step brings a schedule for the days to come, at ten in the morning.
    private func gray(
        _ number: VersionNumber,
        by login: String,
        _ steps: [(hoursAgo: Int64, percent: Int)],
        planned: [(day: Int64, percent: Int)] = []
    ) -> [Moment] {
        let settings = platform.settings
        let today = settings.day(of: begin)
        let schedule = planned.compactMap { step in
            GrayShare(ppm: step.percent * 10_000).map { share in
                GraySchedule.Step(at: settings.instant(day: today + step.day, hour: 10, minute: 0), share: share)
            }
        }
        return steps.enumerated().compactMap { index, step in
            guard let share = GrayShare(ppm: step.percent * 10_000) else { return nil }
            let plan = index == steps.count - 1 ? schedule : []
            return Moment(hoursAgo: step.hoursAgo) {
                let app = try await allowed(.versionGray, login)
                try await SetGrayShare(platform: platform)(number, of: app, share: share, schedule: plan)
            }
        }
    }

    private func release(_ number: VersionNumber, by login: String, _ hoursAgo: Int64) -> Moment {
        Moment(hoursAgo: hoursAgo) {
            try await ReleaseVersion(platform: platform)(number, of: try await allowed(.versionRelease, login))
        }
    }
}
