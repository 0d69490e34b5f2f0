import Domain

extension Paths {
    static let apps = "/apps"
    static let newApp = "/apps/new"

    static func switchTo(_ id: ID<MiniProgram>) -> String { "\(app(id))/switch" }
    static func section(_ section: InformationSection, of id: ID<MiniProgram>) -> String {
        "\(information(id))/\(section.rawValue)"
    }
    /// The form that holds a field, at the field.
    static func field(_ field: InformationField, of id: ID<MiniProgram>) -> String {
        "\(section(field.section, of: id))#\(field.anchor)"
    }
    static func code(_ id: ID<MiniProgram>) -> String { "\(app(id))/code" }
    static func close(_ id: ID<MiniProgram>) -> String { "\(app(id))/close" }
    static func activity(_ id: ID<MiniProgram>) -> String { "\(app(id))/activity" }
}
