/// What a package is and what is wrong with it. Stored as JSON with the version and read for ever.
///
/// Members are only added, as optionals; `rulesVersion` says which catalogue made it.
package struct InspectionReport: Hashable, Sendable, Codable {
    /// The catalogue's version when this report was made.
    package var rulesVersion: Int
    package var layout: Layout
    /// The folder inside the archive in which the mini program lies: empty, or ending in `/`.
    package var root: String
    /// The name and the version that the package gives itself.
    package var name: String?
    package var declaredVersion: String?
    /// The lowest base library that the package asks for, if it does.
    package var lowestBaseLibrary: String?
    /// Heaviest first; see `leftOut`.
    package var findings: [Finding]
    /// How many further findings of a rule were counted but not listed.
    package var leftOut: [String: Int]
    /// The home page is the first. At most 1,000 are listed.
    package var pages: [PageEntry]
    package var window: WindowLook
    package var tabBar: TabBarLook?
    package var subPackages: [SubPackage]
    /// Compressed bytes: of the main package, and of all entries.
    package var mainBytes: Int
    package var wholeBytes: Int
    /// Bytes when unpacked.
    package var unpackedBytes: Int
    package var fileCount: Int

    package enum Layout: String, CaseIterable, Sendable, Codable { case alipay, w3c, web, unknown }

    /// A page as declared: its path without ending, its title if it has one, the sub-package it lies in.
    package struct PageEntry: Hashable, Sendable, Codable {
        package var path: String
        package var title: String?
        package var subPackage: String?

        package init(path: String, title: String? = nil, subPackage: String? = nil) {
            (self.path, self.title, self.subPackage) = (path, title, subPackage)
        }
    }

    /// The window as declared. Colours are `#` and 3, 6 or 8 hex digits, safe in a style attribute; anything else is nil.
    package struct WindowLook: Hashable, Sendable, Codable {
        package var title: String?
        package var barColor: String?
        package var barText: String?
        package var background: String?

        package init(title: String? = nil, barColor: String? = nil, barText: String? = nil, background: String? = nil) {
            (self.title, self.barColor, self.barText, self.background) = (title, barColor, barText, background)
        }
    }

    package struct TabBarLook: Hashable, Sendable, Codable {
        package var color: String?
        package var selectedColor: String?
        package var background: String?
        package var items: [Tab]
    }

    /// One tab: the page it opens, its label, its icons as names of entries in the archive (present ones only).
    package struct Tab: Hashable, Sendable, Codable {
        package var page: String
        package var name: String
        package var icon: String?
        package var activeIcon: String?
    }

    package struct SubPackage: Hashable, Sendable, Codable {
        package var root: String
        package var pageCount: Int
        /// Compressed bytes.
        package var bytes: Int

        package init(root: String, pageCount: Int, bytes: Int) {
            (self.root, self.pageCount, self.bytes) = (root, pageCount, bytes)
        }
    }

    package var home: String? { pages.first?.path }
    package var hasErrors: Bool { findings.contains { $0.severity == .error } }

    /// How many findings there are of one severity, the ones left out included.
    package func count(_ severity: Severity) -> Int {
        findings.count { $0.severity == severity }
            + leftOut.reduce(0) { $0 + (Rule.named($1.key)?.severity == severity ? $1.value : 0) }
    }
}
