/// Why feedback is not taken up. The reporter reads it. Raw values are stored and never change.
package enum FeedbackDismissal: String, CaseIterable, Sendable, Codable {
    case notReproduced = "not_reproduced"
    case tooLittle = "too_little"
    case usersDevice = "users_device"
    case intended
    case otherService = "other_service"
    case meaningless
    case other

    /// As an assessor chooses it.
    package var words: Words {
        switch self {
        case .notReproduced: Words("无法重现", "Could not be reproduced")
        case .tooLittle: Words("信息太少", "Says too little")
        case .usersDevice: Words("网络或设备的原因", "The network or the device")
        case .intended: Words("本来就是这样设计的", "Works as intended")
        case .otherService: Words("不属于这个小程序", "Not about this mini program")
        case .meaningless: Words("没有实际内容", "Means nothing")
        case .other: Words("其他原因", "Another reason")
        }
    }

    /// As the reporter reads it.
    package var explanation: Words {
        switch self {
        case .notReproduced:
            Words(
                "我们没能重现这个问题。如果又遇到，请带上截图再反馈一次。",
                "We could not make it happen here. If you see it again, please report it with a screenshot."
            )
        case .tooLittle:
            Words(
                "只凭这些还看不出问题在哪里。请说说在哪个页面、做了什么。",
                "This does not tell us where the problem is. Please say on which page, and what you did."
            )
        case .usersDevice:
            Words(
                "看起来和当时的网络或手机有关。换个网络，或者重启应用试试。",
                "It looks like the network or the phone at that time. Try another network, or restart the app."
            )
        case .intended: Words("这里本来就是这样设计的。", "This is how it is meant to work.")
        case .otherService:
            Words(
                "这件事不归这个小程序管，请联系对应的服务方。",
                "This is not about this mini program. Please ask whoever runs that service."
            )
        case .meaningless: Words("这条反馈里没有可以处理的内容。", "There is nothing in this report that can be worked on.")
        case .other: Words("这条反馈没有被采纳。", "This report was not taken up.")
        }
    }

    /// Whether a note must say more.
    package var needsNote: Bool { self == .other }
}
