import Domain

extension JournalEvent.CodingKeys {
    /// What the entries of this word are called where they are chosen and counted.
    var journalName: Words {
        switch self {
        case .personAdded: Words("添加账号", "Account added")
        case .personDisabled: Words("停用账号", "Account disabled")
        case .personEnabled: Words("恢复账号", "Account enabled")
        case .dutiesChanged: Words("职责变化", "Duties changed")
        case .personSignedOut: Words("管理员退出设备", "Signed out by an administrator")
        case .personTokenRevoked: Words("管理员吊销令牌", "Token revoked by an administrator")
        case .factorAdded: Words("开启两步验证", "Second factor on")
        case .factorRemoved: Words("停用两步验证", "Second factor off")
        case .recoveryCodesMade: Words("更换恢复码", "New recovery codes")
        case .recoveryCodeUsed: Words("使用恢复码", "Recovery code used")
        case .deviceAdded: Words("新设备登录", "New device")
        case .factorGuessed: Words("验证码连续不对", "Wrong codes after the right password")
        case .personRegistered: Words("注册账号", "Account made by themselves")
        case .accountLinkMade: Words("生成注册邀请链接", "Invitation link for accounts made")
        case .accountLinkRevoked: Words("停用注册邀请链接", "Invitation link for accounts revoked")
        case .resetLinkMade: Words("生成重设密码的链接", "Link to a new password made")
        case .passwordReset: Words("用链接重设密码", "Password reset by a link")
        case .settingsChanged: Words("修改平台设置", "Settings changed")
        case .profileChanged: Words("修改个人资料", "Profile changed")
        case .passwordChanged: Words("修改密码", "Password changed")
        case .tokenMade: Words("新建令牌", "Token made")
        case .tokenRevoked: Words("吊销令牌", "Token revoked")
        case .hostUserLinked: Words("关联宿主用户编号", "Host user id linked")
        case .hostUserUnlinked: Words("取消关联宿主用户编号", "Host user id unlinked")
        case .appCreated: Words("创建小程序", "Mini program created")
        case .webhookMade: Words("添加 Webhook", "Webhook added")
        case .webhookChanged: Words("修改 Webhook", "Webhook changed")
        case .webhookRemoved: Words("删除 Webhook", "Webhook removed")
        case .webhookGaveUp: Words("Webhook 没有送达", "Webhook not delivered")
        case .previewMade: Words("生成预览", "Preview made")
        case .reviewTemplateSaved: Words("保存回复模板", "Reply template saved")
        case .reviewTemplateRemoved: Words("删除回复模板", "Reply template removed")
        case .runtimeKeyRotated: Words("更换签名密钥", "Signing key replaced")
        case .noticePublished: Words("发布产品通知", "Notice published")
        case .noticeWithdrawn: Words("撤回产品通知", "Notice withdrawn")
        default: eventName
        }
    }
}
