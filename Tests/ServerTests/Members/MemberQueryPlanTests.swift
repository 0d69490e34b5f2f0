import Domain
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct MemberQueryPlanTests {
    @Test func `no page of members goes through a table that grows, or sorts one`() async throws {
        try await Site.run { site in
            let stage = try await MemberStage(site)
            let (app, now) = (stage.app, site.world.now)
            let person = try #require(stage.owner.person)
            let plans = try await site.platform.engine.read { db in
                let plans = QueryPlans(db)
                let cursor = MemberListQueries.Cursor(since: now, person: person)
                let lists = MemberListQueries(plans)
                _ = try lists.counts(in: app)
                for role in MemberRole.allCases { _ = try lists.now(role, in: app, after: cursor, limit: 51) }
                _ = try lists.past(in: app, before: cursor, limit: 51)
                _ = try lists.page(in: app, after: cursor, limit: 51)
                _ = try lists.member("zhou", in: app)
                _ = try lists.activity(of: person, in: app, limit: 31)
                let sorted = plans.steps.filter { $0.contains("TEMP B-TREE") }
                let invitations = InvitationQueries(plans)
                _ = try invitations.open(of: person, in: app)
                _ = try invitations.open(by: person, in: app)
                _ = try invitations.latest(of: person, in: app)
                _ = try invitations.invitation(ID(rawValue: "x"))
                _ = try invitations.due(at: now, limit: 100)
                _ = try invitations.sent(by: person, since: now)
                _ = try invitations.shown(app, by: person)
                _ = try LinkQueries(plans).link(code: "x")
                _ = try LinkQueries(plans).working(in: app, at: now, limit: 20)
                _ = try JoinRequestQueries(plans).waiting(in: app, limit: 100)
                _ = try JoinRequestQueries(plans).latest(of: person, in: app)
                _ = try JoinRequestQueries(plans).count(in: app)
                _ = try HandOverQueries(plans).open(in: app)
                _ = try HandOverQueries(plans).due(at: now, limit: 100)
                let members = MembershipQueries(plans)
                _ = try members.standing(of: person, near: app)
                _ = try members.standing(ofLogin: "zhou", in: app)
                _ = try members.taken(.developer, in: app)
                _ = try members.states(ofInvitations: [ID(rawValue: "x")], at: now)
                _ = try members.states(ofJoinRequests: [ID(rawValue: "x")], at: now)
                _ = try members.states(ofHandOvers: [ID(rawValue: "x")], at: now)
                let key = RunKey(.version(ID(rawValue: "v")), for: person, through: "code", expires: now)
                _ = try RunKeyQueries(plans).served(key, at: now)
                return (plans.scans, sorted)
            }
            // What was limited to 1,000 rows of an index is counted.
            #expect(plans.0.filter { !$0.hasPrefix("SCAN ended") } == [])
            #expect(plans.1 == [])
        }
    }
}
