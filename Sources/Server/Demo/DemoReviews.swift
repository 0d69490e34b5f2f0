import Domain
import Foundation
import Storage

/// The submissions of the demonstration: one rejected, one with the reviewers, one approved.
struct DemoReview: Sendable {
    struct Paper: Sendable {
        let kind: String
        let number: String
        let name: String
        /// How many years it is valid still; nil for one that does not run out.
        let years: Int?
        let picture: String
    }

    struct Reason: Sendable {
        let type: RejectionType
        let memo: String
        let pictures: [String]
    }

    let app: String
    let owner: String
    let by: String
    let number: VersionNumber
    let description: String
    /// Pictures under `Samples/screens/`.
    let screenshots: [String]
    let papers: [Paper]
    var account = ""
    var password = ""
    var memo = ""
    var isExpress = false
    /// Hours before the demonstration begins.
    let submitted: Int64
    var decision: (ReviewDecision, hoursAgo: Int64)?
    var reasons: [Reason] = []

    static let reviewer = "shuyan"

    static let all: [DemoReview] = [rejected, approved, waiting]

    private static let rejected = DemoReview(
        app: "青禾预约",
        owner: "lin",
        by: "chen",
        number: VersionNumber(2, 1, 0),
        description: "新增水电维修的上门时间：选好服务和日期后，可以约到半小时一档；首页按常用顺序排列服务。",
        screenshots: ["green-booking-1", "green-booking-2"],
        papers: [
            Paper(
                kind: "营业执照",
                number: "91330100MA2XXXXX0K",
                name: "杭州青禾社区服务有限公司",
                years: nil,
                picture: "green-booking-licence"
            ),
            Paper(
                kind: "医疗机构执业许可证",
                number: "PDY00088-533010",
                name: "青禾社区门诊部",
                years: 2,
                picture: "green-booking-clinic"
            ),
        ],
        account: "review@green-booking.example",
        password: "Green-2026",
        memo: "登录后在“我的”里可以看到已有的两条预约。",
        submitted: 50,
        decision: (.reject, hoursAgo: 47),
        reasons: [
            Reason(
                type: .whiteScreen,
                memo: "限速到 3G 后冷启动，首页白屏 11.4 秒，期间没有任何提示；飞行模式下一直是白的，也没有重试。\n"
                    + "请先显示骨架或缓存的服务列表，断网时给出说明和“重试”。",
                pictures: ["green-booking-white"]
            ),
            Reason(
                type: .categoryMismatch,
                memo: "医疗机构执业许可证的照片模糊，能辨认的有效期和填写的不一致。请重新拍一张四角完整、文字清楚的照片，并核对有效期。",
                pictures: ["green-booking-clinic"]
            ),
        ]
    )

    private static let approved = DemoReview(
        app: "南山果园",
        owner: "chen",
        by: "lin",
        number: VersionNumber(1, 0, 0),
        description: "第一版：当天采摘的水果，上午下单、下午送到；可以选送达时间，满 80 元免运费。",
        screenshots: ["hillside-orchard-1", "hillside-orchard-2"],
        papers: [
            Paper(
                kind: "食品经营许可证",
                number: "JY13301060000001",
                name: "南山果园农产品商行",
                years: 2,
                picture: "hillside-orchard-licence"
            )
        ],
        submitted: 30,
        decision: (.approve, hoursAgo: 27)
    )

    private static let waiting = DemoReview(
        app: "漂流书架",
        owner: "chen",
        by: "lin",
        number: VersionNumber(1, 1, 0),
        description: "每本书有了自己的漂流路线：在书的页面能看到它去过哪些城市、谁写过批注；书架按离你的远近排列。",
        screenshots: ["drifting-books-1", "drifting-books-2"],
        papers: [
            Paper(
                kind: "出版物经营许可证",
                number: "新出发浙零字第A0088号",
                name: "漂流书架（杭州）文化有限公司",
                years: nil,
                picture: "drifting-books-licence"
            )
        ],
        memo: "不用登录就能浏览；借书需要定位，审核时可以手动选“杭州”。",
        isExpress: true,
        submitted: 4
    )
}

