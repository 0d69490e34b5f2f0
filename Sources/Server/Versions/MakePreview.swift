package import Domain
import Storage

/// Lets members see an upload for 24 hours, without a version number or a slot.
package struct MakePreview: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// - Returns: the code of its link.
    package func callAsFunction(_ package: ReceivedPackage, in app: AuthorisedApp) async throws -> String {
        let (report, content) = (try package.report.stored(), package.content)
        let layout = package.report.layout
        return try await make(in: app) { _ in
            try package.keep()
            return Source(hash: content.sha256, size: Int64(content.size), layout: layout, report: report)
        }
    }

    /// Of a version that is there already.
    package func callAsFunction(of number: VersionNumber, in app: AuthorisedApp) async throws -> String {
        try await make(in: app) { db in
            let queries = VersionQueries(db)
            guard let version = try queries.version(number, of: app.id), let report = try queries.report(of: version.id)
            else { throw Refusal.notFound }
            return Source(
                hash: version.packageHash,
                size: version.packageSize,
                layout: version.layout,
                report: report
            )
        }
    }

    private struct Source {
        let hash: String
        let size: Int64
        let layout: InspectionReport.Layout
        let report: String
    }

    private func make(
        in app: AuthorisedApp,
        of source: @escaping @Sendable (any Reading) throws -> Source
    ) async throws -> String {
        try app.require(.versionPreview)
        let person = try app.person()
        let code = platform.world.code(length: SetExperience.codeLength)
        return try await platform.change(by: person) { change in
            guard try InformationWrites(db: change.db).lock(app.id) else { throw Refusal.notFound }
            let source = try source(change.db)
            let new = PreviewWrites.New(
                code: code,
                app: app.id,
                packageHash: source.hash,
                packageSize: source.size,
                layout: source.layout,
                report: source.report,
                uploader: person
            )
            let end = change.now.adding(seconds: VersionRules.previewSeconds)
            try PreviewWrites(db: change.db).add(new, at: change.now, until: end)
            try change.record(.previewMade(package: source.hash), in: app.id)
            return code
        }
    }

    /// Ends a preview now.
    package func end(_ code: String, in app: AuthorisedApp) async throws {
        try app.require(.versionPreview)
        let now = platform.world.now()
        let isEnded = try await platform.engine.write { try PreviewWrites(db: $0).end(code, of: app.id, at: now) }
        guard isEnded else { throw Refusal.notFound }
    }
}
