import Domain
import Storage

/// What refers to pictures.
struct PictureQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    /// Whether a picture belongs to anything still: a person, a mini program, a submission.
    func isReferenced(_ hash: String) throws -> Bool {
        try db.first(
            """
            SELECT 1 AS one WHERE EXISTS (SELECT 1 FROM person WHERE picture = \(hash))
                OR EXISTS (SELECT 1 FROM mini_program WHERE logo = \(hash))
                OR EXISTS (SELECT 1 FROM picture WHERE hash = \(hash))
                OR EXISTS (SELECT 1 FROM feedback_picture WHERE hash = \(hash))
                OR EXISTS (SELECT 1 FROM published_information WHERE logo = \(hash))
            """
        ) != nil
    }
}
