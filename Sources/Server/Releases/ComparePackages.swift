package import Domain
import Logging
import Storage

/// Two versions side by side: their files, sizes, pages and findings.
package struct ComparePackages: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// One of the two.
    package struct Side: Sendable {
        package let number: VersionNumber
        /// The package's SHA-256.
        package let package: String
        package let report: InspectionReport

        package init(number: VersionNumber, package: String, report: InspectionReport) {
            (self.number, self.package, self.report) = (number, package, report)
        }
    }

    package struct Comparison: Sendable {
        package let from: VersionNumber
        package let to: VersionNumber
        /// Nil where one of the packages cannot be read any more.
        package let files: PackageDifference?
        /// The versions whose packages cannot be read.
        package let unreadable: [VersionNumber]
        package let report: ReportDifference
    }

    /// What the reports say is compared in any case; the packages are read in the line of the inspections.
    package func callAsFunction(_ old: Side, _ new: Side) async throws -> Comparison {
        let (before, after) = (try platform.blobs.path(of: old.package), try platform.blobs.path(of: new.package))
        let result = try await platform.inspector.run { () throws -> Files in
            do {
                return .read(try Self.difference(old.report.root, before, new.report.root, after))
            } catch {
                // One of them is gone or damaged: which, its directory says.
                let lost = [(old.number, before), (new.number, after)].filter { _, path in
                    (try? ArchiveDirectory.read(ArchiveFile(path))) == nil
                }
                return .unreadable(lost.isEmpty ? [old.number, new.number] : lost.map(\.0), "\(error)")
            }
        }
        let report = ReportDifference(from: old.report, to: new.report)
        switch result {
        case .read(let files):
            return Comparison(from: old.number, to: new.number, files: files, unreadable: [], report: report)
        case .unreadable(let lost, let cause):
            platform.logger.warning("a package cannot be compared", metadata: ["cause": "\(cause)"])
            return Comparison(from: old.number, to: new.number, files: nil, unreadable: lost, report: report)
        }
    }

    private enum Files: Sendable {
        case read(PackageDifference)
        case unreadable([VersionNumber], String)
    }

    private static func difference(
        _ oldRoot: String,
        _ before: String,
        _ newRoot: String,
        _ after: String
    ) throws -> PackageDifference {
        var difference = PackageDifference(
            from: try ArchiveDirectory.read(try ArchiveFile(before)),
            root: oldRoot,
            to: try ArchiveDirectory.read(try ArchiveFile(after)),
            root: newRoot
        )
        let texts = difference.changes.contains { $0.before?.isText == true && $0.after?.isText == true }
        guard texts else { return difference }
        let (old, new) = (try PackageArchive.open(before), try PackageArchive.open(after))
        try difference.countLines { one, other in
            guard let first = try old.read(one.name, atMost: LineDifference.mostBytes),
                let second = try new.read(other.name, atMost: LineDifference.mostBytes)
            else { return .notCounted }
            return LineDifference(from: first, to: second)
        }
        return difference
    }
}
