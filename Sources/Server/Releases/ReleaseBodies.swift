import Domain

/// What `POST …/gray` says: a share, and what shall follow by itself.
struct GrayBody: Decodable {
    struct Step: Decodable {
        let at: String
        let percent: Double
    }

    let percent: Double
    let schedule: [Step]?
    private let onStop: String?

    private enum CodingKeys: String, CodingKey {
        case percent, schedule
        case onStop = "on_stop"
    }

    func action() throws(Refusal) -> GuardAction? {
        try onStop.map { word throws(Refusal) in try GuardAction.read(word) }
    }

    func share() throws(Refusal) -> GrayShare { try Self.share(percent, "percent") }

    func steps() throws(Refusal) -> [GraySchedule.Step] {
        var steps: [GraySchedule.Step] = []
        for (index, step) in (schedule ?? []).enumerated() {
            guard let at = Instant(rfc3339: step.at) else {
                let words = Words(
                    "时间写成 RFC 3339，例如 2026-12-01T10:00:00+08:00。",
                    "A time is RFC 3339, like 2026-12-01T10:00:00+08:00."
                )
                throw .invalid([FieldProblem(field: "schedule.\(index).at", words: words)])
            }
            steps.append(GraySchedule.Step(at: at, share: try Self.share(step.percent, "schedule.\(index).percent")))
        }
        return steps
    }

    private static func share(_ percent: Double, _ field: String) throws(Refusal) -> GrayShare {
        if let share = GrayShare(percent: percent) { return share }
        let words = Words("灰度比例是 0.01 到 100，最多两位小数。", "A share is 0.01 to 100 with at most two decimals.")
        throw Refusal(
            code: "GRAY_STRATEGY_IS_INVALID",
            status: 422,
            words: words,
            fields: [FieldProblem(field: field, words: words)]
        )
    }
}

/// What `PATCH …/gray` says.
struct ScheduleBody: Decodable {
    enum Wish: String, CaseIterable { case pause, resume, stop }

    private let schedule: String

    func wish() throws(Refusal) -> Wish {
        guard let wish = Wish(rawValue: schedule) else {
            throw .invalid([
                FieldProblem(
                    field: "schedule",
                    words: Words("只能是：pause, resume, stop。", "One of: pause, resume, stop.")
                )
            ])
        }
        return wish
    }
}

/// What `POST …/offline` says, if anything.
struct OfflineBody: Decodable {
    let forced: Bool?
    let reason: String?
}

/// What `POST …/rollback` says, if anything: the number, typed, where the version only goes forward.
struct RollBackBody: Decodable { let confirm: String? }

/// What `PATCH …/versions/{version}` says; what is absent or null stays as it is.
struct VersionPatch: Decodable {
    private let forwardOnly: Bool?
    private let description: String?
    private let lowestBaseLibrary: String?

    var wish: DescribeVersion.Wish {
        var wish = DescribeVersion.Wish()
        wish.isForwardOnly = forwardOnly
        wish.description = description
        wish.lowestBaseLibrary = lowestBaseLibrary
        return wish
    }

    private enum CodingKeys: String, CodingKey {
        case description
        case forwardOnly = "forward_only"
        case lowestBaseLibrary = "lowest_base_library"
    }
}

/// Whether a release needs a second person, asked and answered.
struct ReleaseRulesJSON: Codable {
    let secondPerson: Bool

    private enum CodingKeys: String, CodingKey { case secondPerson = "second_person" }
}
