import Foundation

/// A file with these bytes in the system's temporary folder; gone when the last reference goes.
package final class TemporaryFile: Sendable {
    package let path: String

    package init(_ bytes: [UInt8], ending: String = "zip") throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).\(ending)").path
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
