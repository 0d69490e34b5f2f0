import Domain
import Foundation

/// A mini program's folder on a developer's machine: which of its files belong into the package.
package struct ProjectFolder: Sendable {
    package struct File: Sendable {
        /// Its path in the package, with `/` between folders.
        package let name: String
        /// Where it lies on disk.
        package let path: String
    }

    /// In the order of their names, so that the same folder makes the same package.
    package let files: [File]

    /// What no package needs, besides everything whose name begins with a dot: version control, settings of editors, and
    /// `.env` files, which would take secrets along.
    private static let neverPacked: Set<String> = ["node_modules", "Thumbs.db", "__MACOSX"]

    /// What of `mini.project.json` says how to pack.
    private struct Configuration: Decodable {
        var miniprogramRoot: String?
        var uploadExclude: [String]?
    }

    /// Reads the folder. With `miniprogramRoot`, only what lies in that folder is packed; the patterns of `uploadExclude`
    /// start at the project's own folder all the same.
    ///
    /// Throws a `Refusal` for a link, a broken `mini.project.json` or a `miniprogramRoot` that is not there.
    package init(_ path: String) throws {
        let configuration = try Self.configuration(in: path)
        let root = try Self.root(configuration.miniprogramRoot ?? "", in: path)
        files = try Self.files(in: path, root: root, without: (configuration.uploadExclude ?? []).map(PathPattern.init))
    }

    /// Reads a folder that is no mini program's: nothing in it says what to leave out.
    package init(everythingIn path: String) throws { files = try Self.files(in: path, root: "", without: []) }

    private static func files(in path: String, root: String, without excluded: [PathPattern]) throws -> [File] {
        var files: [File] = []
        /// The path from the project's folder and the one in the package, each ending in a slash unless it is the top.
        func walk(_ below: String, _ packed: String) throws {
            for name in try FileManager.default.contentsOfDirectory(atPath: path + "/" + below) {
                let inside = below + name
                if name.hasPrefix(".") || neverPacked.contains(name) || excluded.contains(where: { $0.matches(inside) })
                {
                    continue
                }
                let full = path + "/" + inside
                switch try FileManager.default.attributesOfItem(atPath: full)[.type] as? FileAttributeType {
                case .typeRegular?: files.append(File(name: packed + name, path: full))
                case .typeDirectory?: try walk(inside + "/", packed + name + "/")
                default: throw Refusal.packageHasLink(inside)
                }
            }
        }
        try walk(root, "")
        return files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    private static func configuration(in path: String) throws -> Configuration {
        guard let data = FileManager.default.contents(atPath: path + "/mini.project.json") else {
            return Configuration()
        }
        do {
            return try JSONDecoder().decode(Configuration.self, from: data)
        } catch {
            throw refusal(
                "PROJECT_BROKEN",
                "mini.project.json 不是有效的 JSON，或 miniprogramRoot、uploadExclude 的类型不对，请先改正。",
                "mini.project.json is not valid JSON, or miniprogramRoot or uploadExclude has a wrong type. Mend it first."
            )
        }
    }

    /// The folder that is packed, from the project's folder: empty, or ending in a slash.
    private static func root(_ declared: String, in path: String) throws -> String {
        let parts = declared.split(separator: "/").filter { $0 != "." }
        var isFolder: ObjCBool = false
        let root = parts.map { $0 + "/" }.joined()
        let isThere = FileManager.default.fileExists(atPath: path + "/" + root, isDirectory: &isFolder)
        guard !declared.hasPrefix("/"), !parts.contains(".."), isThere, isFolder.boolValue else {
            throw refusal(
                "PROJECT_ROOT_MISSING",
                "miniprogramRoot 指向的目录“\(PackageName.shown(declared))”不在项目里。请先构建，或改正它。",
                "miniprogramRoot names “\(PackageName.shown(declared))”, which is no folder of the project. "
                    + "Build first, or correct it."
            )
        }
        return root
    }

    private static func refusal(_ code: String, _ zh: String, _ en: String) -> Refusal {
        Refusal(code: code, status: 422, words: Words(zh, en))
    }
}
