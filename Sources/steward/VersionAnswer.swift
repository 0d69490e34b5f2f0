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

    /// A gray release that runs.
    struct Gray: Decodable {
        struct Step: Decodable {
            let at: String
            let percent: Double
        }

        let percent: Double
        let startedAt: String
        let schedule: [Step]
        let scheduleState: String?

        private enum CodingKeys: String, CodingKey {
            case percent, schedule
            case startedAt = "started_at"
            case scheduleState = "schedule_state"
        }
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
    let isForwardOnly: Bool
    let gray: Gray?
    let replaces: String?
    let possible: [String]
    let takedownReason: String?
    let rolledBackTo: String?
    let pruned: String?

    private enum CodingKeys: String, CodingKey {
        case version, status, description, layout, size, url, inspection, pruned, gray, replaces, possible
        case statusText = "status_text"
        case uploadedBy = "uploaded_by"
        case uploadedAt = "uploaded_at"
        case isExperience = "experience"
        case experienceURL = "experience_url"
        case isForwardOnly = "forward_only"
        case takedownReason = "takedown_reason"
        case rolledBackTo = "rolled_back_to"
    }
}

extension VersionAnswer {
    /// The gray release in one line each: the share, and what follows by itself.
    var grayLines: [String] {
        guard let gray else { return [] }
        var lines = ["gray release: \(Percent.text(gray.percent)) since \(Terminal.time(gray.startedAt))"]
        if let state = gray.scheduleState {
            let steps = gray.schedule.map { "\(Percent.text($0.percent)) at \(Terminal.time($0.at))" }
            lines.append("schedule: \(([state] + steps).joined(separator: ", "))")
        }
        return lines
    }
}

/// A share as the command line shows it.
enum Percent {
    /// `10 %`, `0.01 %`.
    static func text(_ percent: Double) -> String { "\(GrayShare(percent: percent)?.description ?? "\(percent)") %" }
}

extension VersionAnswer {
    /// Says what was done and how the version stands now; with `json` only the answer itself.
    func tell(_ done: String, _ data: Data, json: Bool) {
        if json {
            print(String(decoding: data, as: UTF8.self))
        } else {
            print("\(done). \(version) is \(status) \(statusText) now.")
            for line in grayLines { print("    \(line)") }
        }
    }
}
