/// What a report is about, as its reporter says. Raw values are stored and part of the JSON API; they never change.
package enum FeedbackKind: String, CaseIterable, Sendable, Codable {
    case cannotOpen = "cannot_open"
    case whiteScreen = "white_screen"
    case slow
    case payment
    case brokenFunction = "broken_function"
    case content
    case account
    case suggestion

    package var words: Words {
        switch self {
        case .cannotOpen: Words("无法打开", "Does not open")
        case .whiteScreen: Words("白屏", "White screen")
        case .slow: Words("卡顿或加载慢", "Slow or stuck")
        case .payment: Words("支付问题", "Payment")
        case .brokenFunction: Words("功能异常", "Not working")
        case .content: Words("内容问题", "Content")
        case .account: Words("账号问题", "Account")
        case .suggestion: Words("建议", "Suggestion")
        }
    }

    /// What helps to find the cause, where the text is asked for.
    package var hint: Words {
        switch self {
        case .cannotOpen: Words("从哪里打开的？看到了什么提示？", "Where did you open it from? What did it say?")
        case .whiteScreen: Words("打开哪个页面时白屏？重新进入会好吗？", "Which page was white? Does it help to open it again?")
        case .slow: Words("哪一步慢？大概要等多久？", "Which step is slow? How long does it take?")
        case .payment:
            Words("付的什么？钱扣了吗？请不要写银行卡号。", "What did you pay for? Was the money taken? No card numbers, please.")
        case .brokenFunction: Words("你做了什么，本来应该怎样？", "What did you do, and what should have happened?")
        case .content: Words("哪里的内容有问题？", "Which content is it, and what is wrong with it?")
        case .account: Words("登录不了，还是信息不对？请不要写密码。", "Can you not sign in, or is something wrong? No passwords, please.")
        case .suggestion: Words("说说你的想法。", "Tell us what you would like.")
        }
    }
}
