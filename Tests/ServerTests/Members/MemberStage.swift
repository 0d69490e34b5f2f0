import Domain
import Storage
import TestSupport

@testable import Server

/// A mini program with an owner `lin`, and people who are invited the way people are.
struct MemberStage: Sendable {
    let stage: VersionStage
    var site: Site { stage.site }
    var app: ID<MiniProgram> { stage.app }
    var owner: SiteClient { stage.owner }
    var path: String { stage.path }
    var api: String { stage.api }

    init(_ site: Site) async throws { stage = try await VersionStage(site) }

    /// Somebody who belongs to it, as invited by `inviter` (the owner, by default), and has accepted.
    func member(_ login: String, _ role: MemberRole, by inviter: SiteClient? = nil) async throws -> SiteClient {
        let client = try await site.as(login)
        let id = try await invite(login, role, by: inviter)
        try await client.post("/invitations/\(id)/accept").expect(redirectTo: path)
        return client
    }

    /// Invites through the API and gives the invitation's id.
    func invite(_ login: String, _ role: MemberRole, by inviter: SiteClient? = nil) async throws -> String {
        _ = try await site.person(login)
        let json = #"{"login": "\#(login)", "role": "\#(role)"}"#
        let answer = try await (inviter ?? owner).postJSON("\(api)/members", json).expect(201).json()
        guard let id = answer["invitation_id"] as? String else { throw SiteFailure("no invitation") }
        return id
    }

    /// Login and state of everybody, as the API lists them.
    func states() async throws -> [String: String] {
        let items = try await owner.get("\(api)/members?limit=100").expect(200).items()
        return Dictionary(uniqueKeysWithValues: items.map { ("\($0["login"] ?? "")", "\($0["state"] ?? "")") })
    }

    func roles() async throws -> [String: String] {
        let items = try await owner.get("\(api)/members?limit=100&state=VALID").expect(200).items()
        return Dictionary(uniqueKeysWithValues: items.map { ("\($0["login"] ?? "")", "\($0["role"] ?? "")") })
    }

    /// A mini program as somebody may do things in it.
    func authorised(_ client: SiteClient, _ action: Action = .memberView) async throws -> AuthorisedApp {
        let caller = Caller(person: client.person, duties: [], scopes: nil)
        return try await site.platform.authorise(app, for: action, by: caller)
    }

    func caller(_ client: SiteClient) -> Caller { Caller(person: client.person, duties: [], scopes: nil) }

    /// Fills a role up to a number of members without asking anybody.
    func fill(_ role: MemberRole, to count: Int) async throws {
        guard let actor = owner.person else { throw SiteFailure("nobody is signed in") }
        for number in 0..<count {
            let person = try await site.person("\(role)-\(number)")
            try await AddMember(platform: site.platform)(person, to: app, as: role, by: actor)
        }
    }
}

/// Starts all at once and gives `done` or the refusal's code for each, sorted.
func race(_ deeds: [@Sendable () async throws -> Void]) async throws -> [String] {
    try await withThrowingTaskGroup(of: String.self) { group in
        for deed in deeds {
            group.addTask {
                do {
                    try await deed()
                    return "done"
                } catch let refusal as Refusal {
                    return refusal.code
                }
            }
        }
        var answers: [String] = []
        for try await answer in group { answers.append(answer) }
        return answers.sorted()
    }
}
