import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Storage

/// Opening a mini program: a version by a member, the experience version and previews by whoever holds the link and may.
struct OpenRoutes {
    let platform: Platform
    let pages: Pages
    let keys: RunKeys

    func add(to routes: Routes) {
        routes.inApp(.get, "/apps/{app_id}/versions/{version}/open", .versionView) { try await version($0, $1, $2) }
        routes.open(.get, "/e/{code}", .experienceOpen) { try await experience($0, $1) }
        routes.open(.get, "/p/{code}", .experienceOpen) { try await preview($0, $1) }
    }

    private func version(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let number = try VersionRoutes.number(context)
        let found = try await platform.engine.read { db -> (VersionRow, String?, Experience?)? in
            guard let row = try VersionQueries(db).version(number, of: app.id) else { return nil }
            let experience = row.isExperience ? try ExperienceQueries(db).experience(of: app.id) : nil
            return (row, try VersionQueries(db).report(of: row.id), experience)
        }
        guard let (row, stored, experience) = found, let stored else { throw Refusal.notFound }
        let kind = row.isExperience ? Words("体验版", "Experience") : row.status.words
        let subject = RunPage.Subject(
            app: app.id,
            name: app.name,
            logo: app.logo,
            label: Words("\(kind.zh) \(number)", "\(kind.en) \(number)"),
            report: try InspectionReport(stored: stored),
            key: try await key(.version(row.id), row.layout, for: context.caller.person),
            link: experience.map { platform.settings.publicURL + Paths.experience($0.code) },
            path: Paths.openVersion(number, of: app.id),
            versionPath: Paths.version(number, of: app.id)
        )
        return try await show(subject, of: row.packageHash, isMember: true, request, context)
    }

    private func experience(_ request: Request, _ context: AppContext) async throws -> Response {
        let (code, now) = (try context.parameters.require("code"), platform.world.now())
        let found = try await platform.engine.read { db -> Found? in
            guard let (app, experience) = try ExperienceQueries(db).found(code: code),
                let standing = try MembershipQueries(db).standing(of: context.caller.person, in: app)
            else { return nil }
            let row = try ExperienceQueries(db).version(of: app)
            let report = try row.flatMap { try VersionQueries(db).report(of: $0.id) }
            return Found(
                app: app,
                name: standing.name,
                logo: standing.logo,
                role: standing.role,
                isOpen: experience.isOpen(at: now),
                version: row,
                report: report
            )
        }
        guard let found else { throw Refusal.notFound }
        let isMember = context.caller.decision(.versionView, as: found.role) == .allowed
        guard isMember || found.isOpen else { return try await gate(found, code: code, request, context) }
        guard let row = found.version, let stored = found.report else {
            return try await gate(found, isMember: isMember, isEmpty: true, request, context)
        }
        let subject = RunPage.Subject(
            app: found.app,
            name: found.name,
            logo: found.logo,
            label: Words("体验版 \(row.number)", "Experience \(row.number)"),
            report: try InspectionReport(stored: stored),
            key: try await key(
                .version(row.id),
                row.layout,
                for: isMember ? context.caller.person : nil,
                through: code
            ),
            link: platform.settings.publicURL + Paths.experience(code),
            path: Paths.experience(code),
            versionPath: isMember ? Paths.version(row.number, of: found.app) : nil
        )
        return try await show(subject, of: row.packageHash, isMember: isMember, request, context)
    }

    /// The same rule as for the experience version: members, and anybody while that one is open.
    private func preview(_ request: Request, _ context: AppContext) async throws -> Response {
        let (code, now) = (try context.parameters.require("code"), platform.world.now())
        let found = try await platform.engine.read { db -> (PreviewRow, Found)? in
            guard let row = try PreviewQueries(db).preview(code, at: now),
                let standing = try MembershipQueries(db).standing(of: context.caller.person, in: row.app)
            else { return nil }
            let experience = try ExperienceQueries(db).experience(of: row.app)
            let found = Found(
                app: row.app,
                name: standing.name,
                logo: standing.logo,
                role: standing.role,
                isOpen: experience?.isOpen(at: now) ?? false,
                version: nil,
                report: try PreviewQueries(db).report(of: code)
            )
            return (row, found)
        }
        guard let (row, found) = found, let stored = found.report else {
            let isOver = try await platform.engine.read { try PreviewQueries($0).isOver(code, at: now) }
            guard isOver else { throw Refusal.notFound }
            return try over(request, context)
        }
        let isMember = context.caller.decision(.versionView, as: found.role) == .allowed
        guard isMember || found.isOpen else { return try await gate(found, request, context) }
        let subject = RunPage.Subject(
            app: found.app,
            name: found.name,
            logo: found.logo,
            label: Words("预览", "Preview"),
            report: try InspectionReport(stored: stored),
            key: try await key(
                .preview(code),
                row.layout,
                for: isMember ? context.caller.person : nil,
                until: row.expiresAt
            ),
            link: platform.settings.publicURL + Paths.preview(code),
            path: Paths.preview(code),
            versionPath: nil,
            until: row.expiresAt
        )
        return try await show(subject, of: row.packageHash, isMember: isMember, request, context)
    }

