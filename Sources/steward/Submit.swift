import ArgumentParser
import Domain
import Foundation
import NIOHTTP1

/// Hands a version to the reviewers.
struct Submit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Submit a version for review.",
        discussion: """
            Screenshots and pictures of papers are sent first. With --wait the command ends when the review does: 0 when it \
            passed, 1 when it was rejected, with the reasons.

            Example: steward submit 1.2.3 --server https://steward.example.com --app 2021004288173306 \
            --description "Order ahead: choose a time to pick it up" --screenshot home.png --screenshot order.png \
            --licence "食品经营许可证,JY13301060123456,山丘咖啡有限公司,2028-05-31,licence.jpg" --accept-agreement --gray 10 --wait
            """
    )

    @OptionGroup var target: VersionTarget

    @Option(help: "What is new, 30 to 500 (a Chinese character counts 2); the version's own when left out.")
    var description: String?

    @Option(help: "A picture of it, PNG or JPEG; 2 to 5 of them.")
    var screenshot: [String] = []

    @Option(help: "A paper that a category asks for: KIND,NUMBER,NAME,VALID_UNTIL,FILE… with a date or long_term.")
    var licence: [String] = []

    @Flag(help: "You have read the submission agreement and accept it. On a terminal it is shown otherwise.")
    var acceptAgreement = false

    @Option(help: "An account with which the reviewer can try everything.")
    var testAccount: String?

    @Option(help: "Its password. [environment: STEWARD_TEST_PASSWORD]")
    var testPassword: String?

    @Option(help: "A note for the reviewer.")
    var memo: String?

    @Flag(help: "Use one of this month's express reviews.")
    var express = false

    @Option(help: "Begin a gray release at this share, in per cent, once it passes.", transform: GrayTyped.share)
    var gray: GrayShare?

    @Option(help: "The gray version that it shall take over from.", transform: VersionTarget.number)
    var replaces: VersionNumber?

    @Flag(help: "Wait until the review is done.")
    var wait = false

    @Flag(help: "Print the server's answer as JSON: the version, or with --wait its review.")
    var json = false

    private struct Content: Encodable {
        let agreement: String
        let description: String
        let screenshots: [String]
        let testAccount: String?
        let testPassword: String?
        let memo: String?
        let licences: [TypedLicence.Sent]
        let express: Bool
        let grayPercent: Double?
        let replaces: String?

        private enum CodingKeys: String, CodingKey {
            case agreement, description, screenshots, memo, licences, express, replaces
            case testAccount = "test_account"
            case testPassword = "test_password"
            case grayPercent = "gray_percent"
        }
    }

    func validate() throws {
        guard acceptAgreement || Terminal.inputIsTerminal else {
            throw ValidationError(
                "The submission agreement must be accepted: read it (GET /api/v1/agreement, or run this on a terminal) and "
                    + "add --accept-agreement."
            )
        }
        for text in licence { _ = try TypedLicence(text) }
    }

    func run() async throws {
        // What cannot be read is said before anything is sent.
        let screenshots = try screenshot.map(PictureFile.init)
        let licences = try licence.map(TypedLicence.init).map { ($0, try $0.files.map(PictureFile.init)) }
        try await target.server.connected { connection in
            let number = target.version
            let agreement = try await accepted(connection)
            let text =
                if let description { description } else { try await connection.version(number).answer.description }
            var papers: [TypedLicence.Sent] = []
            let pictures = try await connection.send(screenshots)
            for (licence, files) in licences {
                papers.append(TypedLicence.Sent(licence, try await connection.send(files)))
            }
            let content = Content(
                agreement: agreement,
                description: text,
                screenshots: pictures,
                testAccount: testAccount,
                testPassword: testPassword ?? Environment["test-password"],
                memo: memo,
                licences: papers,
                express: express,
                grayPercent: gray?.percent,
                replaces: replaces?.description
            )
            let (answer, data) = try await connection.act(.POST, number, "submit", .json(content))
            if wait {
                if !json { print("Submitted \(number).") }
                let (review, data) = try await ReviewWait(connection: connection, version: number)()
                if json { print(String(decoding: data, as: UTF8.self)) }
                try review.conclude(quietly: json)
            } else if json {
                print(String(decoding: data, as: UTF8.self))
            } else {
                print("Submitted \(number): \(answer.status) \(answer.statusText).")
                print("To wait for the review: steward versions \(number) --wait")
            }
        }
    }

    /// The version of the agreement that is accepted: the newest, read here where the option does not say that it was.
    private func accepted(_ connection: ServerConnection) async throws -> String {
        struct Answer: Decodable {
            struct Section: Decodable {
                let heading: String
                let text: String
            }
            let version: String
            let title: String
            let sections: [Section]
        }
        let data = try await connection.sendToServer(.GET, "/agreement")
        let agreement = try ServerConnection.decode(Answer.self, from: data)
        if acceptAgreement { return agreement.version }
        Terminal.tell("\(agreement.title), \(agreement.version)\n")
        for section in agreement.sections { Terminal.tell("\(section.heading)\n\(section.text)\n") }
        let answer = Terminal.ask("Do you accept it? [y/N]")?.lowercased() ?? ""
        guard ["y", "yes", "是"].contains(answer) else { throw Failure("Nothing was submitted.") }
        return agreement.version
    }
}
