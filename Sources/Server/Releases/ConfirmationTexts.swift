import Domain

extension ConfirmationWriter {
    struct Face: Sendable {
        let icon: String
        let heading: String
        let lead: String
        let button: String
        let keep: String
    }

    /// The question and its two answers.
    func face(of act: ReleaseAct) -> Face {
        let now = share?.description ?? ""
        switch act {
        case .enlarge(let larger):
            return Face(
                icon: "people",
                heading: say("扩大到 \(larger)%？", "Enlarge to \(larger)%?"),
                lead: say(
                    "\(number) 从 \(now)% 的用户扩大到 \(larger)%。",
                    "\(number) goes from \(now)% of users to \(larger)%."
                ),
                button: say("扩大到 \(larger)%", "Enlarge to \(larger)%"),
                keep: say("保持 \(now)%", "Keep \(now)%")
            )
        case .endGray:
            return Face(
                icon: "power",
                heading: say("结束 \(number) 的灰度？", "End the gray release of \(number)?"),
                lead: say("马上生效，\(number) 不再发给任何用户。", "At once: nobody gets \(number) any more."),
                button: say("结束灰度", "End it"),
                keep: say("继续灰度", "Go on")
            )
        case .pause:
            let next = board.gray?.left.first.map { words.step($0) } ?? ""
            return Face(
                icon: "clock",
                heading: say("暂停灰度计划？", "Pause the schedule?"),
                lead: say(
                    "比例停在 \(now)%，“\(next)”不会自动执行。",
                    "The share stays at \(now)%; “\(next)” does not happen by itself."
                ),
                button: say("暂停计划", "Pause it"),
                keep: say("继续按计划", "Keep going")
            )
        case .stop:
            return Face(
                icon: "close",
                heading: say("停止灰度计划？", "Stop the schedule?"),
                lead: say(
                    "比例停在 \(now)%，之后由你手动扩大，或新建一个计划。",
                    "The share stays at \(now)%; enlarge it by hand, or plan anew."
                ),
                button: say("停止计划", "Stop it"),
                keep: say("继续按计划", "Keep going")
            )
        case .replace:
            let old = board.grayEntry?.number.description ?? ""
            return Face(
                icon: "swap",
                heading: say("用 \(number) 替换 \(old)？", "Replace \(old) by \(number)?"),
                lead: say(
                    "正在用 \(old) 的同一批用户，一步换成 \(number)。",
                    "Exactly the users of \(old) get \(number), in one step."
                ),
                button: say("替换灰度版", "Replace it"),
                keep: say("先不替换", "Not now")
            )
        case .release:
            return Face(
                icon: "globe",
                heading: say("上架 \(number)？", "Release \(number)?"),
                lead: say("所有用户都会用到 \(number)。", "Everybody gets \(number)."),
                button: say("上架给所有用户", "Release to everybody"),
                keep: say("先不上架", "Not yet")
            )
        case .rollBack:
            let target = board.rollBackTarget(from: entry)?.number.description ?? ""
            return Face(
                icon: "history",
                heading: say("回滚到 \(target)？", "Roll back to \(target)?"),
                lead: say(
                    "所有用户从 \(number) 换回 \(target)，马上生效，不需要审核。",
                    "Everybody goes from \(number) back to \(target), at once, without review."
                ),
                button: say("回滚到 \(target)", "Roll back to \(target)"),
                keep: say("保留 \(number)", "Keep \(number)")
            )
        case .takeOffline:
            return Face(
                icon: "power",
                heading: say("下架 \(number)？", "Take \(number) offline?"),
                lead: say("所有用户都打不开这个小程序，直到有版本上架。", "Nobody can open the mini program until a version is released."),
                button: say("下架", "Take it offline"),
                keep: say("保留在线", "Keep it online")
            )
        }
    }

    var words: GrayWords { GrayWords(time: writer.time, language: writer.language) }

    /// What will happen, each to whom.
    func points(_ act: ReleaseAct) -> [ConfirmationPage.Point] {
        switch act {
        case .enlarge(let larger): enlargement(larger)
        case .endGray: ending
        case .pause, .stop: scheduleChange(act)
        case .replace: replacement
        case .release: releasing
        case .rollBack: rollingBack
        case .takeOffline: takingOffline
        }
    }

    private func point(_ icon: String, _ zh: String, _ en: String, isBad: Bool = false) -> ConfirmationPage.Point {
        ConfirmationPage.Point(icon: icon, text: say(zh, en), isBad: isBad)
    }

    /// That a schedule ends with it, where one is under way.
    private var scheduleEnds: [ConfirmationPage.Point] {
        guard let gray = board.gray, gray.isScheduled else { return [] }
        let count = gray.left.count
        return [
            point("clock", "灰度计划还剩 \(count) 步，一并停止", "The schedule stops with \(writer.count(count, "step")) left")
        ]
    }

    private func enlargement(_ larger: GrayShare) -> [ConfirmationPage.Point] {
        [
            point(
                "people",
                "已经在内的用户和所有成员不变，只有新抽中的用户换版本",
                "Those inside and all members stay; only those newly drawn change"
            ),
            point("info", "比例只能扩大；要收回，只能结束灰度", "A share only grows; to take it back, end the gray release"),
        ] + scheduleEnds
    }

