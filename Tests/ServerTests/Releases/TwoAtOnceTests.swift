import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// Many people act on one mini program at the same moment. One wins where only one can; the others read what happened.
@Suite struct TwoAtOnceTests {
    /// Engines on which transactions really meet.
    private static let engines: [EngineKind] = [.sqliteFile] + EngineKind.servers

    private typealias Deed = @Sendable (ReleaseStage) async throws -> Void
    private static let first = VersionNumber(1, 0, 0)

    /// Starts them all at once; gives `done` or the refusal's code for each. A fault is thrown.
    private func race(_ stage: ReleaseStage, _ deeds: [Deed]) async throws -> [String] {
        try await withThrowingTaskGroup(of: (Int, String).self) { group in
            for (index, deed) in deeds.enumerated() {
                group.addTask {
                    do {
                        try await deed(stage)
                        return (index, "done")
                    } catch let refusal as Refusal {
                        return (index, refusal.code)
                    }
                }
            }
            var answers = [String](repeating: "", count: deeds.count)
            for try await (index, answer) in group { answers[index] = answer }
            return answers
        }
    }

    private func repeated(_ count: Int, _ deed: @escaping Deed) -> [Deed] { [Deed](repeating: deed, count: count) }

    /// The journal is whole and says the same as the database.
    private func check(_ stage: ReleaseStage) async throws {
        guard case .sound = try await JournalCheck(engine: stage.platform.engine)() else {
            throw SiteFailure("the chain is broken")
        }
        let app = stage.app
        let entries = try await stage.platform.engine.read { db in
            try JournalQueries(db).entries(after: 0, limit: 100_000).filter { $0.app == app }
        }
        var line = ReleaseLine()
        for entry in entries { line.apply(try entry.decoded().event, by: entry.actor) }
        #expect(try await stage.databaseLine() == line)
    }

    private func scene(
        _ kind: EngineKind,
        _ test: @escaping @Sendable (ReleaseStage) async throws -> Void
    ) async throws {
        try await Site.run(kind) { site in
            let stage = try await ReleaseStage(site)
            try await test(stage)
            try await check(stage)
        }
    }

    @Test(arguments: engines)
    func `of many who release the same version, one does`(_ kind: EngineKind) async throws {
        try await scene(kind) { stage in
            try await stage.version("1.0.0", .gray)
            let answers = try await race(stage, repeated(12) { try await $0.release("1.0.0") })
            #expect(answers.sorted() == repeatElement("CAN_NOT_ONLINE_WITHOUT_GRAY", count: 11) + ["done"])
        }
    }

    @Test(arguments: engines)
    func `a gray version is released or ended, not both`(_ kind: EngineKind) async throws {
        try await scene(kind) { stage in
            try await stage.version("1.0.0", .gray)
            let answers = try await race(
                stage,
                repeated(6) { try await $0.release("1.0.0") }
                    + repeated(6) { try await EndGray(platform: $0.platform)(Self.first, of: $0.asOwner) }
            )
            #expect(answers.count { $0 == "done" } == 1)
            let refused: Set = ["CAN_NOT_ONLINE_WITHOUT_GRAY", "CAN_NOT_END_GRAY_WITHOUT_GRAY"]
            #expect(Set(answers).subtracting(["done"]).isSubset(of: refused))
        }
    }

    @Test(arguments: engines)
    func `of many who roll back, one does`(_ kind: EngineKind) async throws {
        try await scene(kind) { stage in
            try await stage.version("1.0.0", .released)
            try await stage.version("1.1.0", .released)
            let answers = try await race(
                stage,
                repeated(12) { try await RollBack(platform: $0.platform)(VersionNumber(1, 1, 0), of: $0.asOwner) }
            )
            #expect(answers.sorted() == repeatElement("CAN_NOT_ROLLBACK_WITHOUT_ONLINE", count: 11) + ["done"])
            let released = try await stage.databaseLine().released?.number
            #expect(released == Self.first)
        }
    }

    @Test(arguments: engines)
    func `shares only grow, however many enlarge at once`(_ kind: EngineKind) async throws {
        try await scene(kind) { stage in
            try await stage.version("1.0.0", .gray)
            let percents = ["20", "30", "40", "50", "60", "70", "80", "90", "100", "100"]
            let deeds = percents.map { percent -> Deed in { try await $0.gray("1.0.0", percent: percent) } }
            let answers = try await race(stage, deeds)
            #expect(answers.suffix(2).sorted() == ["GRAY_STRATEGY_IS_INVALID", "done"])
            let refused: Set = ["GRAY_STRATEGY_IS_INVALID", "GRAY_STRATEGY_NOT_ALLOW_REDUCE"]
            #expect(Set(answers).subtracting(["done"]).isSubset(of: refused))
            let share = try await stage.databaseLine().gray?.share
            #expect(share == .everyone)
            let app = stage.app
            let shares = try await stage.platform.engine.rows(
                "SELECT share FROM release_period WHERE app_id = \(app) AND stage = 'gray' ORDER BY sequence"
            ).map { try $0.int("share") }
            #expect(zip(shares, shares.dropFirst()).allSatisfy { $0 < $1 })
        }
    }

    @Test(arguments: engines)
    func `of many who begin a gray release, one does`(_ kind: EngineKind) async throws {
        try await scene(kind) { stage in
            try await stage.version("1.0.0", .approved)
            let answers = try await race(stage, repeated(12) { try await $0.gray("1.0.0") })
            #expect(answers.sorted() == repeatElement("GRAY_STRATEGY_IS_INVALID", count: 11) + ["done"])
        }
    }

