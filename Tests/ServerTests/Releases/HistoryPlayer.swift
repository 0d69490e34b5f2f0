import Domain
import Storage
import TestSupport

@testable import Server

/// Plays a random history through the use cases and on the model at once, and compares the two after every act.
struct HistoryPlayer {
    let stage: ReleaseStage
    let seed: UInt64
    /// Two people who may do everything that members may.
    let people: [AuthorisedApp]
    private(set) var model = LineModel()
    private(set) var acts: [Act] = []
    private var rows: [String: [Row]] = [:]
    /// The journal's last entry before the history began.
    private var begin: Int64 = 0

    init(_ stage: ReleaseStage, people: [AuthorisedApp], seed: UInt64) {
        (self.stage, self.people, self.seed) = (stage, people, seed)
    }

    /// What went wrong, with the whole history in words.
    struct Wrong: Error, CustomStringConvertible { let description: String }

    private func wrong(_ text: String) -> Wrong {
        let lines = acts.enumerated().map { "\n  \($0 + 1). \($1)" }.joined()
        return Wrong(description: "seed \(seed), \(stage.site.platform.engine.dialect): \(text)\(lines)")
    }

    /// Up to `most` acts.
    mutating func play(most: Int) async throws {
        var random = RandomHistory(seed: seed)
        rows = try await stage.rows()
        begin = try await stage.platform.engine.read { try JournalQueries($0).head().sequence }
        for _ in 0..<random.length(most: most) {
            try await perform(random.next(model))
            stage.site.world.advance(seconds: 61)
        }
        try await checkJournal()
        try await checkPeriods()
    }

    private mutating func perform(_ random: Act) async throws {
        let act = Act(person: random.person, deed: model.asked(random.deed))
        acts.append(act)
        let app = people[act.person]
        var (refusal, uploaded): (Refusal?, ID<Version>?) = (nil, nil)
        do {
            uploaded = try await stage.perform(act.deed, by: app)
        } catch let error as Refusal {
            refusal = error
        } catch {
            throw wrong("a fault instead of a refusal: \(String(reflecting: error))")
        }
        let gray = try await stage.databaseLine().gray
        let fresh = LineModel.Fresh(
            version: uploaded ?? ID(rawValue: "none"),
            gray: gray?.id ?? ID(rawValue: "none"),
            salt: gray?.salt ?? stage.anySalt
        )
        let expected = model.perform(act, by: try app.person(), fresh)
        guard refusal == expected else {
            throw wrong("answered \(refusal?.code ?? "done"), the rules say \(expected?.code ?? "done")")
        }
        let now = try await stage.rows()
        if refusal != nil, now != rows { throw wrong("refused, but rows have changed") }
        rows = now
        let line = try await stage.databaseLine()
        guard line == model.line else { throw wrong("the database says \(line)\nthe rules say \(model.line)") }
    }

    /// The journal read back and replayed gives what the database and the rules have.
    private func checkJournal() async throws {
        let (app, begin) = (stage.app, begin)
        let entries = try await stage.platform.engine.read { db in
            try JournalQueries(db).entries(after: begin, limit: 10_000).filter { $0.app == app }
        }
        var line = ReleaseLine()
        for entry in entries { line.apply(try entry.decoded().event, by: entry.actor) }
        guard line == model.line else { throw wrong("the journal replays to \(line)\nthe rules say \(model.line)") }
    }

    /// Who gets what now is what the history of releases says last.
    private func checkPeriods() async throws {
        let app = stage.app
        let open = try await stage.platform.engine.rows(
            "SELECT stage, version_id, share FROM release_period WHERE app_id = \(app) AND ends_at IS NULL ORDER BY stage"
        ).map { "\(try $0.text("stage")) \(try $0.text("version_id")) \(try $0.int("share"))" }
        let gray = model.line.gray.map { "gray \($0.version) \($0.share.ppm)" }
        let released = model.line.released.map { "release \($0.id) 1000000" }
        guard open == [gray, released].compactMap(\.self) else { throw wrong("periods \(open)") }
    }
}

extension LineModel {
    /// The use case for the share begins a gray release or enlarges it, by what there is.
    fileprivate func asked(_ deed: Deed) -> Deed {
        switch deed {
        case .startGray(let number, let share), .enlargeGray(let number, let share):
            guard let id = id(of: number), line.gray?.version == id else { return .startGray(number, share) }
            return .enlargeGray(number, share)
        default: return deed
        }
    }
}

