import Domain

/// What a page asks about once more before it is done.
enum ReleaseAct: Sendable, Equatable {
    case enlarge(GrayShare)
    case endGray, pause, stop, replace, release, rollBack, takeOffline

    /// Who may.
    var action: Action {
        switch self {
        case .enlarge, .endGray, .pause, .stop, .replace: .versionGray
        case .release: .versionRelease
        case .rollBack: .versionRollBack
        case .takeOffline: .versionTakeOffline
        }
    }

    /// The rule that it is judged by; nil for a schedule's, which has rules of its own.
    func command(on entry: ReleaseLine.Entry) -> VersionCommand? {
        switch self {
        case .enlarge(let share): .enlargeGray(share, isScheduled: false)
        case .endGray: .endGray
        case .replace: .replaceGray
        case .release: .release
        // The number is typed on the page itself.
        case .rollBack: .rollBack(confirmed: entry.number)
        case .takeOffline: .takeOffline
        case .pause, .stop: nil
        }
    }

    func path(_ number: VersionNumber, of app: ID<MiniProgram>) -> String {
        switch self {
        case .enlarge: ReleasePaths.enlarge(number, of: app)
        case .endGray: ReleasePaths.endGray(number, of: app)
        case .pause: ReleasePaths.pause(number, of: app)
        case .stop: ReleasePaths.stop(number, of: app)
        case .replace: ReleasePaths.replace(number, of: app)
        case .release: ReleasePaths.release(number, of: app)
        case .rollBack: ReleasePaths.rollBack(number, of: app)
        case .takeOffline: ReleasePaths.offline(number, of: app)
        }
    }

    var title: Words {
        switch self {
        case .enlarge: Words("扩大灰度", "Enlarge the gray release")
        case .endGray: Words("结束灰度", "End the gray release")
        case .pause: Words("暂停灰度计划", "Pause the schedule")
        case .stop: Words("停止灰度计划", "Stop the schedule")
        case .replace: Words("替换灰度版", "Replace the gray version")
        case .release: Words("上架", "Release")
        case .rollBack: Words("回滚", "Roll back")
        case .takeOffline: Words("下架", "Take offline")
        }
    }

    /// Where one comes from and goes back to.
    func back(_ number: VersionNumber, of app: ID<MiniProgram>) -> String {
        switch self {
        case .enlarge, .pause, .stop: ReleasePaths.gray(number, of: app)
        case .endGray, .replace, .release, .rollBack, .takeOffline: Paths.versions(app)
        }
    }
}
