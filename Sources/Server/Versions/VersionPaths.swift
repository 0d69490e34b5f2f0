import Domain

extension Paths {
    static func versions(_ id: ID<MiniProgram>, before number: VersionNumber) -> String {
        "\(versions(id))?before=\(number)"
    }
    static func openVersion(_ number: VersionNumber, of id: ID<MiniProgram>) -> String {
        "\(version(number, of: id))/open"
    }
    static func deleteVersion(_ number: VersionNumber, of id: ID<MiniProgram>) -> String {
        "\(version(number, of: id))/delete"
    }
    static func setExperience(_ number: VersionNumber, of id: ID<MiniProgram>) -> String {
        "\(version(number, of: id))/experience"
    }
    static func cancelExperience(_ number: VersionNumber, of id: ID<MiniProgram>) -> String {
        "\(version(number, of: id))/experience/cancel"
    }
    static func previewVersion(_ number: VersionNumber, of id: ID<MiniProgram>) -> String {
        "\(version(number, of: id))/preview"
    }

    static func experienceSettings(_ id: ID<MiniProgram>) -> String { "/apps/\(id)/experience" }
    static func openExperience(_ id: ID<MiniProgram>) -> String { "/apps/\(id)/experience/open" }
    static func revokeExperience(_ id: ID<MiniProgram>) -> String { "/apps/\(id)/experience/revoke" }
    static func experienceCode(_ id: ID<MiniProgram>, _ format: CodePicture.Format) -> String {
        "/apps/\(id)/experience.\(format)"
    }
    static func newPreview(_ id: ID<MiniProgram>) -> String { "/apps/\(id)/preview" }
    static func previewTicket(_ code: String, of id: ID<MiniProgram>) -> String { "/apps/\(id)/previews/\(code)" }
    static func previewCode(_ code: String, of id: ID<MiniProgram>, _ format: CodePicture.Format) -> String {
        "\(previewTicket(code, of: id))/code.\(format)"
    }
    static func endPreview(_ code: String, of id: ID<MiniProgram>) -> String { "\(previewTicket(code, of: id))/end" }

    static func rule(_ id: String) -> String { "\(rules)#\(id)" }

    /// A file of a running mini program, for whoever holds the key.
    static func run(_ key: String, _ file: String) -> String {
        let parts = file.split(separator: "/").map { String($0).addingPercentEncoding() }
        return "/run/\(key)/\(parts.joined(separator: "/"))"
    }
}
