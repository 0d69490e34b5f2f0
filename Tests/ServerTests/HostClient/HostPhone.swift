import Domain
import Foundation
import HostClient
import Synchronization
import TestSupport

/// A phone with a host app on it: a folder, a clock, and as many starts of the app as a test wants.
struct HostPhone: Sendable {
    let server: String
    let app: String
    let folder: URL
    let clock: PhoneClock
    /// Waiting ends at once where a test says so; otherwise when the one who waits is cancelled.
    var isImpatient = false

    /// - Parameter now: where the phone's clock begins.
    static func with(
        _ server: String,
        app: String,
        now: Date,
        _ use: @Sendable (HostPhone) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let phone = HostPhone(server: server, app: app, folder: URL(filePath: folder), clock: PhoneClock(now))
            try await use(phone)
        }
    }

    /// The host app begins: a client that knows what is on the disk.
    func client(_ user: String = "u", _ change: (inout Configuration) -> Void = { _ in }) throws -> HostClient {
        guard let server = URL(string: server) else { throw SiteFailure("no URL: \(server)") }
        var configuration = Configuration(server: server, app: app, user: user, folder: folder)
        change(&configuration)
        let (clock, isImpatient) = (clock, isImpatient)
        return try HostClient(
            configuration,
            Surroundings(
                now: { clock.now },
                random: { clock.next() },
                sleep: { _ in if !isImpatient { try await Task.sleep(for: .seconds(3600)) } }
            )
        )
    }

    /// Every package that is on the disk, whole or in part.
    var files: [String] {
        let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL }
        return (all ?? []).map(\.lastPathComponent).filter { $0.hasSuffix(".zip") || $0.hasSuffix(".part") }.sorted()
    }
}

/// A clock that a test moves, and numbers that are the same in every run.
final class PhoneClock: Sendable {
    private let state: Mutex<(now: Date, generator: SeededGenerator)>

    init(_ now: Date) { state = Mutex((now, SeededGenerator(seed: 7))) }

    var now: Date { state.withLock { $0.now } }

    func advance(_ seconds: TimeInterval) { state.withLock { $0.now += seconds } }

    func next() -> UInt64 { state.withLock { $0.generator.next() } }
}

extension Start {
    /// The number of the version that runs, nil when nothing does.
    var version: String? { if case .run(let version, _, _) = self { version.version } else { nil } }

    var package: Data? { if case .run(_, let file, _) = self { try? Data(contentsOf: file) } else { nil } }

    var isStale: Bool? { if case .run(_, _, let isStale) = self { isStale } else { nil } }
}

extension Outcome {
    var failure: CheckFailure? { if case .kept(let failure) = self { failure } else { nil } }

    /// Such as `1.1.0 now`.
    var ready: String? {
        guard case .ready(let version, let moment) = self else { return nil }
        return "\(version.version) \(moment == .now ? "now" : "later")"
    }
}
