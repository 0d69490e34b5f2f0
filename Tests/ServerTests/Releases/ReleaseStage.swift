import Domain
import Storage
import TestSupport

@testable import Server

/// A mini program that lacks nothing on its way to the users: complete base information, two screenshots, its owner `lin`
/// and a reviewer `shen` from outside. Versions are moved by the real use cases.
///
///     let stage = try await ReleaseStage(site)
///     try await stage.version("1.0.0", .released)
///     try await stage.version("1.1.0", .gray)
struct ReleaseStage: Sendable {
    let site: Site
    let app: ID<MiniProgram>
    let owner: SiteClient
    let reviewer: SiteClient
    let pictures: [ID<Picture>]
    /// The mini program as its owner and as the reviewer may use it.
    let asOwner: AuthorisedApp
    let asReviewer: AuthorisedApp
    /// What the next version holds.
    var package: StagePackage
    private let catalogue: Catalogue

    var platform: Platform { site.platform }
    var path: String { "/apps/\(app)" }
    var api: String { "/api/v1/apps/\(app)" }

    /// - Parameters:
    ///   - category: a leaf of the catalogue; the default asks for no papers.
    ///   - package: what every version holds; received once for as many stages as are wanted.
    init(
        _ site: Site,
        name: String = "山丘咖啡",
        category: String = "1001",
        package: StagePackage? = nil
    ) async throws {
        self.site = site
        owner = try await site.as("lin", name: "林知远")
        reviewer = try await site.as("shen", name: "沈砚", duties: [.reviewer])
        guard let person = owner.person else { throw SiteFailure("nobody is signed in") }
        let app = try await CreateMiniProgram(platform: site.platform)(name: name, by: person)
        self.app = app
        if let package { self.package = package } else { self.package = try await StagePackage(site) }
        catalogue = try Catalogue()
        let (ids, hash): ([ID<Picture>], String) = (
            (0..<2).map { _ in site.platform.world.newID() }, self.package.picture.hash
        )
        pictures = ids
        var information = BaseInformation(name: name)
        information.logo = hash
        information.slogan = "到店即取，不用排队"
        information.description = "在手机上点一杯咖啡，选好门店与时间，到店就能取走。"
        information.categories = [category]
        information.regionType = .china
        information.servicePhone = "0571-88886666"
        let (complete, picture, now) = (information, self.package.picture.picture, site.platform.world.now())
        try await site.platform.engine.write { db in
            try InformationWrites(db: db).store(complete, of: app, at: now)
            for id in ids {
                try MiniProgramWrites(db: db).add(picture, id, hash: hash, of: app, by: person, at: now)
            }
        }
        asOwner = try await site.authorised(owner, in: app)
        asReviewer = try await site.authorised(reviewer, in: app)
    }

    /// Somebody who belongs to it.
    @discardableResult
    func member(_ login: String, _ role: MemberRole, duties: Set<Duty> = []) async throws -> SiteClient {
        let client = try await site.as(login, duties: duties)
        guard let person = client.person, let actor = owner.person else { throw SiteFailure("nobody is signed in") }
        try await AddMember(platform: platform)(person, to: app, as: role, by: actor)
        return client
    }

    /// A development version like an uploaded one, without receiving its package again.
    @discardableResult
    func upload(_ text: String, errors: Int = 0, by person: ID<Person>? = nil) async throws -> ID<Version> {
        let (number, id, package): (VersionNumber, ID<Version>, StagePackage) = (
            try number(text), platform.world.newID(), package
        )
        let (app, uploader) = (app, try person ?? asOwner.person())
        try await platform.change(by: uploader) { change in
            guard try InformationWrites(db: change.db).lock(app) else { throw Refusal.notFound }
            try VersionRules.check(number, largest: try VersionQueries(change.db).largestNumber(of: app))
            let new = VersionWrites.New(
                id: id,
                app: app,
                number: number,
                description: "",
                content: package.content,
                report: package.report,
                storedReport: package.storedReport,
                uploader: uploader,
                commit: "",
                branch: "",
                buildURL: "",
                sourceMaps: nil
            )
            try VersionWrites(db: change.db).add(new, at: change.now)
            if errors > 0 {
                try change.db.execute("UPDATE version SET errors = \(errors) WHERE id = \(id)")
            }
            let event = JournalEvent.versionUploaded(
                version: id,
                number: number,
                package: package.content.sha256,
                errors: errors,
                warnings: 0
            )
            try change.record(event, in: app)
        }
        return id
    }

