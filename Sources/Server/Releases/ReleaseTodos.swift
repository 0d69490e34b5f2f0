import Domain

/// What a mini program's releases ask of the one who looks at its home page.
struct ReleaseTodos: Sendable {
    let board: ReleaseBoard
    let app: AuthorisedApp
    let time: PageTime
    let language: Language

    /// A review that takes longer than this many hours is worth a look.
    private static let longReviewHours: Int64 = 24

    private func say(_ zh: String, _ en: String) -> String { Words(zh, en)[language] }

    /// The most urgent first; nothing for those who can only look on.
    var all: [HomePage.Todo] {
        guard app.allows(.versionGray) else { return [] }
        return [gray].compactMap(\.self) + board.line.underway.reversed().compactMap(todo)
    }

    private var gray: HomePage.Todo? {
        guard let gray = board.gray, let number = board.grayEntry?.number else { return nil }
        let words = GrayWords(time: time, language: language)
        let next = gray.state == .running ? gray.left.first.map(words.step) : nil
        let detail = [words.duration(of: gray), next ?? say("扩大或结束", "enlarge or end it")]
        return HomePage.Todo(
            title: say("\(number) 灰度 \(gray.share)%", "\(number) is gray at \(gray.share)%"),
            detail: detail.joined(separator: " · "),
            path: ReleasePaths.gray(number, of: app.id),
            icon: "layers",
            kind: "gray"
        )
    }

    private func todo(_ entry: ReleaseLine.Entry) -> HomePage.Todo? {
        let number = entry.number
        switch entry.status {
        case .approved, .approvedBase:
            if board.line.isReplacement(entry) {
                let running = board.grayEntry?.number.description ?? ""
                return HomePage.Todo(
                    title: say("\(number) 已通过，可以替换灰度版", "\(number) passed: replace the gray version"),
                    detail: say("接管 \(running) 的同一批用户", "It takes over the users of \(running)"),
                    path: ReleasePaths.replace(number, of: app.id),
                    icon: "swap",
                    kind: "good"
                )
            }
            return HomePage.Todo(
                title: say("\(number) 已通过审核，开始灰度", "\(number) passed: start its gray release"),
                detail: entry.status.words[language],
                path: ReleasePaths.gray(number, of: app.id),
                icon: "check",
                kind: "good"
            )
        case .rejected:
            let reasons = board.rejection.map { $0.words[language] }.joined(separator: say("、", ", "))
            return HomePage.Todo(
                title: say("\(number) 审核未通过，看原因", "\(number) did not pass: see why"),
                detail: reasons.isEmpty ? say("看审核详情", "See the review") : reasons,
                path: Paths.review(number, of: app.id),
                icon: "error",
                kind: "bad"
            )
        case .inReview:
            guard let since = board.reviewSince, time.now.seconds(since: since) >= Self.longReviewHours * 3600 else {
                return nil
            }
            return HomePage.Todo(
                title: say("\(number) 审核中", "\(number) is in review"),
                detail: say(
                    "已等待 \(time.elapsed(since: since, language))",
                    "Waiting for \(time.elapsed(since: since, language))"
                ),
                path: Paths.version(number, of: app.id),
                icon: "clock",
                kind: "warn"
            )
        case .development, .gray, .released, .offline, .takenDown: return nil
        }
    }

    /// What stops a bad release at once: the end of the gray release, else the way back.
    var stops: [Step] {
        let steps = VersionSteps(board: board, app: app, language: language)
        if let gray = board.gray { return [steps.step(.endGray, of: gray.version)].compactMap(\.self) }
        return [board.line.released.flatMap { steps.step(.rollBack, of: $0.id) }].compactMap(\.self)
            .filter { !$0.isRefused }.map(\.calm)
    }
}
