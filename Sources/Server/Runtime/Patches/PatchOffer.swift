import Domain
import HTTPTypes
import Storage

/// What a client that says which package it has is offered.
struct PatchOffer {
    let platform: Platform

    /// The patch; nil where there is none, and then it is asked for where that is allowed.
    func patch(_ pair: PatchPair) async throws -> FileAnswer? {
        let now = platform.world.now()
        let (known, mayAsk) = try await platform.engine.read { db in
            let queries = PatchQueries(db)
            let known = try queries.patch(pair)
            return (known, known == nil ? try queries.mayAsk(for: pair) != nil : false)
        }
        if mayAsk { try await platform.engine.write { try PatchWrites(db: $0).ask(for: pair, at: now) } }
        guard let file = known?.file else { return nil }
        // A data folder that was restored without its patches still has the packages.
        guard try platform.blobs.size(of: file.blob) == Int(file.size) else { return nil }
        return FileAnswer(
            path: try platform.blobs.path(of: file.blob),
            size: file.size,
            tag: "\"\(file.blob)\"",
            type: "application/zstd",
            cache: FileAnswer.forever,
            more: [.patchFrom: pair.base]
        )
    }
}

extension HTTPField.Name {
    /// Says that the body is a patch, and to which package. Letters and dashes always are a name.
    static let patchFrom = HTTPField.Name("steward-patch-from")!
}
