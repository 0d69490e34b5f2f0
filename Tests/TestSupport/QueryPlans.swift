package import Storage

/// A transaction that also asks SQLite how it would answer each question, for tests that no page's query goes through a whole
/// table. Works on SQLite only.
package final class QueryPlans: Reading {
    private let db: any Reading
    /// The steps that go through a table or an index from one end to the other: `SCAN member`.
    package private(set) var scans: [String] = []
    /// Every step of every plan, in SQLite's words.
    package private(set) var steps: [String] = []
    /// How many questions were asked.
    package private(set) var questions = 0

    package init(_ db: any Reading) { self.db = db }

    package var dialect: Dialect { db.dialect }

    package func rows(_ query: Query) throws -> [Row] {
        try explain(query)
        return try db.rows(query)
    }

    fileprivate func explain(_ query: Query) throws {
        questions += 1
        for step in try db.rows("EXPLAIN QUERY PLAN \(query)") {
            let detail = try step.text("detail")
            steps.append(detail)
            // A constant row is no table, and neither is what a sub-query has limited before.
            if detail.hasPrefix("SCAN"), !detail.hasPrefix("SCAN CONSTANT"), !detail.hasPrefix("SCAN (subquery") {
                scans.append(detail)
            }
        }
    }
}

/// The same for a transaction that writes.
package final class WritingQueryPlans: Writing {
    private let db: any Writing
    private let plans: QueryPlans

    package init(_ db: any Writing) { (self.db, plans) = (db, QueryPlans(db)) }

    package var dialect: Dialect { db.dialect }
    package var scans: [String] { plans.scans }
    package var steps: [String] { plans.steps }

    package func rows(_ query: Query) throws -> [Row] { try plans.rows(query) }

    package func execute(_ query: Query) throws -> Int {
        try plans.explain(query)
        return try db.execute(query)
    }
}
