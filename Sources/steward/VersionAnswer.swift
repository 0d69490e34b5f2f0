import Domain
import Foundation

/// A version as the server answers it: what the command line shows of it.
struct VersionAnswer: Decodable {
    struct Uploader: Decodable { let name: String }
    struct Inspection: Decodable {
        let errors: Int
        let warnings: Int
        let findings: [FindingsText.Line]?

        var text: FindingsText { FindingsText(findings ?? [], errors: errors, warnings: warnings) }
    }

    let version: String
    let status: String
    let statusText: String
    let description: String
    let layout: String
    let size: Int64
    let uploadedBy: Uploader
    let uploadedAt: String
    let isExperience: Bool
    let experienceURL: String?
    let url: String
    let inspection: Inspection
    let pruned: String?

    private enum CodingKeys: String, CodingKey {
        case version, status, description, layout, size, url, inspection, pruned
        case statusText = "status_text"
        case uploadedBy = "uploaded_by"
        case uploadedAt = "uploaded_at"
        case isExperience = "experience"
        case experienceURL = "experience_url"
    }
}
