import Domain
import Testing

@Suite struct CallerTests {
    private static let person = ID<Person>(rawValue: "p1")

    private func caller(duties: Set<Duty> = [], scopes: Set<Action>? = nil) -> Caller {
        Caller(person: Self.person, duties: duties, scopes: scopes)
    }

    private func refusal(of body: () throws(Refusal) -> Void) -> Refusal? {
        do { try body() } catch { return error }
        return nil
    }

    @Test func `nobody known has one role`() {
        #expect(Caller.anonymous.roles() == [.anonymous])
        #expect(Caller.anonymous.roles(as: .owner) == [.anonymous])
    }

    @Test func `a person wears all their hats`() {
        #expect(
            caller(duties: [.reviewer]).roles(as: .developer) == [.signedIn, .member(.developer), .operator(.reviewer)]
        )
    }

    @Test func `a session is not narrowed, a token is`() {
        #expect(caller().decision(.versionUpload, as: .developer) == .allowed)
        #expect(caller(scopes: [.versionUpload]).decision(.versionUpload, as: .developer) == .allowed)
        let narrowed = caller(scopes: [.versionView]).decision(.versionUpload, as: .developer)
        guard case .refused(let words) = narrowed else {
            Issue.record("expected a refusal, not \(narrowed)")
            return
        }
        #expect(words.zh.contains("version.upload") && words.en.contains("version.upload"))
    }

    @Test(arguments: Action.allCases)
    func `a scope gives nothing that the person may not do`(action: Action) {
        for membership in MemberRole.allCases.map(Optional.some) + [nil] {
            for relation in Relation.allCases {
                let session = caller().decision(action, as: membership, relation)
                let everything = Set(Action.allCases)
                #expect(caller(scopes: everything).decision(action, as: membership, relation) == session)
                let nothing = caller(scopes: []).decision(action, as: membership, relation)
                // What everybody may, needs no scope.
                let isForAnyone = Caller.anonymous.decision(action) == .allowed
                #expect((nothing == .allowed) == isForAnyone)
                // What is hidden stays hidden: the words about scopes would give it away.
                if session == .hidden { #expect(nothing == .hidden) }
            }
        }
    }

    @Test func `the refusal fits who asks`() {
        #expect(refusal { () throws(Refusal) in try Caller.anonymous.require(.appView) } == .signInRequired)
        #expect(refusal { () throws(Refusal) in try Caller.anonymous.require(.appCreate) } == .signInRequired)
        #expect(refusal { () throws(Refusal) in try caller().require(.appView) } == .notFound)
        let forbidden = refusal { () throws(Refusal) in try caller().require(.versionTakeOffline, as: .developer) }
        #expect(forbidden?.status == 403)
        #expect(refusal { () throws(Refusal) in try caller().require(.versionUpload, as: .developer) } == nil)
    }
}
