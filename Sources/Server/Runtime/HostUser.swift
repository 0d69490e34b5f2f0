import Domain
import Hummingbird

extension Request {
    /// The host's id of a user, from `?user=`: read as `RuntimeQuestion` reads it, byte for byte. Not as a form's field, where
    /// `+` is a space and letters are composed: that would be somebody else.
    func hostUser() throws(Refusal) -> String {
        let fields = (uri.query ?? "").split(separator: "&")
        guard let field = fields.first(where: { $0.hasPrefix("user=") }),
            let user = String(field.dropFirst("user=".count)).removingURLPercentEncoding(),
            (1...RuntimeQuestion.mostUserBytes).contains(user.utf8.count), !user.utf8.contains(0)
        else { throw .userMissing }
        return user
    }
}

extension Refusal {
    static let userMissing = Refusal(
        code: "USER_MISSING",
        status: 400,
        words: Words("请用 ?user= 说明是哪个用户，最长 128 字节。", "Say whose release is asked for: ?user=, at most 128 bytes.")
    )
}