    private struct Found: Sendable {
        let app: ID<MiniProgram>
        let name: String
        let logo: String?
        let role: MemberRole?
        let isOpen: Bool
        let version: VersionRow?
        let report: String?
    }

    /// A key for what runs here at once: web packages.
    private func key(
        _ subject: RunKey.Subject,
        _ layout: InspectionReport.Layout,
        for holder: ID<Person>?,
        through code: String? = nil,
        until end: Instant? = nil
    ) async throws -> String? {
        guard layout == .web else { return nil }
        let longest = platform.world.now().adding(seconds: RunKey.seconds)
        return try await keys.text(
            of: RunKey(subject, for: holder, through: code, expires: min(longest, end ?? longest))
        )
    }

    /// The icons of the tab bar that is drawn, read from the package: small pictures only, at most ten.
    private func icons(_ report: InspectionReport, of package: String) async throws -> [String: String] {
        let tabs = (report.tabBar?.items ?? []).prefix(5)
        let names = Set(tabs.flatMap { [$0.icon, $0.activeIcon].compactMap(\.self) })
        guard !names.isEmpty else { return [:] }
        let path = try platform.blobs.path(of: package)
        var icons: [String: String] = [:]
        for name in names {
            // What is larger, or no picture, is drawn as a plain shape.
            guard let bytes = try? await platform.inspector.read(name, in: path, atMost: Self.largestIcon),
                let format = PictureFormat(sniffing: bytes)
            else { continue }
            icons[name] = "data:\(format.contentType);base64,\(Data(bytes).base64EncodedString())"
        }
        return icons
    }

    private static let largestIcon = 64 << 10

    private func show(
        _ subject: RunPage.Subject,
        of package: String,
        isMember: Bool,
        _ request: Request,
        _ context: AppContext
    ) async throws -> Response {
        var subject = subject
        if subject.key == nil { subject.icons = try await icons(subject.report, of: package) }
        let time = PageTime(platform)
        let model = try RunPage(subject, isMember: isMember, platform.settings, time, context.language)
        let page = Page(
            subject.key == nil ? "versions/drawn" : "versions/run",
            title: Words(subject.name, subject.name),
            subtitle: subject.label,
            model: model,
            back: model.back,
            isBare: !isMember
        )
        return try pages.render(page, request, context)
    }

    /// Strangers sign in first; who is signed in and no member is told whom to ask.
    private func gate(
        _ found: Found,
        code: String? = nil,
        isMember: Bool = false,
        isEmpty: Bool = false,
        _ request: Request,
        _ context: AppContext
    ) async throws -> Response {
        if !isEmpty, context.visitor.person == nil { throw Refusal.signInRequired }
        let person = context.visitor.person?.id
        let (names, asked, invitation) = try await platform.engine.read { db in
            (
                isEmpty ? [] : try MembershipQueries(db).administrators(of: found.app, limit: 3),
                isEmpty ? nil : try person.flatMap { try JoinRequestQueries(db).latest(of: $0, in: found.app) },
                isEmpty ? nil : try person.flatMap { try InvitationQueries(db).open(of: $0, in: found.app) }
            )
        }
        // Somebody who is invited already answers that.
        if let invitation, code != nil { return .redirect(to: Paths.invitation(invitation.id)) }
        let model = GatePage(
            tile: Tile(name: found.name, picture: found.logo),
            name: found.name,
            person: context.visitor.person?.name ?? "",
            administrators: names.joined(separator: context.language == .zh ? "、" : ", "),
            hasAdministrators: !names.isEmpty,
            isEmpty: isEmpty,
            isMember: isMember,
            versionsPath: Paths.versions(found.app),
            canAsk: !isEmpty && code != nil && asked?.state != .open,
            hasAsked: asked?.state == .open,
            askPath: code.map { "\(Paths.experience($0))/join" } ?? "",
            most: InvitationRules.noteLength
        )
        let page = Page(
            "versions/gate",
            title: Words(found.name, found.name),
            model: model,
            tab: .none,
            status: isEmpty ? .notFound : .forbidden,
            isBare: true
        )
        return try pages.render(page, request, context)
    }

    private func over(_ request: Request, _ context: AppContext) throws -> Response {
        let page = Page(
            "versions/preview-over",
            title: Words("这个预览已经失效", "This preview is over"),
            model: Nothing(),
            tab: .none,
            status: .gone,
            isBare: true
        )
        return try pages.render(page, request, context)
    }
}
