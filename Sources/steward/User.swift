import ArgumentParser

/// Manages people on the data themselves, also beside a running server.
struct User: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Add and invite people, list them, give duties, set passwords, lock people out.",
        discussion: "Example: steward user add lin --name 林知远 --operator",
        subcommands: [
            UserAdd.self, UserInvite.self, UserUninvite.self, UserReset.self, UserPassword.self, UserDisable.self,
            UserEnable.self, UserList.self, UserShow.self, UserDuties.self, UserFactor.self,
            UserLinks.self, UserSessions.self, UserToken.self, UserRevoke.self,
        ]
    )
}
