package import Domain

/// Why a call brought no answer.
package enum OutboundFailure: Error, Hashable, Sendable {
    case tooLarge
    case unknownName(String)
    /// The name leads where calls may not go.
    case forbidden(host: String, ReservedAddress)
    case tooManyRedirects
    /// A redirect from https to http, or to no address at all.
    case badRedirect
    case notConnected
    case notTrusted
    case brokenOff
    case timedOut
    case cancelled

    /// The stable word, for logs and for the JSON API.
    package var word: String {
        switch self {
        case .tooLarge: "TOO_LARGE"
        case .unknownName: "UNKNOWN_NAME"
        case .forbidden: "FORBIDDEN_ADDRESS"
        case .tooManyRedirects: "TOO_MANY_REDIRECTS"
        case .badRedirect: "BAD_REDIRECT"
        case .notConnected: "NOT_CONNECTED"
        case .notTrusted: "NOT_TRUSTED"
        case .brokenOff: "BROKEN_OFF"
        case .timedOut: "TIMED_OUT"
        case .cancelled: "CANCELLED"
        }
    }

    package var words: Words {
        switch self {
        case .tooLarge: Words("要发送的内容太大。", "What was to be sent is too large.")
        case .unknownName(let host): Words("找不到主机 \(host)。", "The host \(host) is not known.")
        case .forbidden(let host, let what):
            Words(
                "\(host) 指向\(what.words.zh)，不允许访问；如果确实需要，请平台管理员用 --allow-outbound 放行。",
                "\(host) leads to \(what.words.en), which may not be called. The operator can allow it with --allow-outbound."
            )
        case .tooManyRedirects: Words("重定向次数太多。", "There were too many redirects.")
        case .badRedirect:
            Words("重定向到了不能访问的地址（例如从 https 到 http）。", "It redirects where it may not, as from https to http.")
        case .notConnected: Words("连接不上对方服务器。", "The other server cannot be connected to.")
        case .notTrusted: Words("TLS 握手失败，或者对方的证书不可信。", "TLS failed, or the other server's certificate is not trusted.")
        case .brokenOff: Words("连接中途断开，或者对方的回应不是 HTTP。", "The connection broke off, or the answer is no HTTP.")
        case .timedOut: Words("对方太久没有回应。", "The other server took too long.")
        case .cancelled: Words("服务器正在停止，稍后会重试。", "This server is stopping; it is tried again later.")
        }
    }
}
