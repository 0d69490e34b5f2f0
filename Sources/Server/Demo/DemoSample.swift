import Foundation

/// One of the sample mini programs that the program carries.
struct DemoSample {
    private let files: [String: [UInt8]]
    /// The picture under `logos/`, as a person would send it.
    let logo: [UInt8]?

    /// Nil when there is none of this name.
    init?(named name: String) {
        let prefix = name + "/"
        var files: [String: [UInt8]] = [:]
        for (path, content) in EmbeddedSamples.all where path.hasPrefix(prefix) {
            guard let bytes = Data(base64Encoded: content) else { return nil }
            files[String(path.dropFirst(prefix.count))] = [UInt8](bytes)
        }
        guard !files.isEmpty else { return nil }
        self.files = files
        logo = EmbeddedSamples.all["logos/\(name).png"].flatMap { Data(base64Encoded: $0) }.map { [UInt8]($0) }
    }

    /// A ZIP of its files with a change: the same bytes each time.
    func package(leavingOut removed: Set<String>, adding added: [String: String]) throws -> [UInt8] {
        var files = self.files.filter { !removed.contains($0.key) }
        for (path, text) in added { files[path] = Array(text.utf8) }
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try PackageWriter.write(files.map { PackageWriter.Entry(name: $0.key, content: .bytes($0.value)) }, to: path)
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }
}
