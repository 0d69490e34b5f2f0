import Domain

/// The addresses of a version's way to its users.
enum ReleasePaths {
    private static func below(_ number: VersionNumber, _ app: ID<MiniProgram>, _ last: String) -> String {
        "\(Paths.version(number, of: app))/\(last)"
    }

    static func gray(_ number: VersionNumber, of app: ID<MiniProgram>) -> String { below(number, app, "gray") }
    static func enlarge(_ number: VersionNumber, of app: ID<MiniProgram>, to share: GrayShare? = nil) -> String {
        below(number, app, "gray/enlarge") + (share.map { "?share=\($0)" } ?? "")
    }
    static func endGray(_ number: VersionNumber, of app: ID<MiniProgram>) -> String { below(number, app, "gray/end") }
    static func pause(_ number: VersionNumber, of app: ID<MiniProgram>) -> String { below(number, app, "gray/pause") }
    static func resume(_ number: VersionNumber, of app: ID<MiniProgram>) -> String { below(number, app, "gray/resume") }
    static func stop(_ number: VersionNumber, of app: ID<MiniProgram>) -> String { below(number, app, "gray/stop") }
    static func guardAction(_ number: VersionNumber, of app: ID<MiniProgram>) -> String {
        below(number, app, "guard/action")
    }
    static func overrule(_ number: VersionNumber, of app: ID<MiniProgram>) -> String {
        below(number, app, "guard/overrule")
    }
    static func replace(_ number: VersionNumber, of app: ID<MiniProgram>) -> String { below(number, app, "replace") }
    static func release(_ number: VersionNumber, of app: ID<MiniProgram>) -> String { below(number, app, "release") }
    static func rollBack(_ number: VersionNumber, of app: ID<MiniProgram>) -> String { below(number, app, "rollback") }
    static func offline(_ number: VersionNumber, of app: ID<MiniProgram>) -> String { below(number, app, "offline") }
    static func describe(_ number: VersionNumber, of app: ID<MiniProgram>) -> String { below(number, app, "describe") }

    static func history(_ app: ID<MiniProgram>) -> String { "\(Paths.app(app))/history" }
    static func history(_ app: ID<MiniProgram>, day: String) -> String { "\(history(app))?day=\(day)" }
    static func rules(_ app: ID<MiniProgram>) -> String { "\(Paths.app(app))/release-rules" }
}
