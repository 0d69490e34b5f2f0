import ArgumentParser
import Domain
import Foundation
import NIOHTTP1

/// Shows a version's review, or decides it.
struct Review: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show how a version's review stands; reviewers decide it.",
        discussion: """
            Types of reasons: \(RejectionType.allCases.map(\.rawValue).joined(separator: ", ")).

            Example: steward review 1.2.3 --reject --reason "white_screen:The home page stays white on a weak network." \
            --picture 1:white.png --server https://steward.example.com --app 2021004288173306
            """
    )

    @OptionGroup var target: VersionTarget

    @Flag(help: "Take it into your hands, so that nobody else does the same.")
    var claim = false

    @Flag(help: "Put it back into the queue.")
    var giveBack = false

    @Flag(help: "Approve it.")
    var approve = false

    @Flag(help: "Approve its base only: it may be released, but is not promoted.")
    var approveBase = false

    @Flag(help: "Reject it, with at least one --reason.")
    var reject = false

    @Option(help: "TYPE:TEXT, what exactly is wrong. May be given again.")
    var reason: [String] = []

    @Option(help: "NUMBER:FILE, a picture for the first, second… reason. May be given again.")
    var picture: [String] = []

    @Flag(help: "Print the server's answer as JSON.")
    var json = false

    private struct Reason: Encodable {
        let type: String
        let memo: String
        var pictures: [String] = []
    }

    private struct Decision: Encodable {
        let decision: String
        let reasons: [Reason]
    }

    private var decision: ReviewDecision? {
        approve ? .approve : approveBase ? .approveBase : reject ? .reject : nil
    }

    func validate() throws {
        guard [claim, giveBack, approve, approveBase, reject].count(where: \.self) <= 1 else {
            throw ValidationError("One of --claim, --give-back, --approve, --approve-base and --reject at a time.")
        }
        guard !reject || !reason.isEmpty else { throw ValidationError("--reject needs a --reason.") }
        guard reason.isEmpty || reject || approveBase else {
            throw ValidationError("--reason goes with --reject or --approve-base.")
        }
        for text in reason { _ = try Self.read(text) }
        for text in picture { _ = try place(of: text) }
    }

    func run() async throws {
        try await target.server.connected { connection in
            let number = target.version
            if let decision {
                let body = try await sent(decision, connection)
                let (answer, data) = try await connection.act(.POST, number, "review", .json(body))
                answer.tell("\(decision.words.en) \(number)", data, json: json)
                return
            }
            let (method, path): (HTTPMethod, String) =
                claim ? (.POST, "claim") : giveBack ? (.DELETE, "claim") : (.GET, "review")
            let data = try await connection.send(method, "/versions/\(number)/\(path)")
            if json {
                print(String(decoding: data, as: UTF8.self))
            } else {
                show(try ServerConnection.decode(ReviewAnswer.self, from: data))
            }
        }
    }

    private func sent(_ decision: ReviewDecision, _ connection: ServerConnection) async throws -> Decision {
        var reasons = try reason.map(Self.read)
        let files = try picture.map { (try place(of: $0).index, try PictureFile(try place(of: $0).path)) }
        for (index, file) in files { reasons[index].pictures += try await connection.send([file]) }
        return Decision(decision: decision.rawValue, reasons: reasons)
    }

    private static func read(_ text: String) throws -> Reason {
        let parts = text.split(separator: ":", maxSplits: 1).map { PlainText.line(String($0)) }
        guard parts.count == 2, RejectionType(rawValue: parts[0]) != nil else {
            let words = RejectionType.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--reason: \(text) is not TYPE:TEXT with one of \(words).")
        }
        return Reason(type: parts[0], memo: parts[1])
    }

    private func place(of text: String) throws -> (index: Int, path: String) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, let number = Int(parts[0]), reason.indices.contains(number - 1) else {
            throw ValidationError("--picture: \(text) is not NUMBER:FILE with the number of a --reason.")
        }
        return (number - 1, parts[1])
    }

    private func show(_ review: ReviewAnswer) {
        guard let submission = review.submission else {
            print("\(review.version) was never submitted.")
            return
        }
        let state = review.decisionText ?? (review.state == "withdrawn" ? "Withdrawn" : "Waiting for review")
        print("\(review.version) \(review.status): \(state)")
        print("    submitted \(Terminal.time(submission.submittedAt)) by \(submission.submittedBy.name)")
        if let holder = review.holder { print("    \(holder)") }
        print("    \(submission.description.replacing("\n", with: "\n    "))")
        if !submission.memo.isEmpty { print("    note: \(submission.memo.replacing("\n", with: "\n    "))") }
        for picture in submission.screenshots { print("    \(picture.url)") }
        review.showReasons()
    }
}
