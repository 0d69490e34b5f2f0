import Domain
import Hummingbird

/// One sentence about what was just done, carried over the redirect in a cookie and shown once.
enum Flash {
    private static let name = "steward_said"

    static func read(_ request: Request) -> String? {
        guard let cookie = request.cookies[name]?.value, let text = cookie.removingURLPercentEncoding(), !text.isEmpty
        else { return nil }
        return String(PlainText.line(text).prefix(200))
    }

    static func cookie(_ text: String, _ settings: Settings) -> Cookie {
        Cookie(
            name: name,
            value: text.addingPercentEncoding(),
            maxAge: 60,
            path: "/",
            secure: settings.isSecure,
            httpOnly: true,
            sameSite: .lax
        )
    }

    static func gone(_ settings: Settings) -> Cookie {
        Cookie(name: name, value: "", maxAge: 0, path: "/", secure: settings.isSecure, httpOnly: true, sameSite: .lax)
    }
}

extension Pages {
    /// Goes on to another page, which says once what was done.
    func done(_ words: Words, to path: String, _ context: AppContext) -> Response {
        var response = Response.redirect(to: path)
        response.setCookie(Flash.cookie(words[context.language], settings))
        return response
    }
}