    @Test(arguments: engines)
    func `of two versions submitted at once, one is in review`(_ kind: EngineKind) async throws {
        try await scene(kind) { stage in
            for number in ["1.0.0", "1.0.1", "1.0.2"] { try await stage.upload(number) }
            let deeds = ["1.0.0", "1.0.1", "1.0.2"].map { number -> Deed in { try await $0.submit(number) } }
            let answers = try await race(stage, deeds)
            #expect(answers.sorted() == ["CAN_NOT_SUBMIT_WITH_AUDIT_GRAY", "CAN_NOT_SUBMIT_WITH_AUDIT_GRAY", "done"])
        }
    }

    @Test(arguments: engines)
    func `a version is decided about or withdrawn, once`(_ kind: EngineKind) async throws {
        try await scene(kind) { stage in
            try await stage.version("1.0.0", .inReview)
            let answers = try await race(
                stage,
                repeated(4) { try await $0.decide("1.0.0") } + repeated(4) { try await $0.decide("1.0.0", .reject) }
                    + repeated(4) { try await WithdrawSubmission(platform: $0.platform)(Self.first, of: $0.asOwner) }
            )
            #expect(answers.sorted() == repeatElement("AUDITING_VERSION_NOT_EXIST", count: 11) + ["done"])
            let app = stage.app
            let open = try await stage.platform.engine.rows(
                "SELECT id FROM submission WHERE app_id = \(app) AND closed_at IS NULL"
            )
            #expect(open.isEmpty)
        }
    }

    @Test(arguments: engines)
    func `of reviewers who claim the same version at once, one has it`(_ kind: EngineKind) async throws {
        try await scene(kind) { stage in
            try await stage.version("1.0.0", .inReview)
            var deeds: [Deed] = []
            for number in 0..<6 {
                let client = try await stage.site.as("reviewer\(number)", duties: [.reviewer])
                let app = try await stage.site.authorised(client, in: stage.app)
                deeds.append { try await ClaimReview(platform: $0.platform)(Self.first, of: app) }
            }
            let answers = try await race(stage, deeds)
            #expect(answers.sorted() == repeatElement("REVIEW_CLAIMED", count: 5) + ["done"])
        }
    }

    @Test(arguments: engines)
    func `a schedule is never left on a gray release that was ended at the same moment`(_ kind: EngineKind) async throws
    {
        try await scene(kind) { stage in
            try await stage.version("1.0.0", .gray)
            let app = stage.app
            for _ in 0..<8 {
                let at = stage.site.world.now.adding(seconds: 3_600)
                let plan: Deed = { stage in
                    let steps = [GraySchedule.Step(at: at, share: .everyone)]
                    guard let ten = GrayShare(percent: "10") else { return }
                    let use = SetGrayShare(platform: stage.platform)
                    try await use(Self.first, of: stage.asOwner, share: ten, schedule: steps)
                }
                let end: Deed = { try await EndGray(platform: $0.platform)(Self.first, of: $0.asOwner) }
                let answers = try await race(stage, [plan, plan, end, plan])
                #expect(answers[2] == "done")
                let wrong = try await stage.platform.engine.rows(
                    """
                    SELECT id FROM gray_release g WHERE app_id = \(app) AND ended_at IS NOT NULL AND
                        (schedule_state = 'running' OR EXISTS
                            (SELECT 1 FROM gray_step s WHERE s.gray_id = g.id AND s.done_at IS NULL))
                    """
                )
                #expect(wrong.isEmpty)
                if try await stage.databaseLine().gray == nil { try await stage.gray("1.0.0") }
            }
        }
    }

    @Test(arguments: engines)
    func `a storm of everything at once leaves a sound line`(_ kind: EngineKind) async throws {
        try await scene(kind) { stage in
            try await stage.version("1.0.0", .released)
            try await stage.version("1.1.0", .gray)
            try await stage.upload("1.1.1")
            try await stage.submit("1.1.1", stage.draft(replaces: true))
            try await stage.decide("1.1.1")
            let (gray, fix) = (VersionNumber(1, 1, 0), VersionNumber(1, 1, 1))
            let deeds: [Deed] = [
                { try await $0.release("1.1.0") },
                { try await $0.gray("1.1.0", percent: "50") },
                { try await $0.gray("1.1.1", percent: "70") },
                { try await EndGray(platform: $0.platform)(gray, of: $0.asOwner) },
                { try await ReplaceGray(platform: $0.platform)(fix, of: $0.asOwner) },
                { try await RollBack(platform: $0.platform)(Self.first, of: $0.asOwner) },
                { try await RollBack(platform: $0.platform)(gray, of: $0.asOwner) },
                { try await TakeOffline(platform: $0.platform)(Self.first, of: $0.asOwner) },
                { try await ReturnToDevelopment(platform: $0.platform)(fix, of: $0.asOwner) },
                {
                    let use = ForceOffline(platform: $0.platform)
                    try await use(gray, of: $0.asReviewer, reason: "收到多起无法退款的投诉")
                },
                { _ = try await GrayClock(platform: $0.platform).tick() },
            ]
            let answers = try await race(stage, deeds + deeds + deeds)
            #expect(!answers.contains("NOT_FOUND"))
        }
    }
}
