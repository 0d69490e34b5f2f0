package import Domain
import Foundation

/// How far a delivery is.
package enum DeliveryState: String, CaseIterable, Sendable { case waiting, delivered, failed }

/// Why a delivery failed. Raw values are stored and part of the JSON API.
package enum DeliveryFailure: String, CaseIterable, Sendable {
    case status = "STATUS"
    case gone = "GONE"
    case paused = "PAUSED"
    /// Nothing is left to tell: a notice was withdrawn, or whose webhook it is may not come in any more.
    case withdrawn = "WITHDRAWN"
    case robot = "ROBOT_REFUSED"
    case tooLarge = "TOO_LARGE"
    case unknownName = "UNKNOWN_NAME"
    case forbidden = "FORBIDDEN_ADDRESS"
    case tooManyRedirects = "TOO_MANY_REDIRECTS"
    case badRedirect = "BAD_REDIRECT"
    case notConnected = "NOT_CONNECTED"
    case notTrusted = "NOT_TRUSTED"
    case brokenOff = "BROKEN_OFF"
    case timedOut = "TIMED_OUT"
    case cancelled = "CANCELLED"

    init(_ failure: OutboundFailure) { self = DeliveryFailure(rawValue: failure.word) ?? .brokenOff }

    package var words: Words {
        switch self {
        case .status: Words("对方没有用 2xx 回应。", "The answer was not 2xx.")
        case .gone: Words("对方回应 410：这个地址已经停用。", "The answer was 410: the address is gone.")
        case .paused: Words("Webhook 暂停时没有发送。", "The webhook was paused before it was sent.")
        case .withdrawn: Words("发送之前内容已经撤回，没有发送。", "It was taken back before it was sent.")
        case .robot: Words("机器人没有接受这条消息，原因在回应里。", "The robot did not take the message; the answer says why.")
        case .unknownName: Words("找不到地址里的主机。", "The host is not known.")
        case .forbidden:
            Words(
                "地址指向本机、内网或保留地址，不允许访问；如果确实需要，请平台管理员用 --allow-outbound 放行。",
                "It leads to a private or reserved address, which may not be called. The operator can allow it with --allow-outbound."
            )
        case .tooLarge: OutboundFailure.tooLarge.words
        case .tooManyRedirects: OutboundFailure.tooManyRedirects.words
        case .badRedirect: OutboundFailure.badRedirect.words
        case .notConnected: OutboundFailure.notConnected.words
        case .notTrusted: OutboundFailure.notTrusted.words
        case .brokenOff: OutboundFailure.brokenOff.words
        case .timedOut: OutboundFailure.timedOut.words
        case .cancelled: OutboundFailure.cancelled.words
        }
    }
}

/// What came of one attempt.
struct DeliveryResult: Sendable {
    let status: Int?
    let failure: DeliveryFailure?
    /// The beginning of the answer, as text that can be stored and shown.
    let answer: String
    let milliseconds: Int64

    /// How much of an answer is kept.
    static let answerBytes = 2 << 10

    init(_ answer: OutboundAnswer, to form: WebhookForm, milliseconds: Int64) {
        status = answer.status
        failure =
            switch answer.status {
            case 200..<300: Self.isTaken(answer.body, by: form) ? nil : .robot
            case 410: .gone
            default: .status
            }
        self.answer = Self.text(answer.body)
        self.milliseconds = milliseconds
    }

    init(_ failure: OutboundFailure, milliseconds: Int64) {
        (status, self.failure, answer) = (nil, DeliveryFailure(failure), "")
        self.milliseconds = milliseconds
    }

    /// Robots answer 200 and say in the body what was wrong.
    private static func isTaken(_ body: [UInt8], by form: WebhookForm) -> Bool {
        guard form != .json else { return true }
        let answer = try? JSONDecoder().decode(RobotAnswer.self, from: Data(body))
        switch form {
        case .json: return true
        case .dingtalk, .wecom: return answer?.errcode == 0
        case .feishu: return (answer?.code ?? answer?.StatusCode) == 0
        }
    }

    private struct RobotAnswer: Decodable {
        let errcode: Int?
        let code: Int?
        // As Feishu spells it.
        let StatusCode: Int?
    }

    private static func text(_ body: [UInt8]) -> String {
        var text = String(decoding: body.prefix(answerBytes), as: UTF8.self)
        text.unicodeScalars.removeAll { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }
        return text
    }
}
