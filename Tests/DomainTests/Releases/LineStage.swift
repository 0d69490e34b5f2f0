import Domain

/// Release lines as `LineTable` describes them, and its requests as commands.
enum LineStage {
    static let subject = ID<Version>(rawValue: "subject")
    static let gray = ID<GrayRelease>(rawValue: "gray")
    static let salt = CohortSalt(bytes: [UInt8](repeating: 7, count: 16))!
    static let ten = GrayShare(percent: "10")!

    /// 2.0.0 with this status, and what else there is.
    static func line(_ status: VersionStatus, beside neighbour: LineTable.Neighbour) -> ReleaseLine {
        var line = ReleaseLine()
        var own = ReleaseLine.Entry(id: subject, number: VersionNumber(2, 0, 0), status: status)
        if status == .gray {
            own.beforeGray = .approvedBase
            line.gray = GrayRelease(id: gray, version: subject, salt: salt, share: ten)
        }
        func add(_ number: VersionNumber, _ status: VersionStatus, replaces: Bool = false) -> ID<Version> {
            let id = ID<Version>(rawValue: number.description)
            line.entries[id] = ReleaseLine.Entry(
                id: id,
                number: number,
                status: status,
                beforeGray: status == .gray ? .approved : nil,
                replaces: replaces ? gray : nil
            )
            if status == .gray { line.gray = GrayRelease(id: gray, version: id, salt: salt, share: ten) }
            return id
        }
        let (first, middle) = (VersionNumber(1, 0, 0), VersionNumber(1, 5, 0))
        switch neighbour {
        case .nobody: break
        case .inReview: _ = add(middle, .inReview)
        case .approved: _ = add(middle, .approved)
        case .approvedBase: _ = add(middle, .approvedBase)
        case .rejected: _ = add(middle, .rejected)
        case .gray: _ = add(middle, .gray)
        case .grayToReplace:
            _ = add(middle, .gray)
            own.replaces = gray
        case .grayWithReplacement:
            _ = add(middle, .gray)
            _ = add(VersionNumber(1, 6, 0), .inReview, replaces: true)
        case .ownReplacement: _ = add(VersionNumber(2, 1, 0), .inReview, replaces: true)
        case .released:
            _ = add(middle, .released)
            line.largestReleased = middle
        case .previous:
            line.previous = add(first, .offline)
            line.largestReleased = status == .released ? own.number : middle
            if status != .released { _ = add(middle, .released) }
        case .rolledBack:
            line.wasRolledBack = true
            if status == .released {
                line.largestReleased = VersionNumber(2, 0, 1)
                _ = add(VersionNumber(2, 0, 1), .offline)
            } else {
                line.largestReleased = VersionNumber(1, 6, 0)
                _ = add(VersionNumber(1, 6, 0), .offline)
                _ = add(middle, .released)
            }
        case .largerReleased:
            line.largestReleased = VersionNumber(3, 0, 0)
            _ = add(VersionNumber(3, 0, 0), .offline)
        }
        line.entries[subject] = own
        return line
    }

    static func command(_ request: LineTable.Request) -> VersionCommand {
        let submission = ID<Submission>(rawValue: "submission")
        switch request {
        case .submit: return .submit(submission, replacesGray: false, isExpress: false)
        case .submitReplacing: return .submit(submission, replacesGray: true, isExpress: false)
        case .withdraw: return .withdraw
        case .approve: return .decide(submission, .approve, [])
        case .approveBase: return .decide(submission, .approveBase, [])
        case .reject: return .decide(submission, .reject, [.whiteScreen])
        case .returnToDevelopment: return .returnToDevelopment
        case .startGray: return .startGray(ID(rawValue: "new gray"), salt, ten, isAutomatic: false)
        case .enlarge: return .enlargeGray(.everyone, isScheduled: false)
        case .enlargeToTheSame: return .enlargeGray(ten, isScheduled: false)
        case .makeSmaller: return .enlargeGray(GrayShare(percent: "9.99")!, isScheduled: false)
        case .endGray: return .endGray
        case .replaceGray: return .replaceGray
        case .release, .releaseByOpenPlatform: return .release
        case .takeOffline: return .takeOffline
        case .rollBack: return .rollBack(confirmed: nil)
        case .forceOffline: return .forceOffline
        case .delete: return .delete(cancelsExperience: false)
        }
    }
}

extension ReleaseLine {
    /// The line after a command, or the refusal.
    func after(
        _ command: VersionCommand,
        on version: ID<Version> = LineStage.subject,
        by person: ID<Person>? = nil,
        through channel: ActionChannel = .byHand
    ) -> Result<ReleaseLine, Refusal> {
        do throws(Refusal) {
            var line = self
            for event in try events(of: command, on: version, by: person, through: channel) {
                line.apply(event, by: person)
            }
            return .success(line)
        } catch {
            return .failure(error)
        }
    }
}
