import Domain
import Storage

/// The demonstration's members: invited, joined, declined, expired, by a link, and one who asks; by the same use cases that
/// people use.
struct DemoMembers: Sendable {
    let platform: Platform
    let app: ID<MiniProgram>
    let people: [String: ID<Person>]

    /// Those who are there to be invited; they do not stand on the sign-in page.
    static let guests = [
        DemoCast.Somebody(login: "suyu", name: "苏雨晴", duties: []),
        DemoCast.Somebody(login: "wang", name: "王海川", duties: []),
        DemoCast.Somebody(login: "qian", name: "钱朵朵", duties: []),
        DemoCast.Somebody(login: "zheng", name: "郑凯", duties: []),
        DemoCast.Somebody(login: "tang", name: "唐一帆", duties: []),
        DemoCast.Somebody(login: "luo", name: "罗小满", duties: []),
    ]

    /// Everything that belongs to a mini program of this name; none for the others.
    func moments(of name: String) -> [DemoReleases.Moment] {
        guard name == "山丘咖啡点单" else { return [] }
        return [
            invite("suyu", .administrator, "运营 · 小苏", by: "lin", at: 400),
            answer("suyu", accepts: true, at: 398),
            invite("luo", .experiencer, "", by: "lin", at: 240),
            DemoReleases.Moment(hoursAgo: 71) { try await InvitationClock(platform: platform).tick() },
            invite("tang", .developer, "", by: "suyu", at: 130),
            answer("tang", accepts: false, at: 128),
            link(at: 60),
            invite("wang", .developer, "后端 · 海川", by: "lin", at: 26),
            DemoReleases.Moment(hoursAgo: 3) { try await ask("zheng", "门店组，想试新的取餐流程") },
        ]
    }

    private func caller(_ login: String) -> Caller { Caller(person: people[login], duties: [], scopes: nil) }

    private func allowed(_ login: String) async throws -> AuthorisedApp {
        try await platform.authorise(app, for: .memberView, by: caller(login))
    }

    private func invite(
        _ login: String,
        _ role: MemberRole,
        _ nickname: String,
        by inviter: String,
        at hoursAgo: Int64
    ) -> DemoReleases.Moment {
        DemoReleases.Moment(hoursAgo: hoursAgo) {
            try await InviteMember(platform: platform)(
                login: login,
                as: role,
                nickname: nickname,
                to: allowed(inviter)
            )
        }
    }

    private func answer(_ login: String, accepts: Bool, at hoursAgo: Int64) -> DemoReleases.Moment {
        DemoReleases.Moment(hoursAgo: hoursAgo) {
            guard let person = people[login],
                let open = try await platform.engine.read({ try InvitationQueries($0).open(of: person, in: app) })
            else { return }
            try await AnswerInvitation(platform: platform)(open.id, accepts: accepts, by: caller(login))
        }
    }

    /// A link of a developer, used once so far.
    private func link(at hoursAgo: Int64) -> DemoReleases.Moment {
        DemoReleases.Moment(hoursAgo: hoursAgo) {
            let made = try await MakeInvitationLink(platform: platform)(
                .experiencer,
                uses: 20,
                hours: 30 * 24,
                in: allowed("zhou")
            )
            _ = try await FollowInvitationLink(platform: platform)(made.code, by: caller("qian"))
        }
    }

    private func ask(_ login: String, _ note: String) async throws {
        guard let code = try await platform.engine.read({ try ExperienceQueries($0).experience(of: app)?.code }) else {
            return
        }
        try await AskToJoin(platform: platform)(code: code, note: note, by: caller(login))
    }
}
