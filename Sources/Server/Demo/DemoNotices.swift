import Domain

/// What the demonstration's operator has announced: two notices that everybody has, and one that waits for its time.
enum DemoNotices {
    struct Moment: Sendable {
        /// When it was written; published at once, unless it waits.
        let hoursAgo: Int64
        let waitsHours: Int64?
        let draft: NoticeDraft
    }

    static var all: [Moment] {
        [
            Moment(hoursAgo: 9 * 24, waitsHours: nil, draft: guide),
            Moment(hoursAgo: 26, waitsHours: nil, draft: maintenance),
            Moment(hoursAgo: 5, waitsHours: 72, draft: rules),
        ]
    }

    private static var guide: NoticeDraft {
        var draft = NoticeDraft()
        draft.audience = NoticeAudience.Kind.everybody.rawValue
        draft.titleZh = "灰度发布可以按计划自动扩大了"
        draft.bodyZh = """
            以前每次扩大灰度都要有人手动操作，现在可以**一次排好**，到点自动进行。

            ## 怎么用

            1. 打开正在灰度的版本，点「灰度」
            2. 选一个现成的节奏，或者自己填每一步的时间和比例
            3. 随时可以暂停；有人手动调整时，计划自动停止

            ## 建议的节奏

            | 第几天 | 比例 | 看什么 |
            | --- | --- | --- |
            | 1 | 10% | 崩溃和白屏 |
            | 2 | 30% | 客服反馈 |
            | 3 | 100% | — |

            > 抽中的用户在比例扩大时一直留在里面，不会来回切换版本。
            """
        draft.titleEn = "Gray releases can grow by a schedule"
        draft.bodyEn = """
            Enlarging a gray release took somebody by hand each time. Now the steps can be **planned at once** and happen by themselves.

            1. Open the version that is gray
            2. Choose a schedule, or write the steps yourself
            3. Pause it at any time; acting by hand stops it

            > Users who are inside stay inside as the share grows.
            """
        return draft
    }

    private static var maintenance: NoticeDraft {
        var draft = NoticeDraft()
        draft.audience = NoticeAudience.Kind.everybody.rawValue
        draft.isUrgent = true
        draft.titleZh = "本周日凌晨 2 点至 4 点停止接受上传"
        draft.bodyZh = """
            为了更换存储，**周日 02:00–04:00** 不能上传和提审新版本。

            - 线上和灰度中的版本**不受影响**，用户照常使用
            - 正在审核的版本顺延两小时
            - 自动构建请错开这段时间，失败后 `steward upload` 会说明原因

            需要紧急发布的，请在周六 18:00 前提审。
            """
        draft.titleEn = "No uploads on Sunday from 2 to 4 in the morning"
        draft.bodyEn = """
            The storage is replaced: **Sunday 02:00–04:00** no version can be uploaded or submitted.

            - What is released or gray is **not affected**
            - Reviews are extended by two hours

            For something urgent, submit before Saturday 18:00.
            """
        return draft
    }

    private static var rules: NoticeDraft {
        var draft = NoticeDraft()
        draft.audience = NoticeAudience.Kind.owners.rawValue
        draft.titleZh = "下月起，涉及支付的小程序提审要附资质"
        draft.bodyZh = """
            从下月 1 日起，有支付功能的小程序在提审时需要附上**营业执照**和**支付服务协议**。

            已上架的版本不受影响，下次提审时补充即可。
            """
        (draft.linkPath, draft.linkZh, draft.linkEn) = (Paths.rules, "查看规则", "See the rules")
        return draft
    }
}

extension FillDemonstration {
    /// Through the same use cases, delivered by the same worker.
    func announce(_ people: [String: ID<Person>]) async throws {
        guard let writer = people["shuyan"] else { return }
        let caller = Caller(person: writer, duties: [.official], scopes: nil)
        for moment in DemoNotices.all {
            demo.move(to: begin.adding(seconds: -moment.hoursAgo * 3600))
            let notice = try await SaveNotice(platform: platform)(moment.draft, by: caller)
            let due = moment.waitsHours.map { begin.adding(seconds: $0 * 3600) }
            try await PublishNotice(platform: platform)(notice, at: due, by: caller)
            if due == nil { try await NoticeClock(platform: platform).tick() }
        }
    }
}
