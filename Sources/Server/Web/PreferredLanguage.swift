import Domain
import HTTPTypes
import Hummingbird

extension Request {
    /// The name of the cookie with the language chosen on a page, signed in or not.
    static let languageCookie = "steward_language"

    /// The language for somebody who has set none in 我的: the one chosen on a page before sign-in, else the browser's first
    /// that is Chinese or English, else Chinese.
    var preferredLanguage: Language {
        if let chosen = cookies[Self.languageCookie].flatMap({ Language(rawValue: $0.value) }) { return chosen }
        for range in (headers[.acceptLanguage] ?? "").lowercased().split(separator: ",") {
            let tag = PlainText.line(String(range))
            if tag.hasPrefix("zh") { return .zh }
            if tag.hasPrefix("en") { return .en }
        }
        return .zh
    }
}