    /// What a submission without a mistake brings along.
    func draft(replaces: Bool = false, grayPercent: String = "") -> SubmissionDraft {
        var draft = SubmissionDraft()
        draft.description = "这一版优化了下单流程，修复了门店列表偶尔为空的问题。"
        draft.screenshots = pictures
        draft.grayPercent = grayPercent
        draft.replacesGray = replaces
        draft.agreement = Agreement.current.version
        return draft
    }

    func number(_ text: String) throws -> VersionNumber {
        guard let number = VersionNumber(text) else { throw SiteFailure("\(text) is no version number") }
        return number
    }

    func submit(_ text: String, _ draft: SubmissionDraft? = nil, by app: AuthorisedApp? = nil) async throws {
        let use = SubmitForReview(platform: platform, catalogue: catalogue)
        try await use(number(text), of: app ?? asOwner, draft ?? self.draft())
    }

    func decide(
        _ text: String,
        _ decision: ReviewDecision = .approve,
        _ reasons: [RejectionReason]? = nil,
        by app: AuthorisedApp? = nil
    ) async throws {
        let standard = [RejectionReason(type: .whiteScreen, memo: "弱网下首页白屏超过十秒，请优化。")]
        try await ReviewVersion(platform: platform)(
            number(text),
            of: app ?? asReviewer,
            decision,
            reasons ?? (decision == .reject ? standard : [])
        )
    }

    func gray(_ text: String, percent: String = "10", by app: AuthorisedApp? = nil) async throws {
        guard let share = GrayShare(percent: percent) else { throw SiteFailure("\(percent) is no share") }
        try await SetGrayShare(platform: platform)(number(text), of: app ?? asOwner, share: share)
    }

    func release(_ text: String, by app: AuthorisedApp? = nil) async throws {
        try await ReleaseVersion(platform: platform)(number(text), of: app ?? asOwner)
    }

    /// A new version, brought to a status step by step.
    @discardableResult
    func version(_ text: String, _ status: VersionStatus, errors: Int = 0) async throws -> ID<Version> {
        let id = try await upload(text, errors: errors)
        if status == .development { return id }
        try await submit(text)
        switch status {
        case .development, .inReview: return id
        case .rejected: try await decide(text, .reject)
        case .approvedBase: try await decide(text, .approveBase)
        case .approved, .gray, .released, .offline, .takenDown: try await decide(text)
        }
        guard [.gray, .released, .offline, .takenDown].contains(status) else { return id }
        try await gray(text)
        guard status != .gray else { return id }
        try await release(text)
        if status == .offline { try await TakeOffline(platform: platform)(number(text), of: asOwner) }
        if status == .takenDown {
            try await ForceOffline(platform: platform)(number(text), of: asReviewer, reason: "收到多起无法退款的投诉")
        }
        return id
    }
}

/// A package and a picture that were really received, for many stages of one site.
struct StagePackage: Sendable {
    let content: Blobs.Content
    let report: InspectionReport
    let storedReport: String
    let picture: (picture: PreparedPicture, hash: String)

    init(_ site: Site, _ bytes: [UInt8] = SamplePackages.alipay()) async throws {
        let received = try await site.platform.receivePackage(bytes)
        try received.keep()
        (content, report) = (received.content, received.report)
        storedReport = try received.report.stored()
        picture = try await site.platform.keepPicture(SamplePicture.png(200, 200), as: .logo)
    }
}

extension Site {
    /// A mini program as a client may use it: use cases ask again for what they do.
    func authorised(_ client: SiteClient, in app: ID<MiniProgram>) async throws -> AuthorisedApp {
        let person = client.person
        let duties = try await platform.engine.rows("SELECT duty FROM person_duty WHERE person_id = \(person)")
            .map { try $0.word("duty") as Duty }
        let caller = Caller(person: person, duties: Set(duties), scopes: nil)
        return try await platform.authorise(app, for: .appView, by: caller)
    }
}
