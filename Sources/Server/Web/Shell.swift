import Domain

/// What the frame around every page shows.
struct Shell: Sendable {
    let title: String
    let subtitle: String
    let hasSubtitle: Bool
    let language: String
    let isChinese: Bool
    let isSignedIn: Bool
    /// Without navigation: sign-in, set-up, errors for strangers.
    let isBare: Bool
    /// The class of the body: `plain` without navigation, `inner` below a tab's own page.
    let frame: String
    let isHome: Bool
    let isCommunity: Bool
    let isMessages: Bool
    let isMe: Bool
    /// Unread messages, on the tab.
    let unread: String
    let hasUnread: Bool
    let hasBack: Bool
    let back: String
    let person: Tile
    let personName: String
    /// The mini program that the page is in, for the navigation of a desk.
    let hasHere: Bool
    let hereTile: Tile
    let hereName: String
    let hereLinks: [Link]
    /// What an operator does for the platform, for the navigation and for the pages that lead there.
    let platformLinks: [PlatformLink]
    let hasPlatform: Bool
    let isDemo: Bool
    let said: String
    let hasSaid: Bool
    /// The page's own path, for forms that come back to it.
    let path: String
    let styles: String
    let script: String
    let formScript: String
    let consoleScript: String
    let submissionScript: String
    let liveScript: String
    let pushScript: String
    let peopleScript: String
    let codeScript: String
    let feedbackScript: String
    let favicon: String
    let faviconBitmap: String
    let touchIcon: String

    /// A section of the mini program.
    struct Link: Sendable {
        let path: String
        let icon: String
        let name: String
        let isCurrent: Bool
    }

    /// A place of an operator's work.
    struct PlatformLink: Sendable {
        let path: String
        let icon: String
        let name: String
        let detail: String
        /// What waits there.
        let count: String
        let hasCount: Bool
        let isCurrent: Bool
    }

    init(
        page: Page<some Sendable>,
        visitor: Visitor,
        path: String,
        said: String?,
        assets: Assets,
        settings: Settings
    ) {
        title = page.title[visitor.language]
        subtitle = page.subtitle?[visitor.language] ?? ""
        hasSubtitle = page.subtitle != nil
        language = visitor.language == .zh ? "zh-Hans" : "en"
        isChinese = visitor.language == .zh
        isSignedIn = visitor.person != nil
        isBare = page.isBare || visitor.person == nil
        frame = isBare ? "plain" : page.back == nil ? "" : "inner"
        isHome = page.tab == .home
        isCommunity = page.tab == .community
        isMessages = page.tab == .messages
        isMe = page.tab == .me
        let unread = visitor.person?.unreadMessages ?? 0
        (self.unread, hasUnread) = (unread > 99 ? "99+" : "\(unread)", unread > 0)
        hasBack = page.back != nil
        back = page.back ?? ""
        person = Tile(name: visitor.person?.name ?? "", picture: visitor.person?.picture)
        personName = visitor.person?.name ?? ""
        hasHere = page.app != nil
        hereTile = Tile(name: page.app?.name ?? "", picture: page.app?.logo)
        hereName = page.app?.name ?? ""
        hereLinks = page.app.map { Self.links(of: $0, path: path, visitor.language) } ?? []
        platformLinks = Self.platformLinks(of: visitor, path: path)
        hasPlatform = !platformLinks.isEmpty
        isDemo = settings.isDemo
        self.said = said ?? ""
        hasSaid = said != nil
        self.path = path
        styles = assets.url("app.css")
        script = assets.url("app.js")
        formScript = assets.url("forms.js")
        consoleScript = assets.url("console.js")
        submissionScript = assets.url("submission.js")
        liveScript = assets.url("live.js")
        pushScript = assets.url("push.js")
        peopleScript = assets.url("people.js")
        codeScript = assets.url("code.js")
        feedbackScript = assets.url("feedback.js")
        favicon = assets.url("favicon.svg")
        faviconBitmap = assets.url("favicon-32.png")
        touchIcon = assets.url("apple-touch-icon.png")
    }

    private static func links(of app: AuthorisedApp, path: String, _ language: Language) -> [Link] {
        let versions = [
            Paths.versions(app.id), Paths.upload(app.id), Paths.experienceSettings(app.id),
            ReleasePaths.history(app.id), ReleasePaths.rules(app.id), Paths.compare(app.id),
        ]
        let members = [
            Paths.members(app.id), Paths.invite(app.id), Paths.invitationLinks(app.id),
            Paths.formerInvitations(app.id), Paths.handOver(app.id),
        ]
        let sections: [(paths: [String], icon: String, name: Words, action: Action)] = [
            (versions + [Paths.newPreview(app.id)], "layers", Words("版本管理", "Versions"), .versionView),
            (members, "people", Words("成员管理", "Members"), .memberView),
            ([Paths.feedback(app.id)], "flag", Words("用户反馈", "Feedback"), .feedbackView),
            (
                [Paths.insights(app.id), Paths.performance(app.id), Paths.versionInsights(app.id)], "chart",
                Words("数据分析", "Insights"), .insightsView
            ),
            ([Paths.information(app.id)], "card", Words("基础信息", "Base information"), .appView),
            ([Paths.webhooks(app.id)], "link", Words("Webhook", "Webhooks"), .webhookManage),
        ]
        return sections.filter { app.allows($0.action) }.map { section in
            Link(
                path: section.paths[0],
                icon: section.icon,
                name: section.name[language],
                isCurrent: section.paths.contains { path.hasPrefix($0) }
            )
        }
    }

