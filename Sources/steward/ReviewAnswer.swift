import Domain
import Foundation

/// How a version's review stands, as the server answers it.
struct ReviewAnswer: Decodable {
    struct Person: Decodable { let name: String }
    struct Reason: Decodable {
        let typeText: String
        let memo: String
        let pictures: [Picture]

        private enum CodingKeys: String, CodingKey {
            case memo, pictures
            case typeText = "type_text"
        }
    }
    struct Picture: Decodable { let url: String }
    struct Submission: Decodable {
        let description: String
        let memo: String
        let submittedBy: Person
        let submittedAt: String
        let screenshots: [Picture]

        private enum CodingKeys: String, CodingKey {
            case description, memo, screenshots
            case submittedBy = "submitted_by"
            case submittedAt = "submitted_at"
        }
    }

    let version: String
    let status: String
    let state: String
    let decision: String?
    let decisionText: String?
    let reasons: [Reason]
    private let claimedBy: Person?
    private let claimedAt: String?
    let submission: Submission?

    private enum CodingKeys: String, CodingKey {
        case version, status, state, decision, reasons, submission
        case decisionText = "decision_text"
        case claimedBy = "claimed_by"
        case claimedAt = "claimed_at"
    }

    /// That a reviewer has it in their hands, and who where that is for the caller to know; nil when nobody does.
    var holder: String? { claimedAt.map { _ in "in review" + (claimedBy.map { " by \($0.name)" } ?? "") } }

    /// The reasons of the decision, numbered.
    func showReasons() {
        for (index, reason) in reasons.enumerated() {
            print("\(index + 1). \(reason.typeText): \(reason.memo.replacing("\n", with: "\n   "))")
            for picture in reason.pictures { print("   \(picture.url)") }
        }
    }

    /// Tells how it ended; a rejection and a withdrawal are failures.
    ///
    /// - Parameter quietly: whether standard output holds the answer as JSON already.
    func conclude(quietly: Bool) throws {
        switch (state, decision) {
        case ("decided", "reject"):
            if !quietly { showReasons() }
            throw Failure(
                "\(version) was rejected, \(reasons.count == 1 ? "for 1 reason" : "for \(reasons.count) reasons"). "
                    + "Mend it, then: steward return \(version), and submit it or a new version."
            )
        case ("decided", _):
            if quietly { return }
            print("\(version): \(decisionText ?? decision ?? "").")
            showReasons()
            if status == "GRAY" {
                print("Its gray release has begun.")
            } else if status == "WAIT_RELEASE" || status == "BASE_AUDIT_PASS" {
                print("Next: steward gray \(version) 10")
            }
        case ("withdrawn", _):
            throw Failure("\(version) was withdrawn from review. Submit it again: steward submit --help")
        default: throw Failure("\(version) was never submitted. Submit it: steward submit --help")
        }
    }
}
