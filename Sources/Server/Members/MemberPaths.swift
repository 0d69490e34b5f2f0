package import Domain

extension Paths {
    package static func members(_ app: ID<MiniProgram>) -> String { "/apps/\(app)/members" }
    static func members(_ app: ID<MiniProgram>, _ role: MemberRole) -> String { "/apps/\(app)/members?role=\(role)" }
    package static func member(_ login: String, of app: ID<MiniProgram>) -> String { "/apps/\(app)/members/\(login)" }
    static func formerInvitations(_ app: ID<MiniProgram>) -> String { "/apps/\(app)/past-invitations" }
    static func memberFile(_ app: ID<MiniProgram>) -> String { "/apps/\(app)/members.csv" }
    package static func invite(_ app: ID<MiniProgram>) -> String { "/apps/\(app)/invite" }
    static func invitationLinks(_ app: ID<MiniProgram>) -> String { "/apps/\(app)/invitation-links" }
    static func invitationLink(_ id: ID<InvitationLink>, of app: ID<MiniProgram>) -> String {
        "/apps/\(app)/invitation-links/\(id)"
    }
    static func joinRequest(_ id: ID<JoinRequest>, of app: ID<MiniProgram>) -> String {
        "/apps/\(app)/join-requests/\(id)"
    }
    static func leave(_ app: ID<MiniProgram>) -> String { "/apps/\(app)/leave" }
    package static func handOver(_ app: ID<MiniProgram>) -> String { "/apps/\(app)/hand-over" }
    /// Where an invitation is answered: a message leads here.
    package static func invitation(_ id: ID<Invitation>) -> String { "/invitations/\(id)" }
    package static func handOverOffer(_ id: ID<HandOver>) -> String { "/hand-overs/\(id)" }
    /// What a link to join holds.
    package static func join(_ code: String) -> String { "/i/\(code)" }
}
