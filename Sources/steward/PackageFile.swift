import ArgumentParser
import Foundation
import Server

/// What `--project` names, as one ZIP on this disk: a package as it is, or a folder packed for the occasion.
struct PackageFile: ~Copyable {
    let path: String
    private let isTemporary: Bool

    init(project: String) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: project, isDirectory: &isFolder) else {
            throw CommandFailed("There is no \(project). Name a folder or a ZIP.")
        }
        guard isFolder.boolValue else {
            (path, isTemporary) = (project, false)
            return
        }
        let name = "steward-\(UUID().uuidString).zip"
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
        try PackageWriter.write(try ProjectFolder(path: project).entries, to: file)
        (path, isTemporary) = (file, true)
    }

    deinit { if isTemporary { try? FileManager.default.removeItem(atPath: path) } }
}
