import Domain
import Hummingbird

/// What developers read about submissions: why versions are rejected, and the agreement.
struct GuideRoutes {
    let pages: Pages

    func add(to routes: Routes) {
        routes.open(.get, Paths.refusals, .installationRead) { request, context in
            let page = Page(
                "review/refusals",
                title: Words("常见驳回类型", "Why versions are rejected"),
                model: RefusalsPage(context.language),
                back: Paths.home
            )
            return try pages.render(page, request, context)
        }
        routes.signedIn(.get, Paths.agreement, .installationRead) { request, context, _ in
            try agreement(Agreement.current, request, context)
        }
        routes.signedIn(.get, "/agreement/{version}", .installationRead) { request, context, _ in
            guard let agreement = Agreement.named(try context.parameters.require("version")) else {
                throw Refusal.notFound
            }
            return try self.agreement(agreement, request, context)
        }
    }

    private func agreement(_ agreement: Agreement, _ request: Request, _ context: AppContext) throws -> Response {
        let model = AgreementPage(agreement, context.language)
        let page = Page("review/agreement", title: agreement.title, model: model, back: Paths.home)
        return try pages.render(page, request, context)
    }
}

/// Every reason for a rejection, with what to do about it.
struct RefusalsPage: Sendable {
    struct Group: Sendable {
        let title: String
        let types: [Kind]
    }

    struct Kind: Sendable {
        let id: String
        let anchor: String
        let name: String
        let meaning: String
        let example: String
        let find: [String]
        let mend: [String]
    }

    let groups: [Group]

    init(_ language: Language) {
        groups = RejectionGuide.groups.map { group in
            Group(
                title: group.title[language],
                types: group.types.map { type in
                    let guide = type.guide
                    return Kind(
                        id: type.rawValue,
                        anchor: "#\(type.rawValue)",
                        name: type.words[language],
                        meaning: guide.meaning[language],
                        example: guide.example[language],
                        find: guide.find.map { $0[language] },
                        mend: guide.mend.map { $0[language] }
                    )
                }
            )
        }
    }
}
