import Domain
import Storage

/// What pages ask about figures. Each question reads stretches of a primary key, as long as the time that is asked about.
struct InsightQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    /// Of which version and stage; nil for all.
    struct Filter: Hashable, Sendable {
        var number: VersionNumber?
        var stage: RuntimeReceipt.Stage?
    }

    private func condition(_ filter: Filter) -> Query {
        var query: Query = ""
        if let number = filter.number { query = query + " AND number = \(number.description)" }
        if let stage = filter.stage { query = query + " AND stage = \(stage)" }
        return query
    }

    /// Sums by hour or day; what nothing was reported for is left out.
    func sums(
        of app: ID<MiniProgram>,
        by unit: FigureUnit,
        _ times: ClosedRange<Int64>,
        _ measures: [EventMeasure],
        _ filter: Filter = Filter()
    ) throws -> [Int64: InsightSums] {
        let words = measures.map(\.rawValue)
        let rows = try db.rows(
            """
            SELECT at, measure, bucket, CAST(sum(amount) AS BIGINT) AS amount FROM event_figure
            WHERE app_id = \(app) AND unit = \(unit) AND \(Query.isIn("measure", words))
                AND at BETWEEN \(times.lowerBound) AND \(times.upperBound)\(condition(filter))
            GROUP BY at, measure, bucket
            """
        )
        var sums: [Int64: InsightSums] = [:]
        for row in rows {
            try sums[row.int64("at"), default: InsightSums()]
                .add(row.word("measure"), bucket: row.int("bucket"), row.int64("amount"))
        }
        return sums
    }

    /// Users by hour or day.
    func people(
        of app: ID<MiniProgram>,
        by unit: FigureUnit,
        _ times: ClosedRange<Int64>,
        _ filter: Filter = Filter()
    ) throws -> [Int64: InsightSums.People] {
        let rows = try db.rows(
            """
            SELECT at, visitors, arrivals, fresh, week, month FROM event_people
            WHERE app_id = \(app) AND unit = \(unit) AND number = \(filter.number?.description ?? "")
                AND stage = \(filter.stage?.rawValue ?? "") AND at BETWEEN \(times.lowerBound) AND \(times.upperBound)
            """
        )
        var people: [Int64: InsightSums.People] = [:]
        for row in rows {
            people[try row.int64("at")] = InsightSums.People(
                visitors: try row.int64("visitors"),
                arrivals: try row.int64("arrivals"),
                fresh: try row.int64("fresh"),
                week: try row.int64("week"),
                month: try row.int64("month")
            )
        }
        return people
    }

    /// Sums of each version over days.
    func versions(
        of app: ID<MiniProgram>,
        _ days: ClosedRange<Int64>,
        _ measures: [EventMeasure]
    ) throws -> [VersionNumber: InsightSums] {
        let rows = try db.rows(
            """
            SELECT number, measure, bucket, CAST(sum(amount) AS BIGINT) AS amount FROM event_figure
            WHERE app_id = \(app) AND unit = 'd' AND \(Query.isIn("measure", measures.map(\.rawValue)))
                AND at BETWEEN \(days.lowerBound) AND \(days.upperBound)
            GROUP BY number, measure, bucket
            """
        )
        var sums: [VersionNumber: InsightSums] = [:]
        for row in rows {
            guard let number = VersionNumber(try row.text("number")) else { continue }
            try sums[number, default: InsightSums()]
                .add(row.word("measure"), bucket: row.int("bucket"), row.int64("amount"))
        }
        return sums
    }

    /// The figures of the home page for two days, in one question.
    func home(of app: ID<MiniProgram>, _ days: ClosedRange<Int64>) throws -> [Int64: InsightSums] {
        let measures = HomeFigures.measures.map(\.rawValue)
        let rows = try db.rows(
            """
            SELECT at, '' AS measure, 0 AS bucket, visitors AS amount FROM event_people
            WHERE app_id = \(app) AND unit = 'd' AND number = '' AND stage = ''
                AND at BETWEEN \(days.lowerBound) AND \(days.upperBound)
            UNION ALL
            SELECT at, measure, bucket, CAST(sum(amount) AS BIGINT) AS amount FROM event_figure
            WHERE app_id = \(app) AND unit = 'd' AND \(Query.isIn("measure", measures))
                AND at BETWEEN \(days.lowerBound) AND \(days.upperBound)
            GROUP BY at, measure, bucket
            """
        )
        var sums: [Int64: InsightSums] = [:]
        for row in rows {
            let (at, amount) = (try row.int64("at"), try row.int64("amount"))
            if let measure = EventMeasure(rawValue: try row.text("measure")) {
                sums[at, default: InsightSums()].add(measure, bucket: try row.int("bucket"), amount)
            } else {
                sums[at, default: InsightSums()].people = InsightSums.People(visitors: amount)
            }
        }
        return sums
    }

    /// Users of some versions by day.
    func people(
        of app: ID<MiniProgram>,
        _ numbers: [VersionNumber],
        _ days: ClosedRange<Int64>
    ) throws -> [VersionNumber: [Int64: Int64]] {
        let rows = try db.rows(
            """
            SELECT number, at, visitors FROM event_people
            WHERE app_id = \(app) AND unit = 'd' AND \(Query.isIn("number", numbers.map(\.description))) AND stage = ''
                AND at BETWEEN \(days.lowerBound) AND \(days.upperBound)
            """
        )
        var people: [VersionNumber: [Int64: Int64]] = [:]
        for row in rows {
            guard let number = VersionNumber(try row.text("number")) else { continue }
            people[number, default: [:]][try row.int64("at")] = try row.int64("visitors")
        }
        return people
    }

    enum PageOrder: String, CaseIterable, Sendable { case views, stay, failures }

    struct PageRow: Sendable {
        let page: String
        let views: Int64
        /// Milliseconds; 0 where none is known.
        let stay: Int64
        let failures: Int64

        func key(_ order: PageOrder) -> Int64 {
            switch order {
            case .views: views
            case .stay: stay
            case .failures: failures
            }
        }
    }

    /// Pages over days, the most first.
    ///
    /// - Parameter after: the last of the page before: its number and name.
    func pages(
        of app: ID<MiniProgram>,
        _ days: ClosedRange<Int64>,
        _ filter: Filter,
        by order: PageOrder,
        after: (Int64, String)? = nil,
        limit: Int
    ) throws -> [PageRow] {
        let column = Query(stringLiteral: order.rawValue)
        let beyond: Query =
            after.map { "WHERE \(column) < \($0.0) OR (\(column) = \($0.0) AND page > \($0.1))" } ?? ""
        return try db.rows(
            """
            SELECT page, views, stay, failures FROM (
                SELECT page, CAST(sum(views) AS BIGINT) AS views,
                    CAST(CASE WHEN sum(stays) > 0 THEN sum(stay_time) / sum(stays) ELSE 0 END AS BIGINT) AS stay,
                    CAST(sum(failures) AS BIGINT) AS failures
                FROM event_page_day WHERE app_id = \(app)
                    AND day BETWEEN \(days.lowerBound) AND \(days.upperBound)\(condition(filter))
                GROUP BY page
            ) AS pages \(beyond) ORDER BY \(column) DESC, page LIMIT \(limit)
            """
        ).map {
            PageRow(
                page: try $0.text("page"),
                views: try $0.int64("views"),
                stay: try $0.int64("stay"),
                failures: try $0.int64("failures")
            )
        }
    }

    /// When events came last; nil when none ever did.
    func lastReport(of app: ID<MiniProgram>) throws -> Instant? {
        try db.first("SELECT last_at FROM event_app WHERE app_id = \(app)")?.instant("last_at")
    }
}
