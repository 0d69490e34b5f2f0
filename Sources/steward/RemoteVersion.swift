import Foundation

/// A version as the API tells it; only what the commands show.
struct RemoteVersion: Decodable {
    let version: String
    let status: String
    let description: String
    let size: Int
    let uploadedAt: String
    let isExperience: Bool
    let experienceURL: String?
    let url: String
    let pruned: String?
    let inspection: Inspection

    struct Inspection: Decodable {
        let errors: Int
        let warnings: Int
        let findings: [Finding]?
    }

    struct Finding: Decodable {
        let rule: String
        let severity: String
        let file: String?
        let message: String
        let remedy: String?
    }

    private enum CodingKeys: String, CodingKey {
        case version, status, description, size, url, pruned, inspection
        case uploadedAt = "uploaded_at"
        case isExperience = "is_experience"
        case experienceURL = "experience_url"
    }
}

extension RemoteVersion.Inspection {
    /// What the inspection found, heaviest first; nothing when all is well.
    func show() {
        for finding in findings ?? [] {
            let place = finding.file.map { " \($0):" } ?? ""
            print("  \(finding.severity)\(place) \(finding.message) [\(finding.rule)]")
            if let remedy = finding.remedy, !remedy.isEmpty { print("    \(remedy)") }
        }
        if errors > 0 { print("\(errors) errors stand in the way of a submission; \(warnings) warnings do not.") }
    }
}