extension DemoCast {
    /// A mini program of one page, whose first version has just passed.
    static let orchard = App(
        name: "南山果园",
        slogan: "今早摘的，下午送到",
        description: "南山果园自家种的水果：当天采摘，下单后半天送到。可以选送达时间，坏果包赔。",
        categories: ["0202"],
        phone: "0571-85550199",
        sample: "hillside-orchard",
        owner: "chen",
        members: [("lin", .developer)],
        uploads: [Upload(number: VersionNumber(1, 0, 0), description: "第一版：选水果、下单、约送达时间", by: "lin", hoursAgo: 31)]
    )
}

extension FillDemonstration {
    /// Makes the submissions and what the reviewer decided, by the use cases of the pages.
    func review(_ people: [String: ID<Person>]) async throws {
        for review in DemoReview.all {
            guard let owner = people[review.owner], let author = people[review.by],
                let reviewer = people[DemoReview.reviewer],
                let app = try await platform.engine.read({ db in
                    try SwitcherQueries(db).page(of: owner, in: [.owner], named: review.app, limit: 1).first?.app
                })
            else { continue }
            demo.move(to: begin.adding(seconds: -review.submitted * 3600))
            let authorised = try await platform.authorise(app, for: .versionSubmit, by: caller(author))
            let draft = try await draft(of: review, in: authorised, by: author)
            let submit = SubmitForReview(platform: platform, catalogue: try Catalogue())
            try await submit(review.number, of: authorised, draft)
            guard let (decision, hoursAgo) = review.decision else { continue }
            demo.move(to: begin.adding(seconds: -hoursAgo * 3600))
            let operatorCaller = Caller(person: reviewer, duties: Set(Duty.allCases), scopes: nil)
            let reviewed = try await platform.authorise(app, for: .versionReview, by: operatorCaller)
            try await ClaimReview(platform: platform)(review.number, of: reviewed)
            var reasons: [RejectionReason] = []
            for reason in review.reasons {
                let pictures = try await pictures(reason.pictures, in: reviewed)
                reasons.append(RejectionReason(type: reason.type, memo: reason.memo, pictures: pictures))
            }
            try await ReviewVersion(platform: platform)(review.number, of: reviewed, decision, reasons)
        }
    }

    private func draft(
        of review: DemoReview,
        in app: AuthorisedApp,
        by person: ID<Person>
    ) async throws -> SubmissionDraft {
        var draft = SubmissionDraft()
        draft.description = review.description
        draft.screenshots = try await pictures(review.screenshots, in: app)
        draft.testAccount = review.account
        draft.testPassword = review.password
        draft.memo = review.memo
        draft.isExpress = review.isExpress
        (draft.agreement, draft.agreedBy) = (Agreement.current.version, person)
        let year = CivilDate(begin, offsetSeconds: 0).year
        for paper in review.papers {
            draft.licences.append(
                SubmissionDraft.Licence(
                    kind: paper.kind,
                    number: paper.number,
                    name: paper.name,
                    validUntil: paper.years.map { "\(year + $0)-06-30" } ?? SubmissionRules.longTerm,
                    pictures: try await pictures([paper.picture], in: app)
                )
            )
        }
        return draft
    }

    private func pictures(_ names: [String], in app: AuthorisedApp) async throws -> [ID<Picture>] {
        var ids: [ID<Picture>] = []
        for name in names {
            guard let data = EmbeddedSamples.all["screens/\(name).jpg"].flatMap({ Data(base64Encoded: $0) }) else {
                continue
            }
            ids.append(try await AddPicture(platform: platform)([UInt8](data), in: app))
        }
        return ids
    }
}
