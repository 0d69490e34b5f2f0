/// Batches added up to the rows that are written. Adding is commutative, so the order of batches and nodes does not matter.
package struct EventFold: Sendable {
    package private(set) var sums: [EventScope: [EventCell: Int64]] = [:]
    package private(set) var pages: [PageScope: PageSums] = [:]
    package private(set) var visits: [VisitScope: Visit] = [:]
    package private(set) var visitors: [EventVisitor.Scope: EventVisitor] = [:]
    package private(set) var failures: [EventFailure] = []
    /// What is left of the minute's room when all were added.
    package private(set) var room: EventRoom

    /// The day of a moment, in days since 1970, by the installation's time zone.
    private let day: @Sendable (Instant) -> Int64
    /// The minute that was asked for last and its day: asking a time zone takes longer than all the rest.
    private var lastDay: (minute: Int64, day: Int64) = (.min, 0)

    package init(room: EventRoom, day: @escaping @Sendable (Instant) -> Int64) {
        (self.room, self.day) = (room, day)
    }

    package mutating func add(_ batch: EventBatch) {
        let (app, receipt, draw) = (batch.app, batch.receipt, batch.draw?.key ?? "")
        for event in batch.events {
            let minute = event.at.milliseconds.floorDivided(by: 60_000)
            if lastDay.minute != minute { lastDay = (minute, day(event.at)) }
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
            if let failure = event.failure(of: app, receipt), room.takeFailure(of: app) { failures.append(failure) }
            add(event, of: batch, on: lastDay.day, draw: draw)
        }
    }

    /// The user's own rows.
    private mutating func add(_ event: RuntimeEvent, of batch: EventBatch, on day: Int64, draw: String) {
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
                counts: batch.draw?.counts ?? true
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
        let fresh = EventVisitor(first: event.at, lastDay: day)
        var visitor = visitors[EventVisitor.Scope(app: batch.app, pseudonym: pseudonym)] ?? fresh
        visitor.first = min(visitor.first, fresh.first)
        visitor.lastDay = max(visitor.lastDay, fresh.lastDay)
        visitors[EventVisitor.Scope(app: batch.app, pseudonym: pseudonym)] = visitor
    }
}

/// Names of pages and rows of failures that a mini program may still have within a minute: what a host app sends must not be
/// able to grow the database by itself. By the server's clock, on each node.
package struct EventRoom: Sendable {
    private var minute: Int64 = .min
    private var pages: [ID<MiniProgram>: Set<String>] = [:]
    private var failures: [ID<MiniProgram>: Int] = [:]

    package init() {}

    /// Begins anew with each minute.
    package mutating func tick(at now: Instant) {
        let minute = now.milliseconds.floorDivided(by: 60_000)
        if minute != self.minute { (self.minute, pages, failures) = (minute, [:], [:]) }
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
