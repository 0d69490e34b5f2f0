import Foundation

/// Runs `use` with a new empty folder, which is gone afterwards with all that is in it.
package func withTemporaryFolder<Result>(_ use: (String) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.path + "/steward-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try await use(folder)
}
