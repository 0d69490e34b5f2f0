import Domain

extension GuardCause {
    /// What is measured.
    var words: Words {
        switch self {
        case .launchFailure: Words("启动失败", "Failed launches")
        case .whiteScreen: Words("白屏", "White screens")
        case .scriptError: Words("JavaScript 错误", "JavaScript errors")
        case .launchTime: Words("启动偏慢", "Slow launches")
        case .feedback: Words("确认的反馈", "Confirmed feedback")
        case .breaker: Words("启动失败上限", "Limit of failed launches")
        }
    }

    /// What was found, as the end of a sentence.
    var finding: Words {
        switch self {
        case .launchFailure: Words("启动失败比线上版本多", "launches fail more often than online")
        case .whiteScreen: Words("白屏比线上版本多", "white screens are more frequent than online")
        case .scriptError: Words("JavaScript 错误比线上版本多", "JavaScript errors are more frequent than online")
        case .launchTime: Words("启动比线上版本慢", "launches take longer than online")
        case .feedback: Words("灰度用户的反馈偏多", "gray users report more than their share")
        case .breaker: Words("启动失败超过上限", "launches fail more often than the limit allows")
        }
    }
}

extension GuardAction {
    /// As a choice.
    var words: Words {
        switch self {
        case .pause: Words("暂停灰度计划", "Pause the schedule")
        case .end: Words("结束灰度", "End the gray release")
        case .tell: Words("只发消息", "Only tell")
        }
    }

    var explanation: Words {
        switch self {
        case .pause: Words("比例停在原处，不再自动扩大", "The share stays where it is and does not grow by itself")
        case .end: Words("灰度用户马上换回线上版本", "Gray users go back to what is online, at once")
        case .tell: Words("什么也不停，计划照常扩大", "Nothing stops, and the schedule does not wait")
        }
    }

    /// What was done, as the end of a sentence.
    var done: Words {
        switch self {
        case .pause: Words("不再自动扩大", "it does not grow by itself any more")
        case .end: Words("灰度已结束", "the gray release was ended")
        case .tell: Words("灰度仍在继续", "the gray release goes on")
        }
    }
}

extension JournalEvent {
    /// What the guard did, or somebody with it, as the second half of a sentence.
    var guardActivity: Words {
        switch self {
        case .guardStopped(_, let number, let it, let action):
            Words(
                "自动止损 \(number)：\(it.cause.finding.zh)，\(action.done.zh)",
                "stopped \(number): \(it.cause.finding.en); \(action.done.en)"
            )
        case .guardPassed(_, let number, let it):
            Words(
                "看了 \(number) 的 \(it.grayUsers) 个灰度用户：和线上版本没有要紧的差别",
                "found \(number) no worse than online by what matters, on \(it.grayUsers) gray users"
            )
        case .guardHeld(_, let number, let share):
            Words(
                "\(number) 按计划该扩大到 \(share)%，数据还不够判断，先等着",
                "holds \(number) back from \(share)%: not enough is known yet"
            )
        case .guardOverruled(_, let number, let causes):
            causes.isEmpty
                ? Words("让 \(number) 不等判断继续灰度", "let \(number) go on without a verdict")
                : Words(
                    "看过“\(causes.map(\.words.zh).joined(separator: "、"))”后，让 \(number) 继续灰度",
                    "let \(number) go on in spite of: \(causes.map { $0.words.en }.joined(separator: ", "))"
                )
        case .guardActionChanged(_, let number, let action):
            Words("把 \(number) 的自动止损改为“\(action.words.zh)”", "changed what stops \(number): \(action.words.en)")
        case .hostSecretMade(let isReplaced):
            isReplaced
                ? Words("更换了宿主密钥，旧的马上失效", "replaced the host secret; the old one proves nothing any more")
                : Words("生成了宿主密钥，只有带证明的用户计入灰度监控", "made a host secret: only proven users count for the guard")
        case .hostSecretRemoved: Words("删除了宿主密钥", "removed the host secret")
        default: Words("", "")
        }
    }

    var guardTitle: Words {
        switch self {
        case .guardStopped(_, let number, let it, let action):
            Words(
                "\(number) 自动止损：\(it.cause.finding.zh)，\(action.done.zh)",
                "\(number) was stopped: \(it.cause.finding.en); \(action.done.en)"
            )
        case .guardHeld(_, let number, let share):
            Words(
                "\(number) 暂不扩大到 \(share)%：数据还不够判断",
                "\(number) waits before \(share)%: not enough is known yet"
            )
        case .hostSecretMade(let isReplaced):
            isReplaced
                ? Words("宿主密钥已更换", "The host secret was replaced") : Words("有了宿主密钥", "There is a host secret now")
        case .hostSecretRemoved: Words("宿主密钥已删除", "The host secret was removed")
        default: guardActivity
        }
    }
}
