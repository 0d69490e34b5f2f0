/// What stands in the way of a move, and what to do instead. Codes are the platform's where it has a word.
extension Refusal {
    /// The status does not allow it: says what the status is and what it allows a member; to the platform's people, that it
    /// moved on.
    ///
    /// - Parameter doing: what was asked for, where it has another name than its row of the table.
    package static func illegal(_ move: IllegalMove, doing: Words? = nil) -> Refusal {
        let (status, action) = (move.from.words, doing ?? move.action.words)
        let possible = move.from.possibleActions.filter(\.isTaken)
        let instead =
            if !move.action.isTaken {
                Words("请刷新后再看。", " Reload and look again.")
            } else if possible.isEmpty {
                Words("可以上传一个新版本。", " Upload a new version instead.")
            } else {
                Words(
                    "现在可以：\(possible.map(\.words.zh).joined(separator: "、"))。",
                    " Possible now: \(possible.map { $0.words.en.lowercased() }.joined(separator: ", "))."
                )
            }
        return .conflict(
            move.code,
            Words(
                "这个版本是“\(status.zh)”，不能\(action.zh)。\(instead.zh)",
                "This version is “\(status.en)”: not possible: \(action.en.lowercased()).\(instead.en)"
            )
        )
    }

    package static let inspectionFailed = Refusal.conflict(
        "CAN_NOT_SUBMIT_WITHOUT_SCAN_PASS",
        Words("提审检查有错误，修改后重新上传再提审。", "The inspection found errors. Mend them, upload again and submit that.")
    )

    package static func largerReleased(_ number: VersionNumber) -> Refusal {
        .conflict(
            "EXIST_LARGER_ONLINED_VERSION",
            Words(
                "更大的版本 \(number) 已经上架过，请上传一个比它大的版本。",
                "A larger number, \(number), was released already. Upload one larger than it."
            )
        )
    }

    static func otherUnderway(_ other: ReleaseLine.Entry, canReplace: Bool) -> Refusal {
        let (number, status) = (other.number, other.status.words)
        let instead =
            canReplace
            ? Words("要紧急修复，请提审“替换灰度版”。", " For a hotfix, submit it as a replacement.")
            : Words("请等它结束，或先撤回、退回它。", " Wait for it, or take it back first.")
        return .conflict(
            "CAN_NOT_SUBMIT_WITH_AUDIT_GRAY",
            Words(
                "\(number) 正在“\(status.zh)”，同时只能有一个版本。\(instead.zh)",
                "\(number) is “\(status.en)”: one version at a time.\(instead.en)"
            )
        )
    }

    static let nothingToReplace = Refusal.conflict(
        "GRAY_VERSION_NOT_EXIST",
        Words("现在没有灰度中的版本，请按普通版本提审。", "No gray release runs now. Submit it as an ordinary version.")
    )

    static func grayExists(_ number: VersionNumber) -> Refusal {
        .conflict(
            "GRAY_VERSION_EXIST",
            Words(
                "\(number) 正在灰度，同时只能有一个灰度版本。请先上架它或结束它的灰度。",
                "\(number) is in a gray release: one at a time. Release it or end its gray release first."
            )
        )
    }

    static func replacesInstead(_ number: VersionNumber) -> Refusal {
        .conflict(
            "GRAY_VERSION_EXIST",
            Words(
                "这是 \(number) 的替换版本，请用“替换灰度版”接管它的用户。",
                "This is a replacement for \(number). Use “replace” to take over its users."
            )
        )
    }

    static func notAReplacement(_ number: VersionNumber) -> Refusal {
        .conflict(
            "GRAY_VERSION_NOT_EXIST",
            Words(
                "\(number) 不是为现在的灰度版本提审的替换版。可以直接开始灰度。",
                "\(number) was not submitted to replace the gray release that runs now. Start a gray release of its own."
            )
        )
    }

    static func grayOnlyGrows(_ share: GrayShare?) -> Refusal {
        .conflict(
            "GRAY_STRATEGY_NOT_ALLOW_REDUCE",
            Words(
                "灰度比例只能扩大（现在 \(share?.description ?? "0")%）。要收回，请结束灰度。",
                "A share only grows (\(share?.description ?? "0")% now). To take it back, end the gray release."
            )
        )
    }

    static func sameShare(_ share: GrayShare) -> Refusal {
        .conflict(
            "GRAY_STRATEGY_IS_INVALID",
            Words("现在已经是 \(share)%，请选更大的比例。", "It is \(share)% already. Choose a larger share.")
        )
    }

    static let secondPersonNeeded = Refusal.conflict(
        "SECOND_PERSON_REQUIRED",
        Words(
            "这个小程序要求由另一个人上架：请让没有提审这个版本的成员操作。",
            "A release needs a second person here: somebody who did not submit this version."
        )
    )

    static func offlineDuringGray(_ number: VersionNumber) -> Refusal {
        .conflict(
            "CAN_NOT_OFFLINE_WITH_GRAY",
            Words("\(number) 正在灰度，请先结束灰度再下架。", "\(number) is in a gray release. End it before taking this offline.")
        )
    }

    static func rollBackDuringGray(_ number: VersionNumber) -> Refusal {
        .conflict(
            "CAN_NOT_ROLLBACK_WITH_GRAY",
            Words("灰度期间不能回滚，请先结束 \(number) 的灰度。", "No roll back during a gray release. End that of \(number) first.")
        )
    }

    static let rolledBackAlready = Refusal.conflict(
        "CAN_NOT_CONTINUOUS_ROLLBACK",
        Words("已经回滚过一次，不能连续回滚。请修复后上架新版本。", "It was rolled back once already. Release a mended version next.")
    )

    static let nothingToRollBackTo = Refusal.conflict(
        "CAN_NOT_ROLLBACK_WITHOUT_OFFLINE",
        Words("没有可以回滚到的版本。要停止服务，可以下架。", "There is no version to go back to. To stop serving, take it offline.")
    )

    static func forwardOnly(_ number: VersionNumber, _ target: VersionNumber) -> Refusal {
        .conflict(
            "FORWARD_ONLY_CONFIRMATION_REQUIRED",
            Words(
                "\(number) 标记为“只能向前”：它写的数据 \(target) 读不了。确定要回滚，请输入 \(number)。",
                "\(number) is marked forward only: \(target) cannot read what it wrote. To roll back all the same, type \(number)."
            )
        )
    }
}
