import Domain

/// Two versions side by side, as the API answers it.
struct CompareJSON: Encodable {
    struct File: Encodable {
        let path: String
        let change: String
        /// Bytes when unpacked; null where the package does not have it.
        let beforeBytes: Nullable<Int>
        let afterBytes: Nullable<Int>
        /// For a text that changed and was counted.
        let linesAdded: Int?
        let linesRemoved: Int?

        private enum CodingKeys: String, CodingKey {
            case path, change
            case beforeBytes = "before_bytes"
            case afterBytes = "after_bytes"
            case linesAdded = "lines_added"
            case linesRemoved = "lines_removed"
        }
    }

    struct Files: Encodable {
        let added: Int
        let removed: Int
        let changed: Int
        let unchanged: Int
        let items: [File]
    }

    /// A part's compressed bytes.
    struct Size: Encodable {
        /// `main`, `sub_package`, `whole`.
        let part: String
        let root: String?
        let before: Nullable<Int>
        let after: Nullable<Int>
    }

    struct Pages: Encodable {
        let added: [String]
        let removed: [String]
    }

    struct Findings: Encodable {
        let appeared: [InspectionJSON.FindingJSON]
        let gone: [InspectionJSON.FindingJSON]
        /// How often a rule found something, where a report does not list every place.
        let counts: [Count]
    }

    struct Count: Encodable {
        let rule: String
        let before: Int
        let after: Int
    }

    let from: String
    let to: String
    /// Null where a package cannot be read any more.
    let files: Nullable<Files>
    let unreadable: [String]
    let sizes: [Size]
    let pages: Pages
    let findings: Findings

    init(_ comparison: ComparePackages.Comparison, _ language: Language) {
        from = comparison.from.description
        to = comparison.to.description
        files = Nullable(comparison.files.map(Files.init))
        unreadable = comparison.unreadable.map(\.description)
        let report = comparison.report
        sizes = report.sizes.map(Size.init)
        pages = Pages(added: report.pagesAdded.map(\.path), removed: report.pagesRemoved.map(\.path))
        findings = Findings(
            appeared: report.appeared.map { InspectionJSON.FindingJSON($0, language) },
            gone: report.gone.map { InspectionJSON.FindingJSON($0, language) },
            counts: report.counts.map { Count(rule: $0.rule, before: $0.before, after: $0.after) }
        )
    }
}

extension CompareJSON.Files {
    fileprivate init(_ difference: PackageDifference) {
        self.init(
            added: difference.count(.added),
            removed: difference.count(.removed),
            changed: difference.count(.changed),
            unchanged: difference.unchanged,
            items: difference.changes.map { change in
                var lines: (added: Int, removed: Int)?
                if case .counted(let added, let removed)? = change.lines { lines = (added, removed) }
                return CompareJSON.File(
                    path: change.path,
                    change: change.kind.rawValue,
                    beforeBytes: Nullable(change.before?.size),
                    afterBytes: Nullable(change.after?.size),
                    linesAdded: lines?.added,
                    linesRemoved: lines?.removed
                )
            }
        )
    }
}

extension CompareJSON.Size {
    fileprivate init(_ size: ReportDifference.Size) {
        let (before, after) = (Nullable(size.before), Nullable(size.after))
        switch size.part {
        case .main: self.init(part: "main", root: nil, before: before, after: after)
        case .subPackage(let root): self.init(part: "sub_package", root: root, before: before, after: after)
        case .whole: self.init(part: "whole", root: nil, before: before, after: after)
        }
    }
}
