extension Schema {
    static let reviewFigures = [
        // Whatever the figures of the console are counted from, side by side: a thousand decisions lie on a thousand pages
        // of the table, but on a few of this.
        "DROP INDEX submission_by_decision",
        """
        CREATE INDEX submission_decided ON submission (closed_at, submitted_at, decision) WHERE decision IS NOT NULL
        """,
    ]
}
