package import Domain
import HummingbirdCore

/// Every address of the product. Handlers, templates and tests take links from here, so that none can rot.
package enum Paths {
    package static let home = "/"
    package static let community = "/community"
    package static let messages = "/messages"
    package static let me = "/me"
    package static let signIn = "/sign-in"
    package static let setUp = "/set-up"
    package static let rules = "/rules"

    /// The sign-in page that comes back afterwards. Only a path of this site is carried along.
    static func signIn(next uri: URI) -> String {
        let query = uri.query.map { "?\($0)" } ?? ""
        let next = uri.path + query
        return next == "/" ? signIn : "\(signIn)?next=\(next.addingPercentEncoding())"
    }

    /// `text` when it is a path of this site, else the home page: what follows a sign-in must not lead elsewhere.
    package static func local(_ text: String?) -> String {
        guard let text, text.hasPrefix("/"), !text.hasPrefix("//"), !text.contains("\\"),
            text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7f })
        else { return home }
        return text
    }

    package static func picture(_ hash: String) -> String { "/pictures/\(hash)" }

    package static func app(_ id: ID<MiniProgram>) -> String { "/apps/\(id)" }
    package static func information(_ id: ID<MiniProgram>) -> String { "/apps/\(id)/information" }
    package static func versions(_ id: ID<MiniProgram>) -> String { "/apps/\(id)/versions" }
    package static func upload(_ id: ID<MiniProgram>) -> String { "/apps/\(id)/upload" }
    package static func version(_ number: VersionNumber, of id: ID<MiniProgram>) -> String {
        "/apps/\(id)/versions/\(number)"
    }
    package static func experience(_ code: String) -> String { "/e/\(code)" }
    package static func preview(_ code: String) -> String { "/p/\(code)" }
}
