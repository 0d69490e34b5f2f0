import Domain

extension JournalEvent {
    /// What happened on the way through review, as the second half of a sentence.
    var reviewActivity: Words {
        switch self {
        case .versionChanged(_, let number, _, let isForwardOnly):
            switch isForwardOnly {
            case true?: Words("把 \(number) 标记为只能向前", "marked \(number) forward only")
            case false?: Words("取消了 \(number) 的只能向前标记", "unmarked \(number) as forward only")
            case nil: Words("修改了 \(number) 的说明", "changed what \(number) says")
            }
        case .versionSubmitted(_, let number, _, let replaces, let isExpress):
            Words(
                "提审了 \(number)\(replaces == nil ? "" : "，用来替换灰度版")\(isExpress ? "（加急）" : "")",
                "submitted \(number)\(replaces == nil ? "" : " to replace the gray version")\(isExpress ? " (express)" : "")"
            )
        case .versionWithdrawn(_, let number): Words("撤回了 \(number) 的审核", "withdrew \(number) from review")
        case .versionReturned(_, let number): Words("把 \(number) 退回开发", "returned \(number) to development")
        case .reviewClaimed(_, let number, _): Words("开始审核 \(number)", "began to review \(number)")
        case .reviewGivenBack(_, let number, _): Words("放回了 \(number)，等待审核", "put \(number) back into the queue")
        case .versionReviewed(_, let number, _, let decision, let reasons):
            switch decision {
            case .approve: Words("通过了 \(number)", "approved \(number)")
            case .approveBase: Words("准入了 \(number)，不可营销", "approved \(number), not promoted")
            case .reject:
                Words(
                    "驳回了 \(number)：\(reasons.map(\.words.zh).joined(separator: "、"))",
                    "rejected \(number): \(reasons.map { $0.words.en.lowercased() }.joined(separator: ", "))"
                )
            }
        case .reviewTemplateSaved: Words("保存了回复模板", "saved a reply template")
        case .reviewTemplateRemoved: Words("删除了回复模板", "removed a reply template")
        default: Words("", "")
        }
    }

    /// What happened to a release, as the second half of a sentence.
    var releaseActivity: Words {
        switch self {
        case .grayStarted(let gray, let number, let isAutomatic):
            Words(
                "开始灰度 \(number)，\(gray.share)%\(isAutomatic ? "（审核通过后自动开始）" : "")",
                "began a gray release of \(number) at \(gray.share)%\(isAutomatic ? " (by itself once passed)" : "")"
            )
        case .grayEnlarged(_, let number, let share, let isScheduled):
            Words(
                "把 \(number) 的灰度扩大到 \(share)%\(isScheduled ? "（按计划）" : "")",
                "enlarged the gray release of \(number) to \(share)%\(isScheduled ? " (as scheduled)" : "")"
            )
        case .grayEnded(_, let number, _): Words("结束了 \(number) 的灰度", "ended the gray release of \(number)")
        case .grayReplaced(_, let number, _, let by):
            Words("用 \(by) 替换了灰度版 \(number)", "replaced the gray version \(number) by \(by)")
        case .grayScheduleChanged(_, let number, let state, let steps):
            switch state {
            case .running:
                Words("设定了 \(number) 的灰度计划，还有 \(steps.count) 步", "set a schedule for \(number), \(steps.count) steps")
            case .paused: Words("暂停了 \(number) 的灰度计划", "paused the schedule of \(number)")
            case .stopped: Words("\(number) 的灰度计划停止了", "the schedule of \(number) stopped")
            case .finished: Words("\(number) 的灰度计划完成了", "the schedule of \(number) was finished")
            }
        case .versionReleased(_, let number, _): Words("上架了 \(number)，全部用户可用", "released \(number) to everybody")
        case .versionTakenOffline(_, let number): Words("下架了 \(number)", "took \(number) offline")
        case .versionRolledBack(_, let number, _, let target):
            Words("从 \(number) 回滚到 \(target)", "rolled back from \(number) to \(target)")
        case .versionForcedOffline(_, let number): Words("强制下架了 \(number)", "took \(number) down by force")
        case .releaseRuleChanged(let needsSecondPerson):
            needsSecondPerson
                ? Words("要求由另一个人上架", "asked for a second person at releases")
                : Words("不再要求由另一个人上架", "no longer asks for a second person at releases")
        default: Words("", "")
        }
    }
}
