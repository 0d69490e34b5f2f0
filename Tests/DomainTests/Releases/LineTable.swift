import Domain

/// The rules of releases that hang on other versions, typed from `mini-program-rules` and DESIGN once more. What a status
/// allows by itself stands in `StatusTable`; here stands what another version beside it forbids.
enum LineTable {
    /// What else there is of the mini program. The version asked about is 2.0.0.
    enum Neighbour: String, CaseIterable, Sendable {
        case nobody
        /// 1.5.0 is with the reviewers, passed, or was rejected.
        case inReview, approved, approvedBase, rejected
        /// 1.5.0 is gray; the one asked about has nothing to do with it.
        case gray
        /// 1.5.0 is gray; the one asked about was submitted to take it over.
        case grayToReplace
        /// 1.5.0 is gray, and 1.6.0 is in review to take it over.
        case grayWithReplacement
        /// 2.1.0 is in review to take over the one asked about.
        case ownReplacement
        /// 1.5.0 is released, the first of all.
        case released
        /// Another one was released before the one that is now.
        case previous
        /// What is released now became it by a roll back.
        case rolledBack
        /// 3.0.0 was released once and taken off.
        case largerReleased

        static let grays: [Neighbour] = [.gray, .grayToReplace, .grayWithReplacement]
        static let underway: [Neighbour] = [.inReview, .approved, .approvedBase, .rejected]
    }

    /// What is asked for.
    enum Request: String, CaseIterable, Sendable {
        case submit, submitReplacing, withdraw, approve, approveBase, reject, returnToDevelopment, startGray, enlarge,
            enlargeToTheSame, makeSmaller, endGray, replaceGray, release, releaseByOpenPlatform, takeOffline, rollBack,
            forceOffline, delete

        var channel: ActionChannel { self == .releaseByOpenPlatform ? .openPlatform : .byHand }
    }

    struct Row {
        let request: Request
        let neighbours: [Neighbour]
        let code: String

        init(_ request: Request, _ neighbours: [Neighbour], _ code: String) {
            (self.request, self.neighbours, self.code) = (request, neighbours, code)
        }
    }

    private static let all = Neighbour.allCases

    static let rows: [Row] = [
        // Another version is in review, approved, rejected or gray; a replacement is the exception.
        Row(.submit, Neighbour.underway + Neighbour.grays, "CAN_NOT_SUBMIT_WITH_AUDIT_GRAY"),
        Row(.submitReplacing, [.grayWithReplacement], "CAN_NOT_SUBMIT_WITH_AUDIT_GRAY"),
        Row(
            .submitReplacing,
            [.nobody, .released, .previous, .rolledBack] + Neighbour.underway,
            "GRAY_VERSION_NOT_EXIST"
        ),
        // A larger number was already released.
        Row(.submit, [.largerReleased], "EXIST_LARGER_ONLINED_VERSION"),
        Row(.submitReplacing, [.largerReleased], "EXIST_LARGER_ONLINED_VERSION"),
        Row(.startGray, [.largerReleased], "EXIST_LARGER_ONLINED_VERSION"),
        Row(.release, [.largerReleased], "EXIST_LARGER_ONLINED_VERSION"),
        Row(.releaseByOpenPlatform, [.largerReleased], "EXIST_LARGER_ONLINED_VERSION"),
        // One gray version at a time; a replacement takes over instead.
        Row(.startGray, Neighbour.grays, "GRAY_VERSION_EXIST"),
        Row(.replaceGray, all.filter { $0 != .grayToReplace }, "GRAY_VERSION_NOT_EXIST"),
        // A share only grows, except to end the gray release.
        Row(.makeSmaller, all, "GRAY_STRATEGY_NOT_ALLOW_REDUCE"),
        Row(.enlargeToTheSame, all, "GRAY_STRATEGY_IS_INVALID"),
        // A gray version exists.
        Row(.takeOffline, Neighbour.grays, "CAN_NOT_OFFLINE_WITH_GRAY"),
        Row(.rollBack, Neighbour.grays, "CAN_NOT_ROLLBACK_WITH_GRAY"),
        // Twice in a row; nothing to go back to.
        Row(.rollBack, [.rolledBack], "CAN_NOT_CONTINUOUS_ROLLBACK"),
        Row(.rollBack, [.nobody, .largerReleased] + Neighbour.underway, "CAN_NOT_ROLLBACK_WITHOUT_OFFLINE"),
    ]

    /// Whether there can be such a mini program at all: one gray version and one released one.
    static func isPossible(_ status: VersionStatus, beside neighbour: Neighbour) -> Bool {
        switch neighbour {
        case .gray, .grayWithReplacement: status != .gray
        case .grayToReplace: status.isUnderway && status != .gray
        case .ownReplacement: status == .gray
        case .released: status != .released
        case .nobody, .inReview, .approved, .approvedBase, .rejected, .previous, .rolledBack, .largerReleased: true
        }
    }

    /// The code that answers, nil when it is done.
    static func refusal(_ status: VersionStatus, _ request: Request, beside neighbour: Neighbour) -> String? {
        let action: VersionAction =
            switch request {
            case .submit, .submitReplacing: .submit
            case .withdraw: .withdraw
            case .approve: .approve
            case .approveBase: .approveBase
            case .reject: .reject
            case .returnToDevelopment: .returnToDevelopment
            case .startGray, .replaceGray: .startGray
            case .enlarge, .enlargeToTheSame, .makeSmaller: .enlargeGray
            case .endGray: .endGray
            case .release, .releaseByOpenPlatform: .release
            case .takeOffline: .takeOffline
            case .rollBack: .rollBack
            case .forceOffline: .forceOffline
            case .delete: .delete
            }
        if case .refused(let code) = StatusTable.expected(status, action, request.channel) { return code }
        return rows.first { $0.request == request && $0.neighbours.contains(neighbour) }?.code
    }

    /// The status afterwards, `gone` when it was deleted.
    static func status(after request: Request) -> String {
        switch request {
        case .submit, .submitReplacing: "AUDITING"
        case .withdraw, .returnToDevelopment: "INIT"
        // The state before the gray release: the table's gray version had passed with reservations.
        case .approveBase, .endGray: "BASE_AUDIT_PASS"
        case .approve: "WAIT_RELEASE"
        case .reject: "AUDIT_REJECT"
        case .startGray, .enlarge, .enlargeToTheSame, .makeSmaller, .replaceGray: "GRAY"
        case .release, .releaseByOpenPlatform: "RELEASE"
        case .takeOffline, .rollBack: "OFFLINE"
        case .forceOffline: "AUDIT_OFFLINE"
        case .delete: "gone"
        }
    }

    /// What happens to the others: `1.5.0 OFFLINE`.
    static func others(after request: Request, beside neighbour: Neighbour, _ status: VersionStatus) -> [String] {
        switch (request, neighbour) {
        case (.release, .released), (.releaseByOpenPlatform, .released): ["1.5.0 OFFLINE"]
        case (.release, .previous), (.releaseByOpenPlatform, .previous), (.release, .rolledBack),
            (.releaseByOpenPlatform, .rolledBack):
            ["1.5.0 OFFLINE"]
        case (.replaceGray, .grayToReplace): ["1.5.0 OFFLINE"]
        case (.rollBack, .previous): ["1.0.0 RELEASE"]
        default: []
        }
    }
}