    private static func platformLinks(of visitor: Visitor, path: String) -> [PlatformLink] {
        guard let person = visitor.person else { return [] }
        let waiting = person.waitingReviews
        let count = waiting > SignedInPerson.mostWaiting ? "\(SignedInPerson.mostWaiting)+" : "\(waiting)"
        let isReview = path.hasPrefix(Paths.reviewQueue) && !path.hasPrefix(Paths.onlineApps)
        var links: [PlatformLink] = []
        if visitor.caller.decision(.reviewList) == .allowed {
            let detail =
                waiting == 0
                ? Words("都审完了", "All reviewed") : Words("\(count) 个版本等待审核", "\(count) waiting for review")
            links.append(
                PlatformLink(
                    path: Paths.reviewQueue,
                    icon: "check",
                    name: Words("审核台", "Review console")[visitor.language],
                    detail: detail[visitor.language],
                    count: count,
                    hasCount: waiting > 0,
                    isCurrent: isReview
                )
            )
        }
        if visitor.caller.decision(.feedbackList) == .allowed {
            let waiting = person.waitingFeedback
            let count = waiting > SignedInPerson.mostWaiting ? "\(SignedInPerson.mostWaiting)+" : "\(waiting)"
            links.append(
                PlatformLink(
                    path: Paths.feedbackQueue,
                    icon: "flag",
                    name: Words("反馈评估", "Feedback")[visitor.language],
                    detail: (waiting == 0
                        ? Words("都评估完了", "All assessed") : Words("\(count) 组等待评估", "\(count) groups to assess"))[
                            visitor.language
                        ],
                    count: count,
                    hasCount: waiting > 0,
                    isCurrent: path.hasPrefix(Paths.feedbackQueue)
                )
            )
        }
        if visitor.caller.decision(.versionForceOffline) == .allowed {
            links.append(
                PlatformLink(
                    path: Paths.onlineApps,
                    icon: "globe",
                    name: Words("线上小程序", "What is online")[visitor.language],
                    detail: Words("查找和强制下架", "Find, and take down by force")[visitor.language],
                    count: "",
                    hasCount: false,
                    isCurrent: path.hasPrefix(Paths.onlineApps)
                )
            )
        }
        if visitor.caller.decision(.noticeWrite) == .allowed {
            links.append(
                PlatformLink(
                    path: Paths.notices,
                    icon: "notice",
                    name: Words("产品通知", "Product notices")[visitor.language],
                    detail: Words("写给所有人、所有者或开发者", "To everybody, owners or developers")[visitor.language],
                    count: "",
                    hasCount: false,
                    isCurrent: path.hasPrefix(Paths.notices)
                )
            )
        }
        if visitor.caller.decision(.installationSettings) == .allowed {
            links.append(
                PlatformLink(
                    path: Paths.settings,
                    icon: "settings",
                    name: Words("平台设置", "Settings")[visitor.language],
                    detail: Words("注册、邀请链接和安全", "Registration, invitations, security")[visitor.language],
                    count: "",
                    hasCount: false,
                    isCurrent: path.hasPrefix(Paths.settings) || path.hasPrefix(Paths.accountLinks)
                )
            )
        }
        return links + peopleLinks(of: visitor, path: path)
    }

    private static func peopleLinks(of visitor: Visitor, path: String) -> [PlatformLink] {
        let places: [(action: Action, path: String, icon: String, name: Words, detail: Words)] = [
            (
                .personRead, Paths.people, "people", Words("人员", "People"),
                Words("职责、停用、设备和令牌", "Duties, disabling, devices and tokens")
            ),
            (
                .journalRead, Paths.journal, "history", Words("操作日志", "Journal"),
                Words("谁在什么时候做了什么", "Who did what, and when")
            ),
        ]
        return places.filter { visitor.caller.decision($0.action) == .allowed }.map { place in
            PlatformLink(
                path: place.path,
                icon: place.icon,
                name: place.name[visitor.language],
                detail: place.detail[visitor.language],
                count: "",
                hasCount: false,
                isCurrent: path.hasPrefix(place.path)
            )
        }
    }
}
