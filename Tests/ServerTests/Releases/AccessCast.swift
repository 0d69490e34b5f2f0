import Domain
import HTTPTypes
import TestSupport

@testable import Server

/// One person for every role, and mini programs that they meet at.
struct AccessCast: Sendable {
    let site: Site
    private let clients: [AccessTable.Caller: SiteClient]
    private let tokens: [AccessTable.Caller: SiteClient]

    init(_ site: Site) async throws {
        self.site = site
        var (clients, tokens): ([AccessTable.Caller: SiteClient], [AccessTable.Caller: SiteClient]) = ([:], [:])
        for caller in AccessTable.Caller.allCases {
            let login = Self.login(caller)
            clients[caller] = caller == .anonymous ? site.stranger : try await site.as(login, duties: caller.duties)
            tokens[caller] = caller == .anonymous ? site.stranger : try await site.token(login, duties: caller.duties)
        }
        (self.clients, self.tokens) = (clients, tokens)
    }

    /// The owner is that of the stage.
    private static func login(_ caller: AccessTable.Caller) -> String {
        caller == .owner ? "lin" : "a-\(caller.rawValue)"
    }

    func client(_ caller: AccessTable.Caller) throws -> SiteClient { try found(clients[caller]) }

    func token(_ caller: AccessTable.Caller) throws -> SiteClient { try found(tokens[caller]) }

    private func found(_ client: SiteClient?) throws -> SiteClient {
        guard let client else { throw SiteFailure("nobody plays this role") }
        return client
    }

    /// A mini program of its own with everybody in their role, where 2.0.0 stands as the scene says.
    func stage(_ scene: AccessTable.Scene, _ package: StagePackage) async throws -> ReleaseStage {
        let stage = try await ReleaseStage(site, package: package)
        for caller in AccessTable.Caller.allCases where caller != .owner {
            guard let role = caller.role else { continue }
            try await stage.member(Self.login(caller), role, duties: caller.duties)
        }
        switch scene {
        case .replacement:
            try await stage.version("1.5.0", .gray)
            try await stage.upload("2.0.0")
            try await stage.submit("2.0.0", stage.draft(replaces: true))
            try await stage.decide("2.0.0")
        case .released:
            try await stage.version("1.0.0", .released)
            try await stage.version("2.0.0", .released)
        case .development, .inReview, .rejected, .approved, .approvedBase, .gray, .offline, .takenDown:
            try await stage.version("2.0.0", AccessTable.status(scene))
        }
        return stage
    }
}

extension ReleaseStage {
    private static let reason = "收到多起无法退款的投诉"

    /// Does it to 2.0.0 by its use case.
    func perform(_ deed: AccessTable.Deed, by app: AuthorisedApp) async throws {
        let number = VersionNumber(2, 0, 0)
        switch deed {
        case .submit: try await submit("2.0.0", by: app)
        case .withdraw: try await WithdrawSubmission(platform: platform)(number, of: app)
        case .returnToDevelopment: try await ReturnToDevelopment(platform: platform)(number, of: app)
        case .claim: try await ClaimReview(platform: platform)(number, of: app)
        case .approve: try await decide("2.0.0", .approve, by: app)
        case .approveBase: try await decide("2.0.0", .approveBase, by: app)
        case .reject: try await decide("2.0.0", .reject, by: app)
        case .gray: try await gray("2.0.0", percent: "50", by: app)
        case .endGray: try await EndGray(platform: platform)(number, of: app)
        case .replace: try await ReplaceGray(platform: platform)(number, of: app)
        case .release: try await release("2.0.0", by: app)
        case .offline: try await TakeOffline(platform: platform)(number, of: app)
        case .forceOffline: try await ForceOffline(platform: platform)(number, of: app, reason: Self.reason)
        case .rollBack: try await RollBack(platform: platform)(number, of: app)
        case .describe:
            var wish = DescribeVersion.Wish()
            wish.isForwardOnly = true
            try await DescribeVersion(platform: platform)(number, of: app, wish)
        case .setExperience: try await SetExperience(platform: platform)(number, of: app)
        case .cancelExperience: try await SetExperience(platform: platform).cancel(number, of: app)
        case .delete: try await DeleteVersion(platform: platform)(number, of: app)
        }
    }

    /// The call of the JSON API that it is, below `/versions/2.0.0`.
    func request(_ deed: AccessTable.Deed) -> (method: HTTPRequest.Method, path: String, body: String?) {
        switch deed {
        case .submit:
            let pictures = pictures.map { "\"\($0)\"" }.joined(separator: ",")
            let body = #"{"agreement":true,"description":"\#(draft().description)","screenshots":[\#(pictures)]}"#
            return (.post, "/submit", body)
        case .withdraw: return (.post, "/withdraw", nil)
        case .returnToDevelopment: return (.post, "/return", nil)
        case .claim: return (.post, "/claim", nil)
        case .approve: return (.post, "/review", #"{"decision":"approve"}"#)
        case .approveBase: return (.post, "/review", #"{"decision":"approve_base"}"#)
        case .reject:
            return (.post, "/review", #"{"decision":"reject","reasons":[{"type":"white_screen","memo":"首页白屏"}]}"#)
        case .gray: return (.post, "/gray", #"{"percent":50}"#)
        case .endGray: return (.delete, "/gray", nil)
        case .replace: return (.post, "/replace", nil)
        case .release: return (.post, "/release", nil)
        case .offline: return (.post, "/offline", nil)
        case .forceOffline: return (.post, "/offline", #"{"forced":true,"reason":"\#(Self.reason)"}"#)
        case .rollBack: return (.post, "/rollback", nil)
        case .describe: return (.patch, "", #"{"forward_only":true}"#)
        case .setExperience: return (.put, "/experience", nil)
        case .cancelExperience: return (.delete, "/experience", nil)
        case .delete: return (.delete, "", nil)
        }
    }
}
