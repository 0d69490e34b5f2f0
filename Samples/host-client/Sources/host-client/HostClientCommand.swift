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
            say(line(await client.start()))
            say(line(await client.report()))
            guard !options.isOnce else { return }
            await client.keepChecking { say(line($0)) }
        } catch {
            FileHandle.standardError.write(Data("host-client: \(error.localizedDescription)\n".utf8))
            exit(1)
        }
    }

    /// A program's answer goes to standard output, where whoever started it reads it.
    private static func say(_ line: String) { print(line) }

    private static func line(_ start: Start) -> String {
        switch start {
        case .run(let version, let package, let isStale):
            "run \(version.version) (\(version.stage.rawValue)) from \(package.path)\(isStale ? ", stale" : "")"
        case .offline: "taken offline: nothing is here any more"
        case .nothing(let failure): "nothing to run" + (failure.map { ": \($0)" } ?? " for this user")
        }
    }

    private static func line(_ outcome: Outcome) -> String {
        switch outcome {
        case .ready(let version, .now): "switch now to \(version.version)"
        case .ready(let version, .atNextStart): "\(version.version) is ready for the next start"
        case .unchanged: "unchanged"
        case .offline: "taken offline: purged"
        case .nothing: "nothing is released to this user"
        case .kept(let failure): "kept what is here: \(failure)"
        }
    }

    private static func line(_ report: Report) -> String {
        let failure = report.failure.map { ", the rest waits: \($0)" } ?? ""
        return "reported \(report.accepted) events, \(report.rejected) rejected\(failure)"
    }
}
