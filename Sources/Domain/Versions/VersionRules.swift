/// The numbers that versions are held to, and the refusals of uploading and of the experience version.
///
/// Source: "Numbers and limits" in `mini-program-rules`; DESIGN, "Experience".
package enum VersionRules {
    package static let mostInDevelopment = 20
    /// A preview lasts 24 hours.
    package static let previewSeconds: Int64 = 24 * 3600
    /// The longest description, weighted; the shortest is asked for at submission only.
    package static let longestDescription = 500
    /// An experience version may stand open to anyone for this many days at most, so that it is not forgotten so.
    package static let mostOpenDays = 90
    /// The largest archive of source maps, in bytes: they are several times as large as the code.
    package static let sourceMaps = 50 * PackageLimits.megabyte

    /// The first number to suggest where there is none yet.
    package static let firstNumber = VersionNumber(1, 0, 0)

    /// The number to suggest after the largest one; nil when there is none after it.
    package static func suggestion(after largest: VersionNumber?) -> VersionNumber? {
        guard let largest else { return firstNumber }
        return largest.next
    }

    /// Refuses a number that is not larger than every one uploaded before.
    package static func check(_ number: VersionNumber, largest: VersionNumber?) throws(Refusal) {
        guard let largest, number <= largest else { return }
        let (zh, en) =
            if let next = largest.next {
                ("，建议用 \(next)", "; \(next) comes next")
            } else {
                ("", "")
            }
        let words = Words(
            "版本号要大于已上传的最大版本 \(largest)\(zh)。",
            "The number must be larger than \(largest), the largest uploaded so far\(en)."
        )
        throw Refusal(
            code: "VERSION_NUMBER_NOT_LARGER",
            status: 409,
            words: words,
            fields: [FieldProblem(field: "version", words: words)]
        )
    }
}

extension Refusal {
    package static let noNumberLeft = Refusal.conflict(
        "VERSION_NUMBER_NOT_LARGER",
        Words("最大的版本号已经用完，没有下一个了。", "The largest number there is was used; there is none after it.")
    )

    package static let tooManyDevelopmentVersions = Refusal.conflict(
        "TOO_MANY_DEVELOPMENT_VERSIONS",
        Words(
            "开发版本最多 \(VersionRules.mostInDevelopment) 个。请先删除不用的版本，或上传时选择自动删除最旧的一个。",
            "There may be \(VersionRules.mostInDevelopment) development versions. Delete one, or let the oldest go "
                + "when uploading (prune)."
        )
    )

    package static let notInDevelopment = Refusal.conflict(
        "CAN_NOT_SET_EXPERIENCE_WITHOUT_INIT",
        Words("只有开发中的版本可以设为体验版。", "Only a version in development can be the experience version.")
    )

    package static let notTheExperienceVersion = Refusal.conflict(
        "NOT_EXPERIENCE_VERSION",
        Words("这个版本不是体验版，页面可能已经过期。", "This is not the experience version. The page may be out of date.")
    )

    package static let noExperienceYet = Refusal.conflict(
        "EXPERIENCE_NOT_EXIST",
        Words("还没有体验版，请先把一个开发版本设为体验版。", "There is no experience version yet. Set one first.")
    )

    package static let isExperienceVersion = Refusal.conflict(
        "CAN_NOT_DELETE_WITH_EXPERIENCE",
        Words(
            "这是体验版，不能直接删除。请选择“取消体验版并删除”。",
            "This is the experience version. Cancel it first, or choose to cancel and delete in one step."
        )
    )

    package static let notDeletable = Refusal.conflict(
        "CAN_NOT_DELETE_WITHOUT_DEV",
        Words("只有开发中的版本可以删除。", "Only a version in development can be deleted.")
    )

    /// The same refusal, shown at a field of a form where it names none itself.
    package func at(_ field: String) -> Refusal {
        guard fields.isEmpty else { return self }
        return Refusal(
            code: code,
            status: status,
            words: words,
            fields: [FieldProblem(field: field, words: words)],
            retryAfterSeconds: retryAfterSeconds
        )
    }
}
