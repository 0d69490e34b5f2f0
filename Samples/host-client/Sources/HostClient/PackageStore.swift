import Foundation

/// A version whose package is here, or was.
public struct InstalledVersion: Hashable, Sendable, Codable {
    public let version: String
    public let stage: Answer.Stage
    public let package: Answer.Package
    /// What its events carry back.
    public let receipt: String
}

/// Packages on the disk, named by their SHA-256. A file under its final name is whole and right.
struct PackageStore {
    let folder: URL

    init(folder: URL) throws {
        self.folder = folder
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func file(_ sha256: String) -> URL { folder.appending(path: "\(sha256).zip") }

    /// What was received so far of a package.
    func part(_ sha256: String) -> URL { folder.appending(path: "\(sha256).part") }

    func has(_ package: Answer.Package) -> Bool { size(of: file(package.sha256)) == package.size }

    func size(of file: URL) -> Int? {
        // A URL remembers what it was told of its file; attributes by path are always fresh.
        (try? FileManager.default.attributesOfItem(atPath: file.path))?[.size] as? Int
    }

    /// Moves what was received to its final name, if it is what was announced; throws it away otherwise.
    func place(_ package: Answer.Package) throws {
        let part = part(package.sha256)
        guard size(of: part) == package.size, try Fingerprint(ofFile: part).hex == package.sha256 else {
            try? FileManager.default.removeItem(at: part)
            throw CheckFailure.wrongPackage
        }
        // On the disk before the name says so: the power may go.
        let handle = try FileHandle(forUpdating: part)
        try handle.synchronize()
        try handle.close()
        try? FileManager.default.removeItem(at: file(package.sha256))
        try FileManager.default.moveItem(at: part, to: file(package.sha256))
    }

    /// Removes every file but those of these packages, what was received so far of them included.
    func keep(_ packages: [Answer.Package]) {
        let kept = Set(packages.flatMap { [file($0.sha256), part($0.sha256)] }.map(\.lastPathComponent))
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] where !kept.contains(name)
        {
            try? FileManager.default.removeItem(at: folder.appending(path: name))
        }
    }
}
