import Foundation
import NIOCore
import Testing

@testable import Server

@Suite struct OpenFilesTests {
    private static func first(_ file: NIOFileHandle) throws -> UInt8 {
        var byte: UInt8 = 0
        try file.withUnsafeFileDescriptor { #expect(pread($0, &byte, 1, 0) == 1) }
        return byte
    }

    @Test func `each caller has a handle of its own, however many files there are`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(component: "open-files-\(UUID())").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let files = OpenFiles()
        var handles: [NIOFileHandle] = []
        for round in 0..<2 {
            for index in 0..<100 {
                let path = "\(folder)/\(index)"
                if round == 0 { try Data([UInt8(index)]).write(to: URL(filePath: path)) }
                handles.append(try await files.open(path))
            }
        }
        for (index, handle) in handles.enumerated() {
            #expect(try Self.first(handle) == UInt8(index % 100))
            try handle.close()
        }
    }

    @Test func `a file that is not there is an error, and one that was removed still is one`() async throws {
        let path = FileManager.default.temporaryDirectory.appending(component: "open-files-\(UUID())").path
        let files = OpenFiles()
        await #expect(throws: (any Error).self) { try await files.open(path) }
        try Data([7]).write(to: URL(filePath: path))
        let handle = try await files.open(path)
        try FileManager.default.removeItem(atPath: path)
        #expect(try Self.first(handle) == 7)
        try handle.close()
    }
}
