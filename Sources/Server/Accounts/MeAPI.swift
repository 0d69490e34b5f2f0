import Domain
import HTTPTypes
import Hummingbird
import Storage

/// `/api/v1/me`: who the token belongs to, and their tokens.
struct MeAPI {
    let platform: Platform

    func add(to routes: Routes) {
        routes.signedIn(.get, "/api/v1/me", .profileRead) { [platform] _, context, person in
            try .json(PersonJSON(person, context.language, context.visitor, platform.settings))
        }
        routes.signedIn(.patch, "/api/v1/me", .profileEdit) { [platform] request, context, person in
            let patch = try await request.json(ProfilePatch.self)
            try await ChangeProfile(platform: platform)(
                of: person,
                name: patch.name ?? person.name,
                picture: .keep,
                language: try patch.spoken()
            )
            let (now, session) = (platform.world.now(), context.visitor)
            let changed = try await platform.engine.read { try SessionQueries($0).person(person.id, at: now) }
            guard let changed else { throw Refusal.signInRequired }
            return try .json(
                PersonJSON(changed.person, changed.language ?? session.language, session, platform.settings)
            )
        }
        routes.signedIn(.get, "/api/v1/me/tokens", .tokenManage) { [platform] _, _, person in
            let tokens = try await platform.engine.read { try TokenQueries($0).tokens(of: person.id) }
            return try .json(TokenListJSON(items: tokens.map(TokenJSON.init)))
        }
        routes.signedIn(.post, "/api/v1/me/tokens", .tokenManage) { [platform] request, context, person in
            let wish: NewTokenJSON = try await request.json()
            let scopes = wish.scopes.map { Action(rawValue: $0) }
            guard !scopes.contains(nil) else { throw Refusal.unknownScope }
            let made = try await MakeToken(platform: platform)(
                for: person.id,
                name: wish.name,
                scopes: Set(scopes.compactMap(\.self)),
                days: wish.days ?? 90,
                by: context.caller,
                code: context.freshCode(request.factorCode(wish.factorCode))
            )
            return try .json(MadeTokenJSON(made), status: .created)
        }
        routes.signedIn(.delete, "/api/v1/me/tokens/{token_id}", .tokenManage) { [platform] _, context, person in
            let id = ID<APIToken>(rawValue: try context.parameters.require("token_id"))
            try await RevokeToken(platform: platform)(id, of: person.id, by: context.caller)
            return .empty
        }
    }
}

private struct PersonJSON: Encodable {
    let login: String
    let name: String
    let picture: String?
    let duties: [String]
    let language: String
    let hasFactor: Bool
    let withheldDuties: [String]
    let scopes: [String]?

    init(_ person: SignedInPerson, _ language: Language, _ visitor: Visitor, _ settings: Settings) {
        login = person.login
        name = person.name
        picture = person.picture.map { settings.publicURL + Paths.picture($0) }
        duties = Duty.allCases.filter(person.duties.contains).map(\.rawValue)
        self.language = language.rawValue
        hasFactor = person.hasFactor
        withheldDuties = Duty.allCases.filter(person.withheldDuties.contains).map(\.rawValue)
        scopes = visitor.caller.scopes.map { $0.map(\.rawValue).sorted() }
    }

    private enum Key: String, CodingKey {
        case login, name, picture, duties, language, scopes
        case hasFactor = "second_factor"
        case withheldDuties = "withheld_duties"
    }

    /// Every key is there, null where there is nothing.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(login, forKey: .login)
        try container.encode(name, forKey: .name)
        try container.encode(picture, forKey: .picture)
        try container.encode(duties, forKey: .duties)
        try container.encode(language, forKey: .language)
        try container.encode(hasFactor, forKey: .hasFactor)
        try container.encode(withheldDuties, forKey: .withheldDuties)
        try container.encode(scopes, forKey: .scopes)
    }
}

private struct ProfilePatch: Decodable {
    let name: String?
    /// `zh`, `en`, or `auto`, which follows the browser.
    private let language: String?

    private enum CodingKeys: CodingKey { case name, language }

    func spoken() throws(Refusal) -> ChangeProfile.SpokenLanguage {
        guard let language else { return .keep }
        if language == "auto" { return .new(nil) }
        guard let known = Language(rawValue: language) else {
            let words = Words("语言是 zh、en 或 auto。", "The language is zh, en or auto.")
            throw .invalid([FieldProblem(field: "language", words: words)])
        }
        return .new(known)
    }
}

private struct TokenListJSON: Encodable {
    let items: [TokenJSON]
    // All tokens fit on one page.
    let next: String? = nil

    private enum Key: String, CodingKey { case items, next }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(items, forKey: .items)
        try container.encode(next, forKey: .next)
    }
}

struct TokenJSON: Encodable {
    let id: String
    let name: String
    let scopes: [String]
    let createdAt: String
    let expiresAt: String?
    let lastUsedAt: String?

    init(_ token: TokenQueries.Token) {
        id = token.id.rawValue
        name = token.name
        scopes = token.scopes.map(\.rawValue).sorted()
        createdAt = token.createdAt.rfc3339
        expiresAt = token.expiresAt?.rfc3339
        lastUsedAt = token.lastUsedAt?.rfc3339
    }

    private enum CodingKeys: String, CodingKey {
        case id, name, scopes
        case createdAt = "created_at"
        case expiresAt = "expires_at"
        case lastUsedAt = "last_used_at"
    }
}

private struct NewTokenJSON: Decodable {
    let name: String
    let scopes: [String]
    /// 90 when left out.
    let days: Int?
    let factorCode: String?

    private enum CodingKeys: String, CodingKey {
        case name, scopes, days
        case factorCode = "factor_code"
    }
}

private struct MadeTokenJSON: Encodable {
    let id: String
    let token: String
    let expiresAt: String

    init(_ made: MakeToken.Made) { (id, token, expiresAt) = (made.id.rawValue, made.secret, made.expiresAt.rfc3339) }

    private enum CodingKeys: String, CodingKey {
        case id, token
        case expiresAt = "expires_at"
    }
}

extension Refusal {
    static let unknownScope = Refusal.invalid([
        FieldProblem(
            field: "scopes",
            words: Words("有不认识的权限，例如 version.upload。", "There is an unknown scope. One is called version.upload.")
        )
    ])
}
