import Domain

extension Duty {
    /// What somebody with it does, in a few words.
    var explanation: Words {
        switch self {
        case .reviewer: Words("审核提交的版本，强制下架", "Reviews what is submitted, takes down by force")
        case .assessor: Words("评估用户反馈", "Assesses users' feedback")
        case .official: Words("写产品通知，以官方身份回答", "Writes product notices, answers officially")
        case .moderator: Words("管理社区内容", "Looks after the community")
        case .administrator:
            Words("管理人员、平台设置，查看操作日志", "Looks after people and settings, reads the journal")
        }
    }
}
