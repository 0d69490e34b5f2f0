import Domain
import Storage

/// Changes of what a version says about itself.
struct DescriptionWrites {
    let db: any Writing

    func describe(
        _ version: ID<Version>,
        description: String,
        isForwardOnly: Bool,
        lowestBaseLibrary: String
    ) throws {
        let library = lowestBaseLibrary.isEmpty ? nil : lowestBaseLibrary
        try db.execute(
            """
            UPDATE version SET description = \(description), forward_only = \(isForwardOnly),
                lowest_base_library = \(library)
            WHERE id = \(version)
            """
        )
    }
}
