import Domain

extension JournalEvent {
    /// What happened to feedback, as the second half of a sentence that begins with who did it.
    var feedbackActivity: Words {
        switch self {
        case .feedbackConfirmed(_, _, let kind, let reports):
            Words("确认了“\(kind.words.zh)”反馈 \(reports) 条", "confirmed feedback: \(kind.inSentence), reports: \(reports)")
        case .feedbackJoined(_, _, let kind, let reports):
            Words(
                "把 \(reports) 条“\(kind.words.zh)”反馈并入已有的问题",
                "joined feedback to a known problem: \(kind.inSentence), reports: \(reports)"
            )
        case .feedbackDismissed(_, let kind, let reason, let reports):
            Words(
                "没有采纳 \(reports) 条“\(kind.words.zh)”反馈：\(reason.words.zh)",
                "did not take up feedback: \(kind.inSentence), reports: \(reports), \(reason.words.en.lowercased())"
            )
        case .feedbackPassed(_, let kind, let reports, let isUrgent):
            Words(
                "\(isUrgent ? "加急" : "")转来“\(kind.words.zh)”反馈 \(reports) 条",
                "passed on feedback\(isUrgent ? " as urgent" : ""): \(kind.inSentence), reports: \(reports)"
            )
        case .feedbackGrew(_, let kind, let reports, let total):
            Words(
                "又反馈了 \(reports) 次“\(kind.words.zh)”，共 \(total) 次",
                "reported \(kind.inSentence) again: \(reports), \(total) in all"
            )
        case .feedbackReopened(_, let kind, let number, _):
            Words("在 \(number) 上又遇到“\(kind.words.zh)”", "met \(kind.inSentence) again on \(number)")
        case .feedbackProcessing(_, let kind):
            Words("开始处理“\(kind.words.zh)”反馈", "began to work on feedback: \(kind.inSentence)")
        case .feedbackResolved(_, let kind, let number):
            Words("把“\(kind.words.zh)”反馈标为在 \(number) 解决", "set feedback resolved in \(number): \(kind.inSentence)")
        case .feedbackReplied(_, let kind, _):
            Words("回复了“\(kind.words.zh)”的反馈人", "replied to those who reported \(kind.inSentence)")
        case .feedbackAlarmed(_, let kind, .warning, _):
            Words("提醒：“\(kind.words.zh)”反馈的时限快到了", "gave notice: feedback is due soon: \(kind.inSentence)")
        case .feedbackAlarmed(_, let kind, .over, _):
            Words("提醒：“\(kind.words.zh)”反馈已超过时限", "gave notice: feedback is overdue: \(kind.inSentence)")
        default: Words(word, word)
        }
    }

    /// The same as its recipient reads it.
    ///
    /// - Parameter count: how many alike the message stands for.
    func feedbackTitle(_ count: Int) -> Words {
        switch self {
        case .feedbackPassed(_, let kind, let reports, let isUrgent):
            if count > 1 { return Words("转来 \(count) 个用户反馈的问题", "\(count) problems that users reported") }
            return Words(
                "\(isUrgent ? "紧急反馈" : "新的用户反馈")：\(kind.words.zh)，\(reports) 条",
                "\(isUrgent ? "Urgent feedback" : "New feedback"): \(kind.inSentence), reports: \(reports)"
            )
        case .feedbackReopened(_, let kind, let number, _):
            return Words("\(number) 上又出现“\(kind.words.zh)”", "\(kind.words.en) came back on \(number)")
        case .feedbackAlarmed(_, let kind, .warning, _):
            return Words("“\(kind.words.zh)”反馈快到处理时限了", "Feedback is due soon: \(kind.inSentence)")
        case .feedbackAlarmed(_, let kind, .over, _):
            return Words("“\(kind.words.zh)”反馈超过处理时限了", "Feedback is overdue: \(kind.inSentence)")
        default: return feedbackActivity
        }
    }
}

extension JournalEvent.CodingKeys {
    var feedbackEventName: Words {
        switch self {
        case .feedbackConfirmed: Words("确认反馈", "Feedback confirmed")
        case .feedbackJoined: Words("并入已有问题", "Feedback joined")
        case .feedbackDismissed: Words("不采纳反馈", "Feedback not taken up")
        case .feedbackPassed: Words("转来反馈", "Feedback passed on")
        case .feedbackGrew: Words("又有人反馈", "Reported again")
        case .feedbackReopened: Words("问题再次出现", "Came back")
        case .feedbackProcessing: Words("开始处理", "In progress")
        case .feedbackResolved: Words("标为已解决", "Resolved")
        case .feedbackReplied: Words("回复反馈人", "Replied")
        case .feedbackAlarmed: Words("处理时限提醒", "Deadline")
        default: Words(rawValue, rawValue)
        }
    }
}

extension FeedbackKind {
    /// `white screen` in the middle of an English sentence.
    var inSentence: String { words.en.lowercased() }
}
