import Domain
import HTTPTypes
import Hummingbird
import Storage

/// What the phone sees that scanned a sign-in's QR code: which browser, where, since when; and its answer.
struct ScanRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        let path = "/scan/{code}"
        routes.signedIn(.get, path, .sessionConfirm) { request, context, _ in
            try await answer(.scan, request, context)
        }
        for command in [CodeSignIn.Command.confirm, .refuse] {
            routes.signedIn(.post, "\(path)/\(command.rawValue)", .sessionConfirm) { request, context, _ in
                try await answer(command, request, context)
            }
        }
    }

    private func answer(
        _ command: CodeSignIn.Command,
        _ request: Request,
        _ context: AppContext
    ) async throws -> Response {
        let code = try context.parameters.require("code")
        do {
            let row = try await AnswerSignInCode(platform: platform)(command, code, by: context.caller)
            return try page(
                ScanPage(row, code, here: context.address, PageTime(platform), context.language),
                request,
                context
            )
        } catch let refusal as Refusal where !request.wantsJSON && refusal.status < 429 {
            return try page(ScanPage(refusal, context.language), request, context, refusal.status)
        }
    }

    private func page(_ model: ScanPage, _ request: Request, _ context: AppContext, _ status: Int = 200) throws
        -> Response
    {
        let page = Page(
            "accounts/scan",
            title: Words("扫码登录", "Sign in by QR code"),
            model: model,
            tab: .me,
            back: Paths.home,
            status: HTTPResponse.Status(code: status)
        )
        return try pages.render(page, request, context)
    }
}

struct ScanPage: Sendable {
    let isOpen: Bool
    let path: String
    let browser: String
    let icon: String
    let address: String
    let when: String
    /// From another network than the phone's: worth a second look.
    let isElsewhere: Bool
    /// A class of the style sheet.
    let kind: String
    let outcomeIcon: String
    let heading: String
    let outcome: String

    init(_ row: CodeSignInRow, _ code: String, here: String, _ time: PageTime, _ language: Language) {
        let agent = AgentWords(row.agent)
        isOpen = row.codeSignIn.state == .scanned
        path = Paths.scan(code)
        browser = agent.name[language]
        icon = agent.isPhone ? "phone" : "laptop"
        address = row.address
        when = time.short(row.madeAt, language)
        isElsewhere = NetworkRange.subscriber(at: row.address) != NetworkRange.subscriber(at: here)
        let isRefused = row.codeSignIn.state == .refused
        kind = isRefused ? "bad" : "good"
        outcomeIcon = isRefused ? "close" : "check"
        heading = (isRefused ? Words("已拒绝", "Refused") : Words("已确认", "Confirmed"))[language]
        outcome =
            (isRefused
            ? Words("那台设备没有登录。不是你扫的？去改密码。", "That device was not signed in.")
            : Words("那台设备会自己继续，几秒钟就好。", "That device goes on by itself, in a few seconds."))[language]
    }

    init(_ refusal: Refusal, _ language: Language) {
        isOpen = false
        (path, browser, icon, address, when, isElsewhere) = ("", "", "laptop", "", "", false)
        let isDone = refusal.code == "SIGN_IN_CODE_CONFIRMED"
        kind = isDone ? "good" : "warn"
        outcomeIcon = isDone ? "check" : "warn"
        heading = (isDone ? Words("已确认", "Confirmed") : Words("不能登录", "No sign-in"))[language]
        outcome = refusal.words[language]
    }
}
