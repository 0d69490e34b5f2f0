import Domain
import Storage

/// The form of an upload, fresh or refused with what was typed.
struct UploadPage: Sendable {
    let action: String
    let back: String
    let previewPath: String
    let mostBytes: Int
    let version: String
    let description: String
    let isExperience: Bool
    let largest: String
    let hasLargest: Bool
    let suggestions: [Suggestion]
    let experience: String
    let hasExperience: Bool
    /// No free place: the oldest one goes when the switch is on.
    let isFull: Bool
    let oldest: String
    let hasOldest: Bool
    let prunes: Bool
    let packageProblem: String
    let hasPackageProblem: Bool
    let versionProblem: String
    let hasVersionProblem: Bool
    let descriptionProblem: String
    let hasDescriptionProblem: Bool
    let problem: String
    let hasProblem: Bool

    struct Suggestion: Sendable {
        let number: String
        let words: String
        let isOn: Bool
    }

    /// What the form needs to know, in one transaction.
    struct Facts: Sendable {
        let largest: VersionNumber?
        let count: Int
        let oldest: VersionNumber?
        let experience: VersionNumber?

        static func load(_ app: ID<MiniProgram>, _ platform: Platform) async throws -> Facts {
            try await platform.engine.read { db in
                let versions = VersionQueries(db)
                return Facts(
                    largest: try versions.largestNumber(of: app),
                    count: try versions.developmentCount(of: app),
                    oldest: try versions.oldestInDevelopment(of: app)?.number,
                    experience: try ExperienceQueries(db).version(of: app)?.number
                )
            }
        }
    }

    init(_ facts: Facts, _ writer: VersionWriter, typed: FormFields? = nil, refusal: Refusal? = nil) {
        let app = writer.app
        action = Paths.upload(app.id)
        back = Paths.versions(app.id)
        previewPath = Paths.newPreview(app.id)
        mostBytes = PackageLimits.upload
        let suggested = Self.suggestions(facts.largest)
        version = typed?["version"] ?? suggested.first?.number.description ?? ""
        let chosen = version
        suggestions = suggested.map { number, words in
            let shown = number.description
            return Suggestion(number: shown, words: words[writer.language], isOn: shown == chosen)
        }
        description = typed?["description"] ?? ""
        isExperience = typed.map { $0.isOn("experience") } ?? true
        largest = facts.largest?.description ?? ""
        hasLargest = facts.largest != nil
        experience = facts.experience?.description ?? ""
        hasExperience = facts.experience != nil
        isFull = facts.count >= VersionRules.mostInDevelopment
        oldest = facts.oldest?.description ?? ""
        hasOldest = facts.oldest != nil
        prunes = typed?.isOn("prune") ?? false
        func problem(_ field: String) -> String? {
            refusal?.fields.first { $0.field == field }?.words[writer.language]
        }
        packageProblem = problem("package") ?? ""
        hasPackageProblem = problem("package") != nil
        versionProblem = problem("version") ?? ""
        hasVersionProblem = problem("version") != nil
        descriptionProblem = problem("description") ?? ""
        hasDescriptionProblem = problem("description") != nil
        let isElsewhere = refusal != nil && !hasPackageProblem && !hasVersionProblem && !hasDescriptionProblem
        self.problem = isElsewhere ? refusal?.words[writer.language] ?? "" : ""
        hasProblem = isElsewhere
    }

    /// The next patch, minor and major number.
    private static func suggestions(_ largest: VersionNumber?) -> [(number: VersionNumber, words: Words)] {
        guard let largest else { return [(VersionRules.firstNumber, Words("第一版", "First"))] }
        var all: [(number: VersionNumber, words: Words)] = []
        if largest.patch < .max {
            let number = VersionNumber(largest.major, largest.minor, largest.patch + 1)
            all.append((number, Words("修订", "Fix")))
        }
        if largest.minor < .max {
            all.append((VersionNumber(largest.major, largest.minor + 1, 0), Words("新功能", "Feature")))
        }
        if largest.major < .max { all.append((VersionNumber(largest.major + 1, 0, 0), Words("大改", "Major"))) }
        return all
    }
}

/// The form of a preview: a package and nothing else.
struct PreviewUploadPage: Sendable {
    let action: String
    let back: String
    let mostBytes: Int
    let packageProblem: String
    let hasPackageProblem: Bool

    init(_ app: AuthorisedApp, problem: String? = nil) {
        action = Paths.newPreview(app.id)
        back = Paths.versions(app.id)
        mostBytes = PackageLimits.upload
        packageProblem = problem ?? ""
        hasPackageProblem = problem != nil
    }
}
