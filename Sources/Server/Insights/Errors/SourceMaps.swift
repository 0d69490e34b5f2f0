import Domain
import Foundation
import Storage
import Synchronization

/// The source maps that were uploaded with versions, read when a stack is shown.
final class SourceMaps: Sendable {
    private let blobs: Blobs
    /// The last few that were read; the largest take some ten megabytes each.
    private let kept = Mutex(RecentKeys<String, SourceMap>(most: 2))

    /// The largest map that is read; others stay unread, and stacks show the built script.
    private static let mostBytes = 32 << 20
    /// Maps that one page reads.
    private static let mostMaps = 4

    init(_ blobs: Blobs) { self.blobs = blobs }

    /// The source of every frame that one of the maps in the archive knows.
    func places(of frames: [StackFrame], in archive: String) async throws -> [StackFrame: SourceMap.Place] {
        let path = try blobs.path(of: archive)
        return try await offCooperativePool { [self] in
            let names = try ArchiveDirectory.read(try ArchiveFile(path)).entries.map(\.name)
            var (maps, places): ([String: SourceMap?], [StackFrame: SourceMap.Place]) = ([:], [:])
            for frame in frames {
                guard let name = Self.map(of: frame, among: names) else { continue }
                if maps[name] == nil, maps.count < Self.mostMaps {
                    maps[name] = .some(try map(name, in: path, key: "\(archive)/\(name)"))
                }
                if let map = maps[name] ?? nil { places[frame] = map.place(line: frame.line, column: frame.column) }
            }
            return places
        }
    }

    /// The map of a script: `a/b.js.map` for `…/a/b.js`, the one that agrees in the most folders.
    static func map(of frame: StackFrame, among names: [String]) -> String? {
        let script = frame.path.split(separator: "/")
        func agreement(_ name: String) -> Int {
            guard name.hasSuffix(".map") else { return 0 }
            let parts = name.dropLast(4).split(separator: "/")
            return zip(script.reversed(), parts.reversed()).prefix { $0 == $1 }.count
        }
        return names.map { (name: $0, agreement: agreement($0)) }.filter { $0.agreement > 0 }
            .max { ($0.agreement, $1.name) < ($1.agreement, $0.name) }?.name
    }

    /// Nil where the file is no map that can be read: the upload takes any archive.
    private func map(_ name: String, in path: String, key: String) throws -> SourceMap? {
        if let known = kept.withLock({ $0[key] }) { return known }
        guard let bytes = try? PackageArchive.open(path).read(name, atMost: Self.mostBytes),
            let file = try? JSONDecoder().decode(File.self, from: Data(bytes)), file.version == 3,
            let map = try? file.map
        else { return nil }
        kept.withLock { $0[key] = map }
        return map
    }

    private struct File: Decodable {
        let version: Int
        let sourceRoot: String?
        let sources: [String?]
        let sourcesContent: [String?]?
        let names: [String]?
        let mappings: String

        var map: SourceMap {
            get throws {
                try SourceMap(
                    mappings: mappings,
                    sources: sources.map { (sourceRoot ?? "") + ($0 ?? "?") },
                    contents: sourcesContent ?? [],
                    names: names ?? []
                )
            }
        }
    }
}
