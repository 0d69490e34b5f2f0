import Domain
import HummingbirdCore

struct SignInPage: Sendable {
    struct DemoPerson: Sendable {
        let login: String
        let name: String
        let tile: Tile
        let what: String
    }

    let next: String
    /// The same for an address.
    let nextQuery: String
    /// The QR code beside the form; there is none yet, a script shows it or a button.
    let door: SignInCodePage
    let login: String
    let passwordNote: FieldNote
    let codeNote: FieldNote
    let general: FieldNote
    let isDemo: Bool
    let needsCode: Bool
    let canRegister: Bool
    let registerPath: String
    let people: [DemoPerson]

    init(
        next: String?,
        login: String,
        _ refusal: Refusal?,
        _ people: [PersonQueries.DemoPerson],
        needsCode: Bool,
        canRegister: Bool,
        _ language: Language
    ) {
        self.next = Paths.local(next)
        nextQuery = self.next.addingPercentEncoding()
        door = SignInCodePage(.none, picture: nil, next: self.next)
        self.login = login
        passwordNote = refusal.note("password", language)
        codeNote = refusal.note("code", language)
        general = refusal.general(language)
        isDemo = !people.isEmpty
        self.needsCode = needsCode
        self.canRegister = canRegister
        registerPath = Paths.register(next: self.next)
        self.people = people.map { person in
            DemoPerson(
                login: person.login,
                name: person.name,
                tile: Tile(name: person.name, picture: person.picture),
                what: Self.what(person)[language]
            )
        }
    }

    /// What the person can do, in a few words.
    private static func what(_ person: PersonQueries.DemoPerson) -> Words {
        if person.isOperator { return Words("平台人员 · 审核、评估、官方", "Operator · reviews, assesses, answers") }
        guard let role = person.role, let app = person.app else {
            return Words("还没有小程序", "No mini program yet")
        }
        let others = person.apps - 1
        if others == 0 { return Words("\(role.words.zh) · \(app)", "\(role.words.en) · \(app)") }
        return Words("\(role.words.zh) · \(app)等 \(person.apps) 个", "\(role.words.en) · \(app) and \(others) more")
    }
}

struct SetUpPage: Sendable {
    let code: String
    let name: String
    let login: String
    let codeNote: FieldNote
    let nameNote: FieldNote
    let loginNote: FieldNote
    let passwordNote: FieldNote
    let general: FieldNote

    init(_ form: FormFields, _ refusal: Refusal?, _ language: Language) {
        code = form["code"] ?? ""
        name = form["name"] ?? ""
        login = form["login"] ?? ""
        codeNote = refusal.note("code", language)
        nameNote = refusal.note("name", language)
        loginNote = refusal.note("login", language)
        passwordNote = refusal.note("password", language)
        general = refusal.general(language)
    }
}
