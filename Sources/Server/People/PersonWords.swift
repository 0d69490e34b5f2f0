import Domain

extension JournalEvent {
    /// What happened to an account or to the installation, as the second half of a sentence that begins with who did it.
    var personActivity: Words {
        switch self {
        case .personAdded(_, let duties):
            duties.isEmpty
                ? Words("添加了账号", "added an account")
                : Words("添加了账号（\(Self.list(duties).zh)）", "added an account with duties: \(Self.list(duties).en)")
        case .personDisabled(_, let reason):
            Words(
                "停用了账号\(reason.map { "（\($0.words.zh)）" } ?? "")",
                "disabled an account\(reason.map { ", \($0.words.en.lowercased())" } ?? "")"
            )
        case .personEnabled: Words("恢复了账号", "enabled an account again")
        case .dutiesChanged(_, let given, let taken):
            switch (given.isEmpty, taken.isEmpty) {
            case (true, _): Words("取消了职责（\(Self.list(taken).zh)）", "took duties: \(Self.list(taken).en)")
            case (_, true): Words("给了职责（\(Self.list(given).zh)）", "gave duties: \(Self.list(given).en)")
            case (false, false):
                Words(
                    "调整了职责（新增\(Self.list(given).zh)，取消\(Self.list(taken).zh)）",
                    "gave duties: \(Self.list(given).en), and took: \(Self.list(taken).en)"
                )
            }
        case .personSignedOut(_, let sessions):
            Words("让 \(sessions) 台设备退出了登录", "ended sessions: \(sessions)")
        case .personTokenRevoked: Words("吊销了别人的令牌", "revoked somebody's token")
        case .profileChanged: Words("修改了个人资料", "changed a profile")
        case .passwordChanged: Words("修改了密码", "changed a password")
        case .tokenMade(_, _, let scopes):
            Words("新建了访问令牌，权限 \(scopes.count) 项", "made an access token, scopes: \(scopes.count)")
        case .tokenRevoked: Words("吊销了自己的访问令牌", "revoked an access token of their own")
        case .hostUserLinked: Words("关联了宿主用户编号", "linked a host app user id")
        case .hostUserUnlinked: Words("取消关联宿主用户编号", "unlinked a host app user id")
        case .runtimeKeyRotated(_, let isRevoked):
            isRevoked
                ? Words("更换了签名密钥，旧密钥作废", "replaced the signing key and revoked the old one")
                : Words("更换了签名密钥", "replaced the signing key")
        default: Words("", "")
        }
    }

    private static func list(_ duties: [Duty]) -> Words {
        Words(
            duties.map(\.words.zh).joined(separator: "、"),
            duties.map { $0.words.en.lowercased() }.joined(separator: ", ")
        )
    }
}
