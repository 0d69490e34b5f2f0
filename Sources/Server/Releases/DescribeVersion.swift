package import Domain
import Storage

/// Changes what a version says about itself: whether it only goes forward, its description, the base library that it needs.
package struct DescribeVersion: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// What to change; nil leaves it as it is.
    package struct Wish: Sendable {
        package var isForwardOnly: Bool?
        package var description: String?
        /// `x.y.z`; empty leaves it to the package's own.
        package var lowestBaseLibrary: String?

        package init() {}
    }

    /// The description is fixed while the version is with the reviewers or later: it is part of what they decided on.
    package func callAsFunction(_ number: VersionNumber, of app: AuthorisedApp, _ wish: Wish) async throws {
        try app.require(.versionDescribe)
        let description = try wish.description.map(Self.description)
        let library = try wish.lowestBaseLibrary.map(Self.baseLibrary)
        try await platform.change(by: try app.person()) { change in
            guard try InformationWrites(db: change.db).lock(app.id),
                let version = try VersionQueries(change.db).version(number, of: app.id)
            else { throw Refusal.notFound }
            var fields: [String] = []
            if let description, description != version.description {
                guard version.status == .development else { throw Refusal.descriptionIsFixed }
                fields.append("description")
            }
            if let isForwardOnly = wish.isForwardOnly, isForwardOnly != version.isForwardOnly {
                fields.append("forward_only")
            }
            if let library, library != (version.lowestBaseLibrary ?? "") { fields.append("lowest_base_library") }
            guard !fields.isEmpty else { return }
            try DescriptionWrites(db: change.db).describe(
                version.id,
                description: description ?? version.description,
                isForwardOnly: wish.isForwardOnly ?? version.isForwardOnly,
                lowestBaseLibrary: library ?? version.lowestBaseLibrary ?? ""
            )
            let event = JournalEvent.versionChanged(
                version: version.id,
                number: number,
                fields: fields,
                isForwardOnly: fields.contains("forward_only") ? wish.isForwardOnly : nil
            )
            try change.record(event, in: app.id)
        }
    }

    private static func description(_ typed: String) throws -> String {
        let text = PlainText.lines(typed)
        guard TextLength.weighted(text) <= VersionRules.longestDescription else {
            let words = Words(
                "说明最多 \(VersionRules.longestDescription)（一个汉字算 2）。",
                "A description has at most \(VersionRules.longestDescription) (a Chinese character counts 2)."
            )
            throw Refusal.invalid([FieldProblem(field: "description", words: words)])
        }
        return text
    }

    private static func baseLibrary(_ typed: String) throws -> String {
        let text = PlainText.line(typed)
        guard text.isEmpty || VersionNumber(text) != nil else {
            let words = Words("最低基础库的格式是 x.y.z，例如 2.8.0。", "A base library is x.y.z, like 2.8.0.")
            throw Refusal.invalid([FieldProblem(field: "lowest_base_library", words: words)])
        }
        return text
    }
}

extension Refusal {
    static let descriptionIsFixed = conflict(
        "VERSION_DESCRIPTION_FIXED",
        Words("提审后说明不能再改；退回开发后可以。", "Once submitted, the description stands. Return it to development first.")
    )
}
