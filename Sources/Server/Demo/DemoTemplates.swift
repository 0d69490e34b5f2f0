import Domain

/// What the demonstration's reviewer writes often.
enum DemoTemplates {
    static let all: [(type: RejectionType, memo: String)] = [
        (.whiteScreen, "弱网（3G）下打开后白屏超过 5 秒。请先显示骨架屏或加载提示，并在 3 秒内给出首屏内容。"),
        (.requestFailure, "页面里的请求返回 4xx 或 5xx，内容没有显示。请检查域名是否已配置、证书是否有效，并给失败加上提示。"),
        (.placeholderContent, "页面里有测试数据、占位图片或“即将上线”的入口。请换成正式内容，或先去掉入口。"),
        (.categoryMismatch, "实际服务超出所选类目，或缺少对应资质。请补充类目和资质后重新提审。"),
    ]

    static func fill(_ platform: Platform, by reviewer: ID<Person>?) async throws {
        let caller = Caller(person: reviewer, duties: [.reviewer], scopes: nil)
        for template in all {
            let save = SaveReplyTemplate(platform: platform)
            try await save(type: template.type.rawValue, memo: template.memo, by: caller)
        }
    }
}