    private var ending: [ConfirmationPage.Point] {
        let now = share?.description ?? ""
        let back = (entry.beforeGray ?? .approved).words
        let users =
            if let online {
                point(
                    "people",
                    "\(now)% 的用户和所有成员换回线上的 \(online)",
                    "\(now)% of users and all members go back to \(online)"
                )
            } else {
                point(
                    "people",
                    "\(now)% 的用户和所有成员打不开小程序，线上没有别的版本",
                    "\(now)% of users and all members can open nothing: no version is online",
                    isBad: true
                )
            }
        return [
            users,
            point(
                "layers",
                "\(number) 回到“\(back.zh)”，不用重新审核；再次灰度会重新抽取用户",
                "\(number) is “\(back.en)” again, without another review; a new gray release draws anew"
            ),
        ] + scheduleEnds
    }

    private func scheduleChange(_ act: ReleaseAct) -> [ConfirmationPage.Point] {
        let count = board.gray?.left.count ?? 0
        let left =
            act == .pause
            ? point(
                "clock",
                "继续时，剩下的 \(count) 步按暂停的时长顺延",
                "Going on shifts the \(writer.count(count, "step")) left by the length of the pause"
            )
            : point("clock", "剩下的 \(count) 步取消", "The \(writer.count(count, "step")) left are cancelled")
        return [point("people", "灰度继续，现在的用户不受影响", "The gray release goes on; its users notice nothing"), left]
    }

    private var replacement: [ConfirmationPage.Point] {
        let (now, old) = (share?.description ?? "", board.grayEntry?.number.description ?? "")
        return [
            point(
                "people",
                "\(now)% 的用户和所有成员换成 \(number)，比例和抽取结果不变",
                "\(now)% of users and all members get \(number); share and draw stay"
            ),
            point("layers", "\(old) 变为“已下架”，不会成为回滚的目标", "\(old) is offline, and never where a roll back leads"),
        ] + scheduleEnds
    }

    private var releasing: [ConfirmationPage.Point] {
        var points: [ConfirmationPage.Point] = []
        if let share, share < .everyone {
            let rest = GrayShare(ppm: GrayShare.everyone.ppm - share.ppm)?.description ?? ""
            points.append(
                point(
                    "people",
                    "灰度的 \(share)% 用户和成员不变，其余 \(rest)% 换成 \(number)",
                    "The \(share)% in the gray release and members stay; the other \(rest)% get \(number)"
                )
            )
        } else {
            points.append(
                point("people", "灰度已到所有用户，他们用的版本不变", "The gray release reaches everybody already; nobody changes")
            )
        }
        if let online {
            points.append(
                point(
                    "history",
                    "线上的 \(online) 变为“已下架”；需要时可以直接回滚到它，不用审核",
                    "\(online) goes offline; if need be, roll back to it without review"
                )
            )
        } else {
            points.append(
                point("history", "这是第一个线上版本，上架后没有可回滚的版本", "The first version online: there is none to roll back to")
            )
        }
        if entry.isForwardOnly {
            points.append(
                point(
                    "warn",
                    "\(number) 标记为“只能向前”，回滚时要输入版本号",
                    "\(number) is forward only: a roll back asks for its number",
                    isBad: true
                )
            )
        }
        if entry.isExperience {
            points.append(
                point("pin", "\(number) 不再是体验版，二维码保留", "\(number) stops being the experience version; the code stays")
            )
        }
        return points + scheduleEnds
    }

    private var rollingBack: [ConfirmationPage.Point] {
        let target = board.rollBackTarget(from: entry)?.number.description ?? ""
        var points = [
            point("people", "所有用户和成员都换成 \(target)", "All users and members get \(target)"),
            point(
                "layers",
                "\(number) 变为“已下架”，修好后用新的版本号提审",
                "\(number) goes offline; mend it and submit it under a new number"
            ),
            point("info", "不能连续回滚：下一次要等新版本上架之后", "Not twice in a row: the next one needs another release before"),
        ]
        if entry.isForwardOnly {
            points.insert(
                point(
                    "warn",
                    "\(number) 标记为“只能向前”：它写的数据 \(target) 读不了",
                    "\(number) is forward only: \(target) cannot read what it wrote",
                    isBad: true
                ),
                at: 0
            )
        }
        return points
    }

    private var takingOffline: [ConfirmationPage.Point] {
        var points = [
            point(
                "people",
                "所有用户和成员都打不开线上版本，客户端会清除已下载的代码包",
                "No user and no member can open it; clients remove what they downloaded",
                isBad: true
            ),
            point(
                "layers",
                "\(number) 不能直接恢复：再次上线要上传新版本、提审、灰度",
                "\(number) cannot come back: upload another, submit it, release it"
            ),
            point("pin", "体验版不受影响", "The experience version is not affected"),
        ]
        if let target = board.rollBackTarget(from: entry) {
            points.append(
                point(
                    "history",
                    "只想换回旧版本？回滚到 \(target.number) 不影响使用",
                    "Only the version before is wanted? Roll back to \(target.number) instead"
                )
            )
        }
        return points
    }
}
