package import Domain
import Foundation

/// Inspects packages off the threads that answer requests: at most two at a time, the others wait their turn. The files that
/// a running mini program asks for have a line of their own, so that an upload never makes it wait.
package struct PackageInspector: Sendable {
    private let inspections: OperationQueue
    private let files: OperationQueue

    /// `width` is how many inspections run at once, and how many files are read besides.
    package init(width: Int = 2) {
        inspections = Self.queue("package inspection", width, .utility)
        files = Self.queue("package files", width, .userInitiated)
    }

    /// Inspects the archive at `path`; throws as `PackageArchive.inspect` does.
    package func inspect(file path: String) async throws -> InspectionReport {
        try await run { try PackageArchive.inspect(file: path) }
    }

    /// Reads one file of an accepted package; nil when there is none of this name.
    package func read(_ name: String, in path: String, atMost limit: Int) async throws -> [UInt8]? {
        try await Self.run(on: files) { try PackageArchive.open(path).read(name, atMost: limit) }
    }

    /// Runs what reads whole packages in the line of the inspections.
    func run<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        try await Self.run(on: inspections, body)
    }

    private static func queue(_ name: String, _ width: Int, _ quality: QualityOfService) -> OperationQueue {
        let queue = OperationQueue()
        queue.name = name
        queue.maxConcurrentOperationCount = width
        queue.qualityOfService = quality
        return queue
    }

    private static func run<T: Sendable>(
        on queue: OperationQueue,
        _ body: @escaping @Sendable () throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            queue.addOperation { continuation.resume(with: Result(catching: body)) }
        }
    }
}
