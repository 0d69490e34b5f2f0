/// What is wrong with one line of a batch. The others are taken.
package enum EventProblem: Error, Hashable, Sendable {
    case lineTooLong
    case malformed
    case kindMissing
    case kindUnknown
    /// Nothing runs for whoever got the answer that a mini program is offline.
    case kindNotTaken
    case missing(String)
    case invalid(String, Wanted)
    case outsideWindow

    /// What a field must be.
    package enum Wanted: Hashable, Sendable {
        case text, flag, versionNumber, time
        case number(upTo: Int64)
        case word([String])
    }

    /// The stable word.
    package var code: String {
        switch self {
        case .lineTooLong: "LINE_TOO_LONG"
        case .malformed: "MALFORMED_JSON"
        case .kindMissing: "KIND_MISSING"
        case .kindUnknown: "KIND_UNKNOWN"
        case .kindNotTaken: "KIND_NOT_TAKEN"
        case .missing: "FIELD_MISSING"
        case .invalid: "FIELD_INVALID"
        case .outsideWindow: "AT_OUTSIDE_WINDOW"
        }
    }

    package var field: String? {
        switch self {
        case .missing(let field), .invalid(let field, _): field
        case .kindMissing, .kindUnknown, .kindNotTaken: "kind"
        case .outsideWindow: "at"
        case .lineTooLong, .malformed: nil
        }
    }

    package var words: Words {
        switch self {
        case .lineTooLong:
            Words(
                "一行最长 \(EventLimits.lineBytes / 1024) KB。",
                "A line has at most \(EventLimits.lineBytes / 1024) KB."
            )
        case .malformed: Words("这一行不是有效的 JSON 对象。", "The line is no JSON object.")
        case .kindMissing: Words("缺少 kind。", "kind is missing.")
        case .kindUnknown:
            Words("没有这种事件，可以用 \(Self.kinds)。", "There is no such kind; there are \(Self.kinds).")
        case .kindNotTaken:
            Words("凭下架应答的回执只能上报 exposure。", "With the receipt of an offline answer only exposure is taken.")
        case .missing(let field): Words("缺少 \(field)。", "\(field) is missing.")
        case .invalid(let field, let wanted):
            Words("\(field) 应为\(wanted.words.zh)。", "\(field) must be \(wanted.words.en).")
        case .outsideWindow:
            Words(
                "at 应在 24 小时以内，且不超前服务器时间 5 分钟；时钟不准可以不填。",
                "at must be within the last 24 hours and at most 5 minutes ahead; leave it out if the clock is wrong."
            )
        }
    }

    private static let kinds = RuntimeEvent.Kind.allCases.map(\.rawValue).joined(separator: ", ")
}

extension EventProblem.Wanted {
    fileprivate var words: Words {
        switch self {
        case .text: Words("非空文本", "a text that is not empty")
        case .flag: Words(" true 或 false", "true or false")
        case .versionNumber: Words(" x.y.z 形式的版本号", "x.y.z")
        case .time: Words(" RFC 3339 时间", "a time in RFC 3339")
        case .number(let most): Words(" 0 到 \(most) 的数", "a number from 0 to \(most)")
        case .word(let words):
            Words(" \(words.joined(separator: "、")) 之一", "one of \(words.joined(separator: ", "))")
        }
    }
}
