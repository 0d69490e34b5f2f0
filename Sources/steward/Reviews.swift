import ArgumentParser
import Domain
import Foundation
import NIOHTTP1

/// Lists what waits for a decision.
struct Reviews: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List what waits for review, for reviewers: express ones first, then the longest waiting.",
        discussion: "Example: steward reviews --server https://steward.example.com"
    )

    @OptionGroup var server: ServerOptions

    @Option(help: "Go on after this place, where the list before ended.")
    var after: String?

    @Flag(help: "Print the server's answer as JSON.")
    var json = false

    private struct Answer: Decodable {
        struct Item: Decodable {
            let app: String
            let appName: String
            let version: String
            let waitingSeconds: Int
            let express: Bool
            let replacement: Bool
            let own: Bool
            let claimedBy: ReviewAnswer.Person?

            private enum CodingKeys: String, CodingKey {
                case version, express, replacement, own
                case app = "app_id"
                case appName = "app_name"
                case waitingSeconds = "waiting_seconds"
                case claimedBy = "claimed_by"
            }
        }
        let items: [Item]
        let next: String?
    }

    func validate() throws {
        if let after, !after.utf8.allSatisfy({ $0.isDigitOrLetter || $0 == 0x2e }) {
            throw ValidationError("--after: \(after) is no place that a list ended with.")
        }
    }

    func run() async throws {
        try await server.connected(needsApp: false) { connection in
            let data = try await connection.sendToServer(.GET, "/reviews" + (after.map { "?after=\($0)" } ?? ""))
            if json {
                print(String(decoding: data, as: UTF8.self))
                return
            }
            let answer = try ServerConnection.decode(Answer.self, from: data)
            if answer.items.isEmpty { print("Nothing waits for review.") }
            for item in answer.items { show(item) }
            if let next = answer.next { print("There are more: --after \(next)") }
        }
    }

    private func show(_ item: Answer.Item) {
        let marks = [
            item.express ? "express" : nil, item.replacement ? "replaces a gray version" : nil,
            item.own ? "yours, leave it to another" : nil, item.claimedBy.map { "in review by \($0.name)" },
        ].compactMap(\.self)
        print("\(item.app)  \(item.version)  \(item.appName)")
        let (hours, minutes) = (item.waitingSeconds / 3600, item.waitingSeconds / 60 % 60)
        print("    " + (["waiting \(hours) h \(minutes) min"] + marks).joined(separator: ", "))
    }
}

extension UInt8 {
    fileprivate var isDigitOrLetter: Bool {
        (0x30...0x39).contains(self) || (0x41...0x5a).contains(self) || (0x61...0x7a).contains(self)
    }
}
