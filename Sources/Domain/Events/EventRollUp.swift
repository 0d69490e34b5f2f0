/// The lengths of time that sums are kept for, beside the minute.
package enum FigureUnit: String, CaseIterable, Sendable {
    case hour = "h"
    case day = "d"
}

/// Where sums of an hour or a day stand. `at` is in hours or days since 1970, as clocks in the installation's time zone show
/// them, so that 24 hours make a day.
package struct FigureScope: Hashable, Sendable {
    package let app: ID<MiniProgram>
    package let unit: FigureUnit
    package let at: Int64
    package let number: VersionNumber
    package let stage: RuntimeReceipt.Stage
}

/// A page on a day.
package struct PageDay: Hashable, Sendable {
    package let app: ID<MiniProgram>
    package let day: Int64
    package let page: String
    package let number: VersionNumber
    package let stage: RuntimeReceipt.Stage
}

/// A user of a version on a day.
package struct Attendance: Hashable, Sendable {
    package let app: ID<MiniProgram>
    package let pseudonym: String
    package let day: Int64
    package let number: VersionNumber
    package let stage: RuntimeReceipt.Stage

    package init(
        app: ID<MiniProgram>,
        pseudonym: String,
        day: Int64,
        number: VersionNumber,
        stage: RuntimeReceipt.Stage
    ) {
        (self.app, self.pseudonym, self.day, self.number, self.stage) = (app, pseudonym, day, number, stage)
    }
}

/// Hours of one day, as bits.
package struct HoursOfDay: OptionSet, Hashable, Sendable {
    package let rawValue: Int64
    package init(rawValue: Int64) { self.rawValue = rawValue }

    /// The hour of the day that an hour since 1970 is.
    package init(hour: Int64) { rawValue = 1 << (hour - hour.floorDivided(by: 24) * 24) }

    package var all: [Int64] { (0..<24).filter { rawValue >> $0 & 1 == 1 } }
    package var first: Int64? { rawValue == 0 ? nil : Int64(rawValue.trailingZeroBitCount) }
}

extension EventFold {
    /// The sums of the hours and days that the minutes belong to.
    ///
    /// They are written with the minutes, in the same transaction: a batch counts in all of them or in none, late or not, and
    /// nothing has to be rolled up before minutes are forgotten.
    package var figures: [FigureScope: [EventCell: Int64]] {
        var figures: [FigureScope: [EventCell: Int64]] = [:]
        for (scope, cells) in sums {
            guard let hour = hours[scope.minute] else { continue }
            for (unit, at) in [(FigureUnit.hour, hour), (.day, hour.floorDivided(by: 24))] {
                let key = FigureScope(app: scope.app, unit: unit, at: at, number: scope.number, stage: scope.stage)
                figures[key, default: [:]].merge(cells) { $0 + $1 }
            }
        }
        return figures
    }

    package var pageDays: [PageDay: PageSums] {
        var days: [PageDay: PageSums] = [:]
        for (page, sums) in pages {
            guard let hour = hours[page.scope.minute] else { continue }
            let key = PageDay(
                app: page.scope.app,
                day: hour.floorDivided(by: 24),
                page: page.page,
                number: page.scope.number,
                stage: page.scope.stage
            )
            days[key, default: PageSums()] += sums
        }
        return days
    }
}
