import Crypto
import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite struct BlobTests {
    private static let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    private func withBlobs(_ test: (Blobs) async throws -> Void) async throws {
        try await withTemporaryFolder { try await test(Blobs(folder: $0 + "/blobs")) }
    }

    private func incomingFiles(_ blobs: Blobs) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: blobs.incomingFolder)
    }

    private func content(_ blobs: Blobs, _ name: String) throws -> [UInt8]? {
        FileManager.default.contents(atPath: try blobs.path(of: name)).map { [UInt8]($0) }
    }

    /// Sets the time at which a blob was last kept.
    private func age(_ blobs: Blobs, _ name: String, to instant: Instant) throws {
        let date = Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000)
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: try blobs.path(of: name))
    }

    @Test func `a content is found under its hash`() async throws {
        try await withBlobs { blobs in
            let name = try blobs.store(Array("abc".utf8))
            #expect(name == Self.abc)
            #expect(try blobs.path(of: name) == "\(blobs.folder)/ba/\(name.dropFirst(2))")
            #expect(try content(blobs, name) == Array("abc".utf8))
            #expect(try blobs.contains(name))
            #expect(try blobs.size(of: name) == 3)
            #expect(try incomingFiles(blobs).isEmpty)
            try blobs.remove(name)
            try blobs.remove(name)
            #expect(try !blobs.contains(name))
            #expect(try blobs.size(of: name) == nil)
        }
    }

    @Test func `pieces become one file, counted and hashed on the way`() async throws {
        try await withBlobs { blobs in
            let incoming = try blobs.incoming()
            let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            for start in stride(from: 0, to: bytes.count, by: 7_777) {
                try incoming.append(Array(bytes[start..<min(start + 7_777, bytes.count)]))
            }
            try incoming.append([])
            #expect(incoming.size == 300_000)
            let finished = try await incoming.finish()
            #expect(finished == Blobs.Content(sha256: Hex.text(SHA256.hash(data: bytes)), size: 300_000))
            #expect(try await incoming.finish() == finished)
            #expect(try !blobs.contains(finished.sha256))
            try incoming.keep()
            #expect(try content(blobs, finished.sha256) == bytes)
            #expect(throws: StorageError.self) { try incoming.append([1]) }
        }
    }

    @Test func `an empty file is a content too`() async throws {
        try await withBlobs { blobs in
            let name = try blobs.store([])
            #expect(try blobs.size(of: name) == 0)
        }
    }

    @Test func `what is not kept leaves nothing behind`() async throws {
        try await withBlobs { blobs in
            let discarded = try blobs.incoming()
            try discarded.append([1, 2, 3])
            let name = try await discarded.finish().sha256
            discarded.discard()
            discarded.discard()
            #expect(throws: StorageError.self) { try discarded.keep() }
            do {
                let forgotten = try blobs.incoming()
                try forgotten.append([4])
            }
            #expect(try incomingFiles(blobs).isEmpty)
            #expect(try !blobs.contains(name))
        }
    }

    @Test func `keeping may be repeated, as a transaction is`() async throws {
        try await withBlobs { blobs in
            let incoming = try blobs.incoming()
            try incoming.append(Array("abc".utf8))
            #expect(throws: StorageError.self) { try incoming.keep() }
            _ = try await incoming.finish()
            try incoming.keep()
            try incoming.keep()
            incoming.discard()
            #expect(try blobs.contains(Self.abc))
        }
    }

    @Test func `a content that is there is stored once and is young again`() async throws {
        try await withBlobs { blobs in
            let name = try blobs.store(Array("abc".utf8))
            try age(blobs, name, to: Instant(milliseconds: 1_000_000))
            #expect(try blobs.store(Array("abc".utf8)) == name)
            #expect(try incomingFiles(blobs).isEmpty)
            let removed = try blobs.sweep(keeping: [], olderThan: Instant(milliseconds: 2_000_000))
            #expect(removed.isEmpty)
            #expect(try blobs.contains(name))
        }
    }

    @Test func `a damaged file is put right by the next one with its content`() async throws {
        try await withBlobs { blobs in
            let name = try blobs.store(Array("abc".utf8))
            _ = FileManager.default.createFile(atPath: try blobs.path(of: name), contents: Data([65]))
            _ = try blobs.store(Array("abc".utf8))
            #expect(try content(blobs, name) == Array("abc".utf8))
        }
    }

    @Test func `the same content from many at once is one file`() async throws {
        try await withBlobs { blobs in
            let bytes = [UInt8](repeating: 9, count: 100_000)
            let names = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<20 { group.addTask { try await offCooperativePool { try blobs.store(bytes) } } }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            let name = try #require(names.first)
            #expect(names.count == 1)
            #expect(try content(blobs, name) == bytes)
            #expect(try incomingFiles(blobs).isEmpty)
        }
    }

    @Test func `a sweep removes what is neither needed nor young`() async throws {
        try await withBlobs { blobs in
            let old = Instant(milliseconds: 1_000_000)
            let (needed, young, left) = (try blobs.store([1]), try blobs.store([2]), try blobs.store([3]))
            try age(blobs, needed, to: old)
            try age(blobs, left, to: old)
            let stranger = blobs.folder + "/ab/readme"
            try FileManager.default.createDirectory(atPath: blobs.folder + "/ab", withIntermediateDirectories: true)
            _ = FileManager.default.createFile(atPath: stranger, contents: Data())
            try FileManager.default.setAttributes([.modificationDate: Date.distantPast], ofItemAtPath: stranger)
            #expect(try blobs.sweep(keeping: [needed], olderThan: old.adding(seconds: 1)) == [left])
            #expect(try blobs.contains(needed) && blobs.contains(young) && !blobs.contains(left))
            #expect(FileManager.default.fileExists(atPath: stranger))
            #expect(try blobs.sweep(keeping: [needed], olderThan: old.adding(seconds: 1)) == [])
        }
    }

    @Test func `what a crash left is removed at the next start, what is being written is not`() async throws {
        try await withBlobs { blobs in
            let living = try blobs.incoming()
            try living.append([1])
            _ = FileManager.default.createFile(atPath: blobs.incomingFolder + "/leftover", contents: Data([1, 2, 3]))
            #expect(try Blobs(folder: blobs.folder).recover() == 1)
            #expect(try incomingFiles(blobs).count == 1)
            let name = try await living.finish().sha256
            try living.keep()
            #expect(try blobs.contains(name))
            #expect(try blobs.recover() == 0)
        }
    }

    @Test func `a full disk is told and leaves no half file`() async throws {
        try await withBlobs { blobs in
            // A file in the folder whose bytes go to the device that is always full.
            let path = blobs.incomingFolder + "/full"
            _ = FileManager.default.createFile(atPath: path, contents: Data())
            let full = OpenFile(descriptor: open("/dev/full", O_WRONLY))
            let incoming = Blobs.Incoming(blobs: blobs, file: full, path: path)
            #expect {
                try incoming.append([1, 2, 3])
            } throws: { error in
                guard case StorageError.diskFull = error else { return false }
                return true
            }
            let left = try incomingFiles(blobs)
            #expect(left.isEmpty)
            #expect(throws: StorageError.self) { try incoming.finish() as Blobs.Content }
            #expect(throws: StorageError.self) { try incoming.keep() }
        }
    }

    @Test func `a folder that vanished is an error, not a crash`() async throws {
        try await withBlobs { blobs in
            let incoming = try blobs.incoming()
            try incoming.append([1])
            _ = try await incoming.finish()
            try FileManager.default.removeItem(atPath: blobs.folder)
            #expect(throws: StorageError.self) { try incoming.keep() }
            #expect(throws: StorageError.self) { try blobs.incoming() }
            #expect(throws: StorageError.self) { try blobs.store([1]) }
            #expect(try blobs.sweep(keeping: [], olderThan: Instant(milliseconds: .max)) == [])
            #expect(!FileManager.default.fileExists(atPath: blobs.folder))
        }
    }

    @Test(
        arguments: [
            "", "..", "../../etc/passwd", String(abc.dropLast()), abc + "0", abc.uppercased(), "ba/" + abc.dropFirst(3),
            String(abc.dropLast()) + "é", "ba" + String(repeating: "/", count: 62), String(abc.dropLast()) + "\0",
        ]
    )
    func `what is not a name never becomes a path`(_ name: String) async throws {
        try await withBlobs { blobs in
            #expect(throws: StorageError.self) { try blobs.path(of: name) }
            #expect(throws: StorageError.self) { try blobs.contains(name) }
            #expect(throws: StorageError.self) { try blobs.remove(name) }
        }
    }

    @Test(arguments: EngineKind.all)
    func `a blob is kept within the transaction that refers to it`(_ kind: EngineKind) async throws {
        try await withBlobs { blobs in
            try await TestDatabase.with(kind) { database in
                try await database.engine.execute("CREATE TABLE file (sha256 TEXT NOT NULL)")
                let incoming = try blobs.incoming()
                try incoming.append(Array("abc".utf8))
                let finished = try await incoming.finish()
                try await database.engine.write { transaction in
                    try incoming.keep()
                    try transaction.execute("INSERT INTO file (sha256) VALUES (\(finished.sha256))")
                }
                let row = try await database.engine.first("SELECT sha256 FROM file")
                #expect(try blobs.contains(try #require(row).text("sha256")))
            }
        }
    }
}