extension ReleaseStage {
    var anySalt: CohortSalt { CohortSalt(bytes: [UInt8](repeating: 0, count: CohortSalt.byteCount))! }

    /// Does it by its use case; gives the new version of an upload.
    func perform(_ deed: Deed, by app: AuthorisedApp) async throws -> ID<Version>? {
        switch deed {
        case .upload(let number, let errors):
            return try await upload(number.description, errors: errors, by: app.person())
        case .setExperience(let number): try await SetExperience(platform: platform)(number, of: app)
        case .cancelExperience(let number): try await SetExperience(platform: platform).cancel(number, of: app)
        case .markForwardOnly(let number, let flag):
            var wish = DescribeVersion.Wish()
            wish.isForwardOnly = flag
            try await DescribeVersion(platform: platform)(number, of: app, wish)
        case .requireSecondPerson(let flag):
            try await SetReleaseRule(platform: platform)(needsSecondPerson: flag, in: app)
        case .submit(let number, let replaces, let share):
            let draft = draft(replaces: replaces, grayPercent: share?.description ?? "")
            try await submit(number.description, draft, by: app)
        case .withdraw(let number): try await WithdrawSubmission(platform: platform)(number, of: app)
        case .decide(let number, let decision): try await decide(number.description, decision)
        case .returnToDevelopment(let number): try await ReturnToDevelopment(platform: platform)(number, of: app)
        case .startGray(let number, let share), .enlargeGray(let number, let share):
            try await SetGrayShare(platform: platform)(number, of: app, share: share)
        case .endGray(let number): try await EndGray(platform: platform)(number, of: app)
        case .replaceGray(let number): try await ReplaceGray(platform: platform)(number, of: app)
        case .release(let number, let channel):
            try await ReleaseVersion(platform: platform)(number, of: app, through: channel)
        case .takeOffline(let number): try await TakeOffline(platform: platform)(number, of: app)
        case .rollBack(let number, let confirmed):
            try await RollBack(platform: platform)(number, of: app, confirmed: confirmed)
        case .forceOffline(let number):
            try await ForceOffline(platform: platform)(number, of: asReviewer, reason: "收到多起无法退款的投诉")
        case .delete(let number, let cancels):
            try await DeleteVersion(platform: platform)(number, of: app, cancelsExperience: cancels)
        }
        return nil
    }

    /// The whole line as the database has it: every version, and what is remembered beside them.
    func databaseLine() async throws -> ReleaseLine {
        let app = app
        return try await platform.engine.read { db in
            var line = try ReleaseLineQueries(db).line(of: app)
            let ids: [ID<Version>] = try db.rows("SELECT id FROM version WHERE app_id = \(app)").map { try $0.id("id") }
            for id in ids where line.entries[id] == nil {
                line.entries[id] = try ReleaseLineQueries(db).line(of: app, with: id).entries[id]
            }
            return line
        }
    }

    /// Every row that an act can change, and how many entries the journal has.
    func rows() async throws -> [String: [Row]] {
        let app = app
        return try await platform.engine.read { db in
            [
                "version": try db.rows("SELECT * FROM version WHERE app_id = \(app) ORDER BY id"),
                "release_line": try db.rows("SELECT * FROM release_line WHERE app_id = \(app)"),
                "gray_release": try db.rows("SELECT * FROM gray_release WHERE app_id = \(app) ORDER BY id"),
                "gray_step": try db.rows(
                    """
                    SELECT s.* FROM gray_step s JOIN gray_release g ON g.id = s.gray_id
                    WHERE g.app_id = \(app) ORDER BY s.gray_id, s.position
                    """
                ),
                "submission": try db.rows("SELECT * FROM submission WHERE app_id = \(app) ORDER BY id"),
                "rejection_reason": try db.rows(
                    """
                    SELECT r.* FROM rejection_reason r JOIN submission s ON s.id = r.submission_id
                    WHERE s.app_id = \(app) ORDER BY r.submission_id, r.position
                    """
                ),
                "agreement_acceptance": try db.rows(
                    "SELECT * FROM agreement_acceptance WHERE app_id = \(app) ORDER BY submission_id"
                ),
                "takedown": try db.rows(
                    """
                    SELECT t.* FROM takedown t JOIN version v ON v.id = t.version_id
                    WHERE v.app_id = \(app) ORDER BY t.version_id
                    """
                ),
                "experience": try db.rows("SELECT * FROM experience WHERE app_id = \(app)"),
                "journal": try db.rows("SELECT count(*) AS n FROM journal WHERE app_id = \(app)"),
            ]
        }
    }
}
