import Crypto
import Domain
import Logging
import ServiceLifecycle
import Storage

/// Keeps the table up with the journal: after each commit of this program at once, and ten times a second for what commands
/// and other nodes wrote.
package actor RuntimeFollower: Service {
    private let engine: any Engine
    private let world: World
    private let publicURL: String
    private let logger: Logger
    nonisolated let loops: RuntimeLoops
    /// The last journal sequence that the table knows of; nil before the table was read.
    private var position: Int64?

    private static let batch = 500

    init(
        engine: any Engine,
        world: World,
        publicURL: String,
        logger: Logger,
        loops: RuntimeLoops = RuntimeLoops()
    ) {
        self.engine = engine
        self.world = world
        self.publicURL = publicURL
        self.logger = logger
        self.loops = loops
    }

    /// Whether the table holds everything: what `/readyz` waits for.
    package var isReady: Bool { position != nil }

    /// Reads the whole table, in pieces, then what was written meanwhile.
    package func load() async throws {
        let head = try await engine.read { try JournalQueries($0).head().sequence }
        var (entries, last): ([RuntimeEntry], String) = ([], "")
        while true {
            let after = last
            let (apps, states) = try await engine.read { db in
                let queries = RuntimeQueries(db)
                let apps = try queries.apps(after: after, limit: Self.batch)
                return (apps, apps.isEmpty ? [:] : try queries.states(of: apps))
            }
            guard let end = apps.last else { break }
            entries += apps.compactMap { app in states[app].flatMap { RuntimeEntry(app: app, state: $0) } }
            last = end.rawValue
        }
        let (table, makers) = (RuntimeTable(entries), try await makers())
        await loops.publish { $0 = RuntimePicture(table: table, makers: makers, packages: PackageShelf()) }
        position = head
        try await follow()
    }

    /// Takes up what the journal has gained. Returns when every event loop answers by it.
    package func catchUp() async {
        guard position != nil else { return }
        do {
            try await follow()
            await renew()
        } catch is CancellationError {
            return
        } catch {
            logger.error("the runtime's table fell behind", metadata: ["cause": "\(String(reflecting: error))"])
        }
    }

    private func follow() async throws {
        while let from = position {
            let (entries, changed) = try await engine.read { db in
                let entries = try JournalQueries(db).entries(after: from, limit: Self.batch)
                let touched = try Self.apps(touchedBy: entries, db)
                let states = touched.isEmpty ? [:] : try RuntimeQueries(db).states(of: touched)
                return (entries, touched.map { ($0, states[$0]) })
            }
            guard let last = entries.last else { return }
            let makers = try await rotatedMakers(entries)
            await loops.publish { picture in
                for (app, state) in changed {
                    // An older picture of the same mini program, read before another caller's newer one, is left out.
                    if let state, let known = picture.table.entry(of: app), known.state.revision > state.revision {
                        continue
                    }
                    picture.table.replace(app, by: state.flatMap { RuntimeEntry(app: app, state: $0) })
                }
                if let makers { (picture.table, picture.makers) = (picture.table.withoutAnswers(), makers) }
                picture.packages = PackageShelf()
            }
            // Whoever came in while this waited may have read further already.
            position = max(position ?? 0, last.sequence)
            if entries.count < Self.batch { return }
        }
    }

    /// Makes answers anew that are half of their life old.
    private func renew() async {
        guard let makers = loops.picture.makers else { return }
        let due = makers.takeDue()
        guard !due.isEmpty else { return }
        await loops.publish { picture in
            for app in due {
                guard let entry = picture.table.entry(of: app) else { continue }
                picture.table.replace(app, by: RuntimeEntry(withoutAnswers: entry))
            }
        }
    }

    /// What answers are made with: the key that signs and the secret of the receipts.
    private func makers() async throws -> RuntimeMakers {
        let (id, key) = try await RuntimeKeyStore(engine: engine, world: world).load()
        let fresh = Hex.text(world.bytes(32))
        let secret = try await engine.write { try SettingWrites(db: $0).value("receipt-key", orKeep: fresh) }
        return RuntimeMakers(
            signer: RuntimeSigner(id: id, key: key),
            receipts: ReceiptMaker(key: Array(secret.utf8)),
            world: world,
            publicURL: publicURL
        )
    }

    /// After a rotation of the key: what signs from now on.
    private func rotatedMakers(_ entries: [JournalEntry]) async throws -> RuntimeMakers? {
        let hasRotated = try entries.contains { entry in
            if case .runtimeKeyRotated = try entry.decoded().event { true } else { false }
        }
        return hasRotated ? try await makers() : nil
    }

    /// The mini programs whose answers may have changed.
    private static func apps(touchedBy entries: [JournalEntry], _ db: any Reading) throws -> [ID<MiniProgram>] {
        var apps = Set(entries.compactMap(\.app))
        for entry in entries where entry.app == nil {
            switch try entry.decoded().event {
            case .hostUserLinked(let person), .hostUserUnlinked(let person):
                apps.formUnion(try RuntimeQueries(db).apps(of: person))
            default: break
            }
        }
        return Array(apps)
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            repeat {
                if await isReady {
                    await catchUp()
                } else {
                    do { try await load() } catch is CancellationError { return } catch {
                        logger.error("the runtime's table could not be read", metadata: ["cause": "\(error)"])
                    }
                }
            } while (try? await Task.sleep(for: .milliseconds(100))) != nil
        }
    }
}
