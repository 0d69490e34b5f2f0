/// Counts users once each, whatever comes in which order: by hour and day, for a version, a stage, and all together.
///
/// What is known of a user is compared before and after, and only the difference is counted. So a late event moves somebody's
/// arrival to an earlier hour, and one that comes twice changes nothing.
package struct VisitorCounts: Sendable {
    /// Where users are counted; nil stands for all versions or stages.
    package struct Scope: Hashable, Sendable {
        package let app: ID<MiniProgram>
        package let unit: FigureUnit
        package let at: Int64
        package let number: VersionNumber?
        package let stage: RuntimeReceipt.Stage?
    }

    package struct Change: Hashable, Sendable {
        package var visitors: Int64 = 0
        /// Those whose first visit of the day was in this hour: summed up to an hour they are the day's visitors until then.
        package var arrivals: Int64 = 0
        /// Those who were never there before.
        package var fresh: Int64 = 0
        /// Those who were there within 7 and 30 days, this one being the last; of all versions together.
        package var week: Int64 = 0
        package var month: Int64 = 0

        package var isNothing: Bool { self == Change() }
    }

    package private(set) var changes: [Scope: Change] = [:]
    /// What has become of the users' rows, where it is not as it was.
    package private(set) var attendance: [Attendance: HoursOfDay] = [:]
    package private(set) var visitors: [EventVisitor.Scope: EventVisitor] = [:]

    private let hour: @Sendable (Instant) -> Int64

    package init(hour: @escaping @Sendable (Instant) -> Int64) { self.hour = hour }

    /// A user's day.
    private struct Day: Hashable {
        let app: ID<MiniProgram>
        let pseudonym: String
        let day: Int64
    }

    /// - Parameters:
    ///   - known: the rows of all versions and stages of the same users on the same days.
    package mutating func add(_ new: [Attendance: HoursOfDay], known: [Attendance: HoursOfDay]) {
        var before: [Day: [Attendance: HoursOfDay]] = [:]
        for (key, hours) in known {
            before[Day(app: key.app, pseudonym: key.pseudonym, day: key.day), default: [:]][key] = hours
        }
        var after = before
        for (key, hours) in new {
            let day = Day(app: key.app, pseudonym: key.pseudonym, day: key.day)
            let merged = (known[key] ?? []).union(hours)
            guard merged != known[key] else { continue }
            after[day, default: [:]][key] = merged
            attendance[key] = merged
        }
        for (day, rows) in after where rows != before[day] { count(day, rows, before: before[day] ?? [:]) }
    }

    private mutating func count(_ day: Day, _ rows: [Attendance: HoursOfDay], before: [Attendance: HoursOfDay]) {
        let (old, new) = (Self.combined(before), Self.combined(rows))
        for (who, hours) in new {
            let known = old[who] ?? []
            guard hours != known else { continue }
            func at(_ hour: Int64) -> Scope {
                Scope(app: day.app, unit: .hour, at: day.day * 24 + hour, number: who.number, stage: who.stage)
            }
            for hour in hours.subtracting(known).all { changes[at(hour), default: Change()].visitors += 1 }
            if known.isEmpty {
                let scope = Scope(app: day.app, unit: .day, at: day.day, number: who.number, stage: who.stage)
                changes[scope, default: Change()].visitors += 1
            }
            if let first = hours.first, first != known.first {
                changes[at(first), default: Change()].arrivals += 1
                if let moved = known.first { changes[at(moved), default: Change()].arrivals -= 1 }
            }
        }
    }

    private struct Who: Hashable {
        let number: VersionNumber?
        let stage: RuntimeReceipt.Stage?
    }

    private static func combined(_ rows: [Attendance: HoursOfDay]) -> [Who: HoursOfDay] {
        var all: [Who: HoursOfDay] = [:]
        for (row, hours) in rows {
            for number in [row.number, nil] {
                for stage in [row.stage, nil] { all[Who(number: number, stage: stage), default: []].formUnion(hours) }
            }
        }
        return all
    }

    package mutating func add(
        _ new: [EventVisitor.Scope: EventVisitor],
        known: [EventVisitor.Scope: EventVisitor]
    ) {
        for (key, visitor) in new {
            let before = known[key]
            var after = before ?? visitor
            after.merge(visitor)
            guard after != before else { continue }
            visitors[key] = after
            if after.first != before?.first {
                countFirst(after.first, of: key.app, by: 1)
                if let before { countFirst(before.first, of: key.app, by: -1) }
            }
            var days = before?.days ?? []
            for day in after.days where !days.contains(day) {
                countWindows(day, beside: days, of: key.app)
                days.append(day)
            }
        }
    }

    private mutating func countFirst(_ first: EventVisitor.First, of app: ID<MiniProgram>, by amount: Int64) {
        let hour = hour(first.at)
        for (unit, at) in [(FigureUnit.hour, hour), (.day, hour.floorDivided(by: 24))] {
            for number in Set([first.number, nil]) {
                for stage in Set([first.stage, nil]) {
                    let scope = Scope(app: app, unit: unit, at: at, number: number, stage: stage)
                    changes[scope, default: Change()].fresh += amount
                }
            }
        }
    }

    /// A visit counts in every window that holds its day and in which the user was not counted for another one.
    private mutating func countWindows(_ day: Int64, beside days: [Int64], of app: ID<MiniProgram>) {
        let (before, after) = (days.filter { $0 < day }.max(), days.filter { $0 > day }.min())
        for (length, field) in [(Int64(7), \Change.week), (30, \Change.month)] {
            let begin = max(day, before.map { $0 + length } ?? day)
            let end = min(day + length - 1, after.map { $0 - 1 } ?? .max)
            guard begin <= end else { continue }
            for at in begin...end {
                let scope = Scope(app: app, unit: .day, at: at, number: nil, stage: nil)
                changes[scope, default: Change()][keyPath: field] += 1
            }
        }
    }
}
