/// The agreement that a submission accepts. Texts are versioned and stay readable; only the newest can be accepted.
package struct Agreement: Hashable, Sendable {
    /// The day from which it holds: `2026-11-01`.
    package let version: String
    package let title: Words
    package let sections: [Section]

    package struct Section: Hashable, Sendable {
        package let heading: Words
        package let text: Words
    }

    /// Every text there was, the newest first.
    package static let all: [Agreement] = [november2026]

    /// The one that is accepted now.
    package static var current: Agreement { all[0] }

    /// The text of a version; nil when there was none of that name.
    package static func named(_ version: String) -> Agreement? { all.first { $0.version == version } }

    /// The Chinese text as one piece: what the stored fingerprint is taken of.
    package var fullText: String {
        ([title.zh] + sections.flatMap { [$0.heading.zh, $0.text.zh] }).joined(separator: "\n")
    }

    private static let november2026 = Agreement(
        version: "2026-11-01",
        title: Words("小程序提审协议", "Submission agreement"),
        sections: [
            Section(
                heading: Words("一、你提交的内容", "1. What you submit"),
                text: Words(
                    "你保证提交的代码包、截图、说明和资质真实、完整，并有权使用其中的名称、图片和内容。测试账号在审核期间可用，且不含真实用户的数据。",
                    "You vouch that the package, screenshots, description and papers are true and complete, and that you may use the names, pictures and content in them. The test account works during the review and holds no data of real users."
                )
            ),
            Section(
                heading: Words("二、审核", "2. Review"),
                text: Words(
                    "平台人员会运行你提交的版本，查看检查结果和你填写的资料，并给出通过、仅准入或驳回的决定。驳回会写明原因。审核通过不代表平台为你的服务作保。",
                    "Operators run the version that you submit, read the inspection and what you filled in, and approve it, approve its base only, or reject it. A rejection says why. An approval is no endorsement of your service."
                )
            ),
            Section(
                heading: Words("三、发布", "3. Release"),
                text: Words(
                    "通过后由你决定何时灰度、上架或回滚。上架的代码必须和审核的一致：不得在发布后用远程代码改变功能，不得对审核人员和用户显示不同的内容。",
                    "Once passed, you decide when to release it to a share of users, to everybody, or to roll back. What is released must be what was reviewed: no remote code that changes what it does, and nothing that shows reviewers other things than users."
                )
            ),
            Section(
                heading: Words("四、用户数据", "4. Users' data"),
                text: Words(
                    "只收集服务必需的数据，向用户说明用途并取得同意；不把数据用于说明之外的目的，不泄露、不出售。用户要求删除时应及时删除。",
                    "Collect only what the service needs, tell users what for, and ask them. Use it for nothing else, leak and sell none of it, and delete it promptly when they ask."
                )
            ),
            Section(
                heading: Words("五、违规处理", "5. Breaches"),
                text: Words(
                    "发现违法违规、欺诈、侵权或严重影响用户的问题时，平台可以强制下架并说明原因。你可以修改后重新提审。",
                    "Where something is unlawful, fraudulent, infringing or seriously harms users, operators may take it down and say why. You may mend it and submit again."
                )
            ),
            Section(
                heading: Words("六、记录", "6. Record"),
                text: Words(
                    "谁在什么时间接受了哪一版协议会被保存。协议更新后，下一次提审需要重新接受。",
                    "Who accepted which text and when is kept. After a change of the text, the next submission accepts it anew."
                )
            ),
        ]
    )
}
