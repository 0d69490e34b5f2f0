import Foundation
import HostClient

/// A host app without a screen: says what it would run, and goes on checking.
@main struct HostClientCommand {
    static func main() async {
        guard let options = Options(CommandLine.arguments.dropFirst()) else {
            FileHandle.standardError.write(Data((Options.usage + "\n").utf8))
            exit(64)
        }
        do {
            let client = try HostClient(options.configuration)
            say(await client.start())
            say(await client.report())
            guard !options.isOnce else { return }
            await client.keepChecking { say($0) }
        } catch {
            FileHandle.standardError.write(Data("host-client: \(error.localizedDescription)\n".utf8))
            exit(1)
        }
    }

    private static func say(_ start: Start) {
        switch start {
        case .run(let version, let package, let isStale):
            print("run \(version.version) (\(version.stage.rawValue)) from \(package.path)\(isStale ? ", stale" : "")")
        case .offline: print("taken offline: nothing is here any more")
        case .nothing(let failure): print("nothing to run" + (failure.map { ": \($0)" } ?? " for this user"))
        }
    }

    private static func say(_ outcome: Outcome) {
        switch outcome {
        case .ready(let version, .now): print("switch now to \(version.version)")
        case .ready(let version, .atNextStart): print("\(version.version) is ready for the next start")
        case .unchanged: print("unchanged")
        case .offline: print("taken offline: purged")
        case .nothing: print("nothing is released to this user")
        case .kept(let failure): print("kept what is here: \(failure)")
        }
    }

    private static func say(_ report: Report) {
        let failure = report.failure.map { ", the rest waits: \($0)" } ?? ""
        print("reported \(report.accepted) events, \(report.rejected) rejected\(failure)")
    }
}
