/// Where sums stand: one mini program, minute, version and stage.
package struct EventScope: Hashable, Sendable {
    package let app: ID<MiniProgram>
    /// Minutes since 1970.
    package let minute: Int64
    package let number: VersionNumber
    package let stage: RuntimeReceipt.Stage
}

package struct EventCell: Hashable, Sendable {
    package let measure: EventMeasure
    package let bucket: Int
}

/// A page within a minute.
package struct PageScope: Hashable, Sendable {
    package let scope: EventScope
    package let page: String
}

package struct PageSums: Hashable, Sendable {
    package var views: Int64 = 0
    package var stays: Int64 = 0
    /// Milliseconds.
    package var stayTime: Int64 = 0
    /// JavaScript errors, white screens and resource errors.
    package var failures: Int64 = 0

    static func += (left: inout PageSums, right: PageSums) {
        left.views += right.views
        left.stays += right.stays
        left.stayTime += right.stayTime
        left.failures += right.failures
    }
}

/// A user of a version on a day, apart by the gray release and its share at the time.
package struct VisitScope: Hashable, Sendable {
    package let app: ID<MiniProgram>
    /// Days since 1970 by the installation's time zone.
    package let day: Int64
    /// `EventBatch.Draw.key`; empty where no gray release ran.
    package let draw: String
    /// Its share in ppm; 0 where none ran.
    package let share: Int
    package let number: VersionNumber
    package let stage: RuntimeReceipt.Stage
    package let pseudonym: String
}

package struct Visit: Hashable, Sendable {
    /// The first sign of life: an answer that was taken up counts.
    package var first: Instant
    /// The first launch or page view: from then on they are a visitor.
    package var visited: Instant?
    package var launch: Outcome?

    /// How the first launch went: what gray releases are judged by.
    package struct Outcome: Hashable, Sendable {
        package let at: Instant
        package let isSuccess: Bool
        package let total: Int64?
        package let hadPackage: Bool
        /// Whether the address had outcomes left.
        package let counts: Bool
    }

    mutating func merge(_ other: Visit) {
        first = min(first, other.first)
        visited = [visited, other.visited].compactMap(\.self).min()
        if let new = other.launch, launch.map({ new.at < $0.at }) ?? true { launch = new }
    }
}

/// A user of a mini program, ever.
package struct EventVisitor: Hashable, Sendable {
    package struct Scope: Hashable, Sendable {
        package let app: ID<MiniProgram>
        package let pseudonym: String

        package init(app: ID<MiniProgram>, pseudonym: String) { (self.app, self.pseudonym) = (app, pseudonym) }
    }

    /// The first visit of all, and what it was of; the version is unknown where it was written before that was kept.
    package struct First: Hashable, Sendable {
        package let at: Instant
        package let number: VersionNumber?
        package let stage: RuntimeReceipt.Stage?

        package init(at: Instant, number: VersionNumber?, stage: RuntimeReceipt.Stage?) {
            (self.at, self.number, self.stage) = (at, number, stage)
        }

        /// Of two visits at the same moment always the same comes first.
        func isBefore(_ other: First) -> Bool {
            (at.milliseconds, number?.description ?? "", stage?.rawValue ?? "")
                < (other.at.milliseconds, other.number?.description ?? "", other.stage?.rawValue ?? "")
        }
    }

    package var first: First
    package private(set) var lastDay: Int64
    /// The last 31 days as bits: bit 0 is `lastDay`, bit 1 the day before.
    package private(set) var recent: Int64

    package static let daysKept: Int64 = 31
    private static let mask: Int64 = 1 << daysKept - 1

    package init(first: First, day: Int64) { self.init(first: first, lastDay: day, recent: 1) }

    package init(first: First, lastDay: Int64, recent: Int64) {
        (self.first, self.lastDay, self.recent) = (first, lastDay, recent)
    }

    package mutating func merge(_ other: EventVisitor) {
        if other.first.isBefore(first) { first = other.first }
        let last = max(lastDay, other.lastDay)
        recent = Self.moved(recent, by: last - lastDay) | Self.moved(other.recent, by: last - other.lastDay)
        lastDay = last
    }

    /// The days that are known of, in order.
    package var days: [Int64] {
        (0..<Self.daysKept).reversed().filter { recent >> $0 & 1 == 1 }.map { lastDay - $0 }
    }

    private static func moved(_ bits: Int64, by days: Int64) -> Int64 { days < daysKept ? bits << days & mask : 0 }
}

/// A failure that is kept as it came.
package struct EventFailure: Hashable, Sendable {
    package let app: ID<MiniProgram>
    package let receipt: RuntimeReceipt
    package let at: Instant
    package let kind: RuntimeEvent.Kind
    /// The address or interface concerned.
    package let subject: String?
    /// A status, an interface's code, a resource's type.
    package let code: String?
    package let message: String?
    package let stack: String?
    package let page: String?
    package let phone: RuntimeEvent.Phone
    /// Which error it is.
    package let fingerprint: ErrorFingerprint
}

extension RuntimeEvent {
    /// What of it is kept as a row; nil where nothing failed.
    func failure(of app: ID<MiniProgram>, _ receipt: RuntimeReceipt) -> EventFailure? {
        func row(
            _ subject: String?,
            _ code: String?,
            _ message: String?,
            _ stack: String?,
            _ page: String?
        ) -> EventFailure {
            EventFailure(
                app: app,
                receipt: receipt,
                at: at,
                kind: kind,
                subject: subject,
                code: code,
                message: message,
                stack: stack,
                page: page,
                phone: phone,
                fingerprint: ErrorFingerprint(
                    kind: kind,
                    subject: subject,
                    code: code,
                    message: message,
                    stack: stack,
                    page: page
                )
            )
        }
        switch what {
        case .launch(let it) where !it.isSuccess: return row(nil, nil, it.message, it.stack, it.page)
        case .scriptError(let message, let stack, let page): return row(nil, nil, message, stack, page)
        case .http(let it) where !it.isSuccess, .jsapi(let it) where !it.isSuccess:
            return row(it.subject, it.code, it.message, nil, it.page)
        case .whiteScreen(let page): return row(nil, nil, nil, nil, page)
        case .resourceError(let url, let type, let page): return row(url, type, nil, nil, page)
        case .launch, .http, .jsapi, .pageView, .share, .exposure: return nil
        }
    }
}
