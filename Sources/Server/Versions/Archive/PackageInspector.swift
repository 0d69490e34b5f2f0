package import Domain
import Foundation

/// Inspects packages off the threads that answer requests: at most two at a time, the others wait their turn.
package struct PackageInspector: Sendable {
    private let queue: OperationQueue

    /// `width` is how many inspections run at once.
    package init(width: Int = 2) {
        queue = OperationQueue()
        queue.name = "package inspection"
        queue.maxConcurrentOperationCount = width
        queue.qualityOfService = .utility
    }

    /// Inspects the archive at `path`; throws as `PackageArchive.inspect` does.
    package func inspect(file path: String) async throws -> InspectionReport {
        try await run { try PackageArchive.inspect(file: path) }
    }

    /// Reads one file of an accepted package; nil when there is none of this name.
    package func read(_ name: String, in path: String, atMost limit: Int) async throws -> [UInt8]? {
        try await run { try PackageArchive.open(path).read(name, atMost: limit) }
    }

    /// Runs what reads packages in the same line.
    func run<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            queue.addOperation { continuation.resume(with: Result(catching: body)) }
        }
    }
}
