import Domain
import Foundation
import Server

/// The package of a project: a ZIP that was given, or a folder packed into a temporary one.
struct PackedProject: Sendable {
    let path: String
    let size: Int64

    /// Packs `project` if it is a folder, runs `body` with the package, and removes what was made for it.
    static func with<Result>(_ project: String, _ body: (PackedProject) async throws -> Result) async throws -> Result {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: project, isDirectory: &isFolder) else {
            throw Failure("There is no \(project). Give the mini program's folder, or a ZIP of it.")
        }
        guard isFolder.boolValue else { return try await body(PackedProject(at: project)) }
        return try await with(try ProjectFolder(project).files, body)
    }

    /// Packs the files, runs `body` with the package, and removes it.
    static func with<Result>(
        _ files: [ProjectFolder.File],
        _ body: (PackedProject) async throws -> Result
    ) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("steward-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("package.zip").path
        try PackageWriter.write(files, to: path)
        return try await body(PackedProject(at: path))
    }

    private init(at path: String) throws {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        self.path = path
        size = (attributes[.size] as? NSNumber)?.int64Value ?? 0
        // Said before minutes of sending.
        if size > Int64(PackageLimits.upload) { throw Refusal.packageTooLarge }
    }
}
