import Domain
import TestSupport
import Testing

@Suite struct PolicyTests {
    private func decision(_ roles: Set<Role>, _ action: Action, _ relation: Relation = .other) -> Decision {
        Policy.standard.decision(for: roles, action, relation)
    }

    @Test func `the whole matrix is as it was reviewed`() throws {
        try expectGolden(PermissionMatrix.text, "permissions.txt")
    }

    @Test func `a stranger does not learn that a mini program exists`() {
        #expect(decision([.anonymous], .appView) == .hidden)
        #expect(decision([.signedIn], .appView) == .hidden)
        #expect(decision([.signedIn], .versionUpload) == .hidden)
        #expect(decision([.signedIn], .versionReview) == .hidden)
        #expect(decision([.signedIn], .versionForceOffline) == .hidden)
        // A page of all mini programs names none: there is nothing to hide.
        #expect(Policy.standard.decision(for: [.signedIn], .versionForceOffline, .itself) != .hidden)
    }

    @Test func `who knows of it but may not is told who may`() throws {
        let refused = decision([.signedIn, .member(.developer)], .appEdit)
        guard case .refused(let words) = refused else {
            Issue.record("expected a refusal, not \(refused)")
            return
        }
        #expect(words.zh.contains("管理员"))
        #expect(words.en.contains("administrator"))
    }

    @Test(arguments: Action.allCases)
    func `a member's right is every greater member's right too`(action: Action) {
        for relation in Relation.allCases {
            var wasAllowed = false
            for role in MemberRole.allCases {
                let isAllowed = decision([.signedIn, .member(role)], action, relation) == .allowed
                #expect(isAllowed || !wasAllowed, "\(role) may not, a lesser one may")
                wasAllowed = isAllowed
            }
        }
    }

    /// What operators may do only where they do not belong.
    private static let forOutsiders: Set<Action> = [.versionReview, .versionForceOffline, .feedbackAssess]

    @Test(arguments: Action.allCases.filter { !forOutsiders.contains($0) })
    func `a further role never takes a right away`(action: Action) {
        for relation in Relation.allCases {
            for first in Role.all where decision([first], action, relation) == .allowed {
                for second in Role.all where second != .anonymous {
                    #expect(decision([first, second], action, relation) == .allowed)
                }
            }
        }
    }

    @Test(arguments: Duty.allCases, MemberRole.allCases)
    func `nobody reviews a mini program that they belong to`(duty: Duty, role: MemberRole) {
        for action in Self.forOutsiders {
            #expect(decision([.signedIn, .operator(duty), .member(role)], action, .other) != .allowed)
        }
        let isReviewer = decision([.signedIn, .operator(duty)], .versionReview, .other) == .allowed
        #expect(isReviewer == (duty == .reviewer))
    }

    @Test(arguments: Duty.allCases)
    func `an operator changes nothing in a mini program by being one`(duty: Duty) {
        let writes: [Action] = [
            .appEdit, .appClose, .versionUpload, .versionDelete, .versionSetExperience, .versionSubmit,
            .versionWithdraw,
            .versionGray, .versionRelease, .versionRollBack, .versionTakeOffline, .experienceManage,
        ]
        for action in writes { #expect(decision([.signedIn, .operator(duty)], action) != .allowed) }
    }

    @Test func `a profile is edited by its person only`() {
        #expect(decision([.signedIn], .profileEdit, .itself) == .allowed)
        #expect(decision([.signedIn, .operator(.administrator)], .profileEdit, .other) != .allowed)
        #expect(decision([.anonymous], .profileEdit, .itself) != .allowed)
    }
}
