import Domain
import Foundation

/// A project as it lies on a developer's disk: which of its files belong into the package.
///
/// Source: `mini.project.json`, format 2 (`miniprogramRoot`, `uploadExclude`).
package struct ProjectFolder: Sendable {
    /// The files to upload.
    package let entries: [PackageWriter.Entry]

    /// What cannot be uploaded, said to the person at the terminal.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    private struct Configuration: Decodable {
        var miniprogramRoot: String?
        var uploadExclude: [String]?
    }

    /// Never uploaded: what version control, package managers and systems leave behind, and the project's own settings.
    private static let always = [".*", "node_modules", "mini.project.json"]

    /// Reads the folder at `path`. Throws `Failure` for a broken `mini.project.json`, a root outside of the project, a link,
    /// or a folder without files.
    package init(path: String) throws {
        let base = URL(fileURLWithPath: path).standardizedFileURL
        let configuration = try Self.configuration(in: base)
        let root = base.appendingPathComponent(configuration.miniprogramRoot ?? "").standardizedFileURL
        guard root.path == base.path || root.path.hasPrefix(base.path + "/") else {
            throw Failure(description: "miniprogramRoot leads out of the project; name a folder inside it.")
        }
        let excluded = (Self.always + (configuration.uploadExclude ?? [])).map(GlobPattern.init)
        let depth = root.path == base.path ? "" : String(root.path.dropFirst(base.path.count + 1)) + "/"
        var entries: [PackageWriter.Entry] = []
        try Self.walk(root, below: "") { name, file in
            // Patterns are relative to the project; the name in the package is relative to the root.
            guard !excluded.contains(where: { $0.matches(depth + name) || $0.matches(name) }) else { return false }
            if let file { entries.append(PackageWriter.Entry(name: name, content: .file(path: file))) }
            return true
        }
        guard !entries.isEmpty else { throw Failure(description: "there is nothing to upload in \(root.path).") }
        self.entries = entries
    }

    private static func configuration(in base: URL) throws -> Configuration {
        let file = base.appendingPathComponent("mini.project.json")
        guard let data = try? Data(contentsOf: file) else { return Configuration() }
        do {
            return try JSONDecoder().decode(Configuration.self, from: data)
        } catch {
            throw Failure(description: "mini.project.json is not valid JSON; mend it or take it away.")
        }
    }

    /// Visits folders (without file) and files; what `visit` says no to is not entered.
    private static func walk(
        _ folder: URL,
        below prefix: String,
        _ visit: (_ name: String, _ file: String?) -> Bool
    ) throws {
        guard let children = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
            throw Failure(description: "cannot read the folder \(folder.path).")
        }
        for child in children.sorted() {
            let (url, name) = (folder.appendingPathComponent(child), prefix + child)
            let type = try FileManager.default.attributesOfItem(atPath: url.path)[.type] as? FileAttributeType
            switch type {
            case .typeDirectory: if visit(name, nil) { try walk(url, below: name + "/", visit) }
            case .typeRegular: _ = visit(name, url.path)
            case .typeSymbolicLink:
                if visit(name, nil) {
                    throw Failure(
                        description:
                            "\(name) is a link; packages hold files only. Copy the file, or list it in uploadExclude."
                    )
                }
            default: continue
            }
        }
    }
}
