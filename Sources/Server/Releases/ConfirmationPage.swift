import Domain

/// The page that asks once more: exactly what will happen, to whom, and what the version before is. Small, for a thumb in a
/// hurry.
struct ConfirmationPage: Sendable {
    struct Point: Sendable {
        let icon: String
        let text: String
        let isBad: Bool
    }

    struct Way: Sendable {
        let name: String
        let path: String
        /// A class: the first is the way to what was wanted.
        let kind: String
    }

    let icon: String
    let kind: String
    let heading: String
    let lead: String
    let points: [Point]
    let picture: GrayPicture?
    let action: String
    let share: String
    let hasShare: Bool
    /// The gray release that the page is about.
    let seen: String
    let hasSeen: Bool
    let button: String
    let buttonKind: String
    let keep: String
    let back: String
    /// What is typed to confirm: the number of a version that only goes forward, or the mini program's name.
    let hasTyping: Bool
    let typingLabel: String
    let expected: String
    let isNumber: Bool
    let typed: String
    let problem: String
    let hasProblem: Bool
    /// It cannot be done now: the rule, and what can be done instead.
    let isRefused: Bool
    var ways: [Way]
}

/// Where somebody who was refused can go on.
extension ConfirmationPage.Way {
    static func all(
        _ refusal: Refusal,
        _ row: VersionRow,
        _ board: ReleaseBoard,
        _ writer: VersionWriter
    ) -> [ConfirmationPage.Way] {
        let app = writer.app.id
        var ways: [ConfirmationPage.Way] = []
        let isInTheWay = ["CAN_NOT_ROLLBACK_WITH_GRAY", "CAN_NOT_OFFLINE_WITH_GRAY"].contains(refusal.code)
        if isInTheWay, let gray = board.grayEntry, writer.app.allows(.versionGray) {
            let name = writer.say("结束 \(gray.number) 的灰度", "End the gray release of \(gray.number)")
            ways.append(.init(name: name, path: ReleasePaths.endGray(gray.number, of: app), kind: ""))
        }
        let name = writer.say("看 \(row.number) 现在能做什么", "What \(row.number) allows now")
        ways.append(.init(name: name, path: Paths.version(row.number, of: app), kind: ways.isEmpty ? "" : "soft"))
        return ways
    }
}
