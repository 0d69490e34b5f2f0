/// What the inspection remembers of the files it has read: parsed configuration and references, never whole texts.
struct PackageFacts {
    enum Parsed {
        case value(JSONValue)
        case broken(JSONProblem)
        /// Too large, or after the limit of what is parsed in all.
        case notRead
    }

    /// What matters of a page's or component's own configuration.
    struct PageFacts {
        var title: String?
        var isComponent = false
        /// Component name to path, as written.
        var components: [String: String] = [:]
    }

    /// `app.json`, `manifest.json` and `mini.project.json` of the upper folders, by name.
    var configurations: [String: Parsed] = [:]
    /// Pages' and components' configuration, by name.
    var pages: [String: PageFacts] = [:]
    var documents: [String: HTMLDocument] = [:]
    private var parsedBytes = 0
    private var keptBytes = 0

    static let configurationNames: Set<Substring> = ["app.json", "manifest.json", "mini.project.json"]

    mutating func readConfiguration(_ name: String, _ text: [UInt8]) {
        guard text.count <= PackageLimits.parsed, mayParse(text.count),
            keptBytes + text.count <= PackageLimits.parsedKept
        else {
            configurations[name] = .notRead
            return
        }
        keptBytes += text.count
        do {
            configurations[name] = .value(try JSONReader.read(text))
        } catch {
            configurations[name] = .broken(error)
        }
    }

    /// Returns false when the text is beyond the limits.
    mutating func readPage(_ name: String, _ text: [UInt8]) throws(JSONProblem) -> Bool {
        guard text.count <= PackageLimits.parsed, mayParse(text.count) else { return false }
        let value = try JSONReader.read(text)
        var page = PageFacts()
        page.title = value["defaultTitle"]?.string ?? value["navigationBarTitleText"]?.string
        page.isComponent = value["component"]?.bool ?? false
        page.components = PackageFacts.components(of: value)
        pages[name] = page
        return true
    }

    mutating func readDocument(_ name: String, _ text: [UInt8]) {
        guard text.count <= PackageLimits.parsed, mayParse(text.count), documents.count < PackageLimits.pages else {
            return
        }
        documents[name] = HTMLDocument(text)
    }

    /// `usingComponents`, at most a few hundred: no page uses more.
    static func components(of value: JSONValue) -> [String: String] {
        guard let members = value["usingComponents"]?.object else { return [:] }
        var components: [String: String] = [:]
        for (name, path) in members.sorted(by: { $0.key < $1.key }).prefix(500) { components[name] = path.string }
        return components
    }

    private mutating func mayParse(_ bytes: Int) -> Bool {
        guard parsedBytes + bytes <= PackageLimits.parsedInAll else { return false }
        parsedBytes += bytes
        return true
    }
}
