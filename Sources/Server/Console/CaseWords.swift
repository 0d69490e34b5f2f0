import Domain

/// The parts of a submission's page that are put together from several facts.
extension CasePage {
    static func badges(_ found: ReviewCaseQueries.Case, _ facts: CaseFacts, _ writer: VersionWriter) -> [Badge] {
        var badges: [Badge] = []
        if found.isExpress { badges.append(Badge(text: writer.say("加急", "Express"), kind: "warn", icon: "clock")) }
        if facts.isFirst { badges.append(Badge(text: writer.say("首次提交", "First submission"), kind: "blue", icon: "")) }
        if found.replacesGray {
            badges.append(Badge(text: writer.say("替换灰度版", "Replaces the gray version"), kind: "gray", icon: ""))
        }
        if let share = found.grayShare {
            let text = writer.say("通过后灰度 \(share)%", "Gray at \(share)% once passed")
            badges.append(Badge(text: text, kind: "gray", icon: ""))
        }
        if facts.version.isForwardOnly {
            badges.append(Badge(text: writer.say("只能向前", "Forward only"), kind: "warn", icon: ""))
        }
        return badges
    }

    /// How it ended, when it waits no longer.
    static func outcome(
        _ found: ReviewCaseQueries.Case,
        _ row: VersionRow,
        _ writer: VersionWriter
    ) -> (words: String, kind: String) {
        guard let end = found.closedAt else { return ("", "") }
        let at = writer.time.short(end, writer.language)
        guard let decision = found.decision else {
            return (writer.say("已在\(at)撤回，不用审核了。", "Withdrawn, \(at). There is nothing to review."), "still")
        }
        let decider = found.decider ?? ""
        let status = row.status.words
        return (
            writer.say(
                "\(decider)在\(at)决定：\(decision.words.zh)。这个版本现在是“\(status.zh)”。",
                "\(decider), \(at): \(decision.words.en.lowercased()). The version is “\(status.en)” now."
            ), decision == .reject ? "bad" : "good"
        )
    }

    static func claim(
        _ found: ReviewCaseQueries.Case,
        _ number: VersionNumber,
        _ filter: ReviewQueueFilter,
        _ writer: VersionWriter,
        _ console: ConsoleWriter
    ) -> Claim {
        let now = writer.time.now
        let holder = found.holder(at: now)
        let path = Paths.reviewCase(number, of: writer.app.id)
        let left = found.claimedAt.map { ClaimReview.lastsSeconds - now.seconds(since: $0) } ?? 0
        let words =
            holder == nil
            ? writer.say("还没有人认领", "Nobody has taken it")
            : holder == console.person
                ? writer.say("你认领了，还有 \(console.duration(left))", "Yours for \(console.duration(left)) more")
                : writer.say("\(found.claimer ?? "")正在审核", "\(found.claimer ?? "") is reviewing it")
        return Claim(
            path: path + "/claim",
            giveBackPath: path + "/give-back",
            show: filter.rawValue,
            isFree: found.closedAt == nil && holder == nil,
            isMine: found.closedAt == nil && holder == console.person,
            isTaken: found.closedAt == nil && holder != nil && holder != console.person,
            words: words
        )
    }

    static func facts(_ facts: CaseFacts, _ writer: VersionWriter) -> [Fact] {
        let information = facts.information
        let region: String =
            switch information.regionType {
            case nil: ""
            case .location?: facts.provinces.map { $0[writer.language] }.joined(separator: writer.say("、", ", "))
            case let type?: type.words[writer.language]
            }
        let contact = [information.servicePhone, information.serviceEmail].filter { !$0.isEmpty }
        let pairs: [(Words, String)] = [
            (Words("名称", "Name"), information.name),
            (Words("英文名", "English name"), information.englishName),
            (Words("标语", "Slogan"), information.slogan),
            (Words("简介", "Description"), information.description),
            (Words("类目", "Categories"), facts.categories.map { $0[writer.language] }.joined(separator: "\n")),
            (Words("服务区域", "Region"), region),
            (Words("客服", "Contact"), contact.joined(separator: "\n")),
            (Words("备案号", "Filing"), information.filingNumber),
            (Words("隐私政策", "Privacy policy"), information.privacyPolicyURL),
            (Words("请求域名", "Request hosts"), information.requestDomains.joined(separator: "\n")),
            (Words("小程序 ID", "App id"), AppID.grouped(writer.app.id)),
        ]
        return pairs.filter { !$0.1.isEmpty }.map { Fact(name: $0.0[writer.language], value: $0.1) }
    }

    static func earlier(_ facts: CaseFacts, _ shelf: inout PictureShelf, _ writer: VersionWriter) -> [Earlier] {
        var rows: [(at: Instant, row: Earlier)] = []
        for decided in facts.decisions {
            let reasons = decided.reasons.map { reason in
                let pictures = shelf.rows(reason.pictures, reason.type.words[writer.language])
                return Reason(
                    type: reason.type.words[writer.language],
                    hasType: true,
                    memo: reason.memo,
                    pictures: pictures,
                    hasPictures: !pictures.isEmpty
                )
            }
            let kind = decided.decision == .reject ? "bad" : decided.decision == .approve ? "good" : "warn"
            rows.append(
                (
                    decided.at,
                    Earlier(
                        title: decided.number.description,
                        kind: kind,
                        badge: decided.decision.words[writer.language],
                        by: "\(decided.decider) · \(writer.time.short(decided.at, writer.language))",
                        reasons: reasons
                    )
                )
            )
        }
        for takedown in facts.takedowns {
            let reason = Reason(type: "", hasType: false, memo: takedown.reason, pictures: [], hasPictures: false)
            rows.append(
                (
                    takedown.at,
                    Earlier(
                        title: takedown.number.description,
                        kind: "bad",
                        badge: VersionStatus.takenDown.words[writer.language],
                        by: "\(takedown.by) · \(writer.time.short(takedown.at, writer.language))",
                        reasons: [reason]
                    )
                )
            )
        }
        return rows.sorted { $0.at > $1.at }.map(\.row)
    }
}
