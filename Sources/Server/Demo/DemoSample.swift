import Foundation

/// One of the sample mini programs that the program carries.
struct DemoSample {
    private let files: [String: Data]
    /// The picture under `logos/`, as a person would send it.
    let logo: [UInt8]?

    /// Nil when there is none of this name.
    init?(named name: String) {
        let prefix = name + "/"
        var files: [String: Data] = [:]
        for (path, content) in EmbeddedSamples.all where path.hasPrefix(prefix) {
            guard let data = Data(base64Encoded: content) else { return nil }
            files[String(path.dropFirst(prefix.count))] = data
        }
        guard !files.isEmpty else { return nil }
        self.files = files
        logo = EmbeddedSamples.all["logos/\(name).png"].flatMap { Data(base64Encoded: $0) }.map { [UInt8]($0) }
    }

    /// Its package with a change, packed as a project on a disk is: the same bytes each time.
    func package(leavingOut removed: Set<String>, adding added: [String: String]) throws -> [UInt8] {
        var files = self.files.filter { !removed.contains($0.key) }
        for (path, text) in added { files[path] = Data(text.utf8) }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("steward-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let project = folder.appendingPathComponent("project")
        for (path, data) in files {
            let file = project.appendingPathComponent(path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try data.write(to: file)
        }
        let package = folder.appendingPathComponent("package.zip")
        try PackageWriter.write(try ProjectFolder(project.path).files, to: package.path)
        return [UInt8](try Data(contentsOf: package))
    }
}
