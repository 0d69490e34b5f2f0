/// Batches added up to the rows that are written. Adding is commutative, so the order of batches and nodes does not matter.
package struct EventFold: Sendable {
    package private(set) var sums: [EventScope: [EventCell: Int64]] = [:]
    package private(set) var pages: [PageScope: PageSums] = [:]
    package private(set) var visits: [VisitScope: Visit] = [:]
    package private(set) var visitors: [EventVisitor.Scope: EventVisitor] = [:]
    /// In which hours of a day a user was there, by version and stage.
    package private(set) var attendance: [Attendance: HoursOfDay] = [:]
    package private(set) var failures: [EventFailure] = []
    package private(set) var outcomes: [GuardRow.Scope: GuardRow] = [:]
    package private(set) var troubles: Set<GuardTrouble> = []
    /// All failures by their groups, also those of which no row is kept.
    package private(set) var errors = ErrorFold()
    /// What is left of the minute's room when all were added.
    package private(set) var room: EventRoom

    /// The hour of a moment as clocks in the installation's time zone show it, in hours since 1970.
    private let hour: @Sendable (Instant) -> Int64
    /// The hours of the minutes that came: asking a time zone takes longer than all the rest.
    private(set) var hours: [Int64: Int64] = [:]

    package init(room: EventRoom, hour: @escaping @Sendable (Instant) -> Int64) {
        (self.room, self.hour) = (room, hour)
    }

    package mutating func add(_ batch: EventBatch) {
        let (app, receipt, draw) = (batch.app, batch.receipt, batch.draw?.key ?? "")
        for event in batch.events {
            let minute = event.at.milliseconds.floorDivided(by: 60_000)
            let hour = hours[minute] ?? self.hour(event.at)
            hours[minute] = hour
            let scope = EventScope(
                app: app,
                minute: minute,
                number: receipt.number,
                stage: receipt.stage
            )
            event.add { measure, bucket, amount in
                sums[scope, default: [:]][EventCell(measure: measure, bucket: bucket), default: 0] += amount
            }
            if let (page, change) = event.onPage {
                let name = room.name(of: page, in: app)
                pages[PageScope(scope: scope, page: name), default: PageSums()] += change
            }
            if let failure = event.failure(of: app, receipt) {
                if room.takeError(failure.fingerprint, of: app) { errors.add(failure, on: hour.floorDivided(by: 24)) }
                if room.takeFailure(of: app) { failures.append(failure) }
            }
            add(event, of: batch, in: hour, draw: draw)
            if let draw = batch.draw { add(event, of: receipt, in: draw) }
        }
    }

    /// What a gray release is judged by.
    private mutating func add(_ event: RuntimeEvent, of receipt: RuntimeReceipt, in draw: EventBatch.Draw) {
        let found = Self.outcomes(of: event, receipt, draw)
        if let trouble = found.trouble { troubles.insert(trouble) }
        for (kind, row) in found.rows {
            let scope = GuardRow.Scope(
                draw: draw.key,
                kind: kind,
                pseudonym: receipt.pseudonym,
                share: draw.share.ppm
            )
            outcomes[scope] = outcomes[scope]?.merged(with: row) ?? row
        }
    }

    /// The user's own rows.
    private mutating func add(_ event: RuntimeEvent, of batch: EventBatch, in hour: Int64, draw: String) {
        let day = hour.floorDivided(by: 24)
        let pseudonym = batch.receipt.pseudonym
        var visit = Visit(first: event.at)
        switch event.what {
        case .launch(let launch):
            visit.visited = event.at
            visit.launch = Visit.Outcome(
                at: event.at,
                isSuccess: launch.isSuccess,
                total: launch.total,
                hadPackage: launch.hadPackage,
                counts: (batch.draw?.standing ?? .counts) == .counts
            )
        case .pageView: visit.visited = event.at
        // An answer that was taken up and a failure without a visit are signs of life, a download in the background too.
        default: break
        }
        let scope = VisitScope(
            app: batch.app,
            day: day,
            draw: draw,
            share: batch.draw?.share.ppm ?? 0,
            number: batch.receipt.number,
            stage: batch.receipt.stage,
            pseudonym: pseudonym
        )
        visits[scope, default: visit].merge(visit)
        guard visit.visited != nil else { return }
        let (number, stage) = (batch.receipt.number, batch.receipt.stage)
        let there = Attendance(app: batch.app, pseudonym: pseudonym, day: day, number: number, stage: stage)
        attendance[there, default: []].insert(HoursOfDay(hour: hour))
        let fresh = EventVisitor(first: EventVisitor.First(at: event.at, number: number, stage: stage), day: day)
        visitors[EventVisitor.Scope(app: batch.app, pseudonym: pseudonym), default: fresh].merge(fresh)
    }
}

/// Names of pages, errors and rows of failures that a mini program may still have within a minute: what a host app sends must not be
/// able to grow the database by itself. By the server's clock, on each node.
package struct EventRoom: Sendable {
    private var minute: Int64 = .min
    private var pages: [ID<MiniProgram>: Set<String>] = [:]
    private var failures: [ID<MiniProgram>: Int] = [:]
    private var errors: [ID<MiniProgram>: Set<ErrorFingerprint>] = [:]

    package init() {}

    /// Begins anew with each minute.
    package mutating func tick(at now: Instant) {
        let minute = now.milliseconds.floorDivided(by: 60_000)
        if minute != self.minute { (self.minute, pages, failures, errors) = (minute, [:], [:], [:]) }
    }

    /// The name that a page is counted under.
    mutating func name(of page: String, in app: ID<MiniProgram>) -> String {
        var known = pages[app] ?? []
        if known.contains(page) { return page }
        guard known.count < EventLimits.pagesAMinute else { return EventLimits.otherPages }
        // Out of the dictionary while it grows, so that it is not copied.
        pages[app] = nil
        known.insert(page)
        pages[app] = known
        return page
    }

    /// Whether failures with this fingerprint are counted as a group.
    mutating func takeError(_ fingerprint: ErrorFingerprint, of app: ID<MiniProgram>) -> Bool {
        if errors[app]?.contains(fingerprint) == true { return true }
        guard errors[app, default: []].count < EventLimits.errorsAMinute else { return false }
        errors[app, default: []].insert(fingerprint)
        return true
    }

    mutating func takeFailure(of app: ID<MiniProgram>) -> Bool {
        let count = failures[app, default: 0]
        guard count < EventLimits.failuresAMinute else { return false }
        failures[app] = count + 1
        return true
    }
}

extension RuntimeEvent {
    /// What it adds to its page.
    fileprivate var onPage: (page: String, change: PageSums)? {
        switch what {
        case .pageView(let page, let stay):
            return (page, PageSums(views: 1, stays: stay == nil ? 0 : 1, stayTime: stay ?? 0))
        case .scriptError(_, _, let page?), .whiteScreen(let page?), .resourceError(_, _, let page?):
            return (page, PageSums(failures: 1))
        default: return nil
        }
    }
}
