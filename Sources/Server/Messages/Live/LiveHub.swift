package import Domain
package import Logging
import ServiceLifecycle
package import Storage
import Synchronization

/// Keeps every open page up with the journal: right after each commit of this program, and once a second for what commands
/// and other nodes wrote.
package actor LiveHub: Service {
    /// How many pages may be open at once.
    package struct Limits: Sendable {
        package var perPerson = 6
        package var altogether = 10_000

        package init() {}
    }

    private struct Seat {
        let connection: LiveConnection
        /// The last entry of the journal that it was told of.
        var position: Int64
        var unread: [MessageCategory: Int]
        /// Product notices that it was told of, or had when it came.
        var notices: Set<Int64>

        func isNew(_ mail: LiveQueries.Mail) -> Bool {
            mail.title == nil ? mail.lastSequence > position : !notices.contains(mail.sequence)
        }
    }

    private let engine: any Engine
    private let world: World
    private let logger: Logger
    private let limits: Limits
    /// In the order in which they came.
    private var seats: [ID<Person>: [Seat]] = [:]
    private var position: Int64 = 0
    /// From where those who came in during a step must be told.
    private var newcomers = Int64.max
    private var isFollowing = false
    private var mustGoOn = false
    /// How many are connected, and whose counts changed besides what the journal says.
    private nonisolated let desk = Mutex((connected: 0, changed: Set<ID<Person>>()))
    private nonisolated let bell = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))

    static let heartbeatSeconds: Int64 = 20

    package init(engine: any Engine, world: World, logger: Logger, limits: Limits = Limits()) {
        (self.engine, self.world, self.logger, self.limits) = (engine, world, logger, limits)
    }

    /// How many pages are open.
    package nonisolated var connected: Int { desk.withLock { $0.connected } }

    /// Something was committed; `people` are those whose counts may have changed without a word in the journal.
    package nonisolated func wake(_ people: Set<ID<Person>> = []) {
        let isAlone = desk.withLock { desk in
            if desk.connected > 0 { desk.changed.formUnion(people) }
            return desk.connected == 0
        }
        if !isAlone { bell.continuation.yield() }
    }

    /// Takes up a page and tells it what it missed since the entry `seen`.
    ///
    /// - Throws: `TOO_MANY_CONNECTIONS` beyond what the installation keeps up. One more than a person may have ends their
    ///   oldest.
    func join(_ connection: LiveConnection, after seen: Int64?) async throws {
        guard connected < limits.altogether else { throw Refusal.tooManyConnections }
        let person = connection.person
        let now = world.now()
        let snapshot = try await engine.read { try LiveQueries($0).snapshot(of: person, after: seen, at: now) }
        while let oldest = seats[person]?.first, (seats[person]?.count ?? 0) >= limits.perPerson {
            oldest.connection.end(.replaced)
            remove(oldest.connection)
        }
        // Who was told further than this stays there; what came in between is read again for this one.
        position = seats.isEmpty ? snapshot.position : min(position, snapshot.position)
        newcomers = min(newcomers, snapshot.position)
        seats[person, default: []].append(
            Seat(
                connection: connection,
                position: snapshot.position,
                unread: snapshot.unread,
                notices: Set(snapshot.notices.map(\.sequence))
            )
        )
        desk.withLock { $0.connected += 1 }
        if snapshot.isTooMuch { _ = connection.tell(.reload(at: snapshot.position)) }
        // A page that does not say what it has seen shows no list that could miss one.
        let missed = snapshot.missed + (seen == nil ? [] : snapshot.notices)
        for mail in missed {
            _ = connection.tell(.message(mail.live(in: connection.language, at: snapshot.position)))
        }
        _ = connection.tell(.counts(snapshot.unread, at: snapshot.position))
        wake()
    }

    func leave(_ connection: LiveConnection) {
        connection.end()
        remove(connection)
    }

    private func remove(_ connection: LiveConnection) {
        guard var rest = seats[connection.person],
            let index = rest.firstIndex(where: { $0.connection.id == connection.id })
        else { return }
        rest.remove(at: index)
        seats[connection.person] = rest.isEmpty ? nil : rest
        desk.withLock { $0.connected -= 1 }
    }

    /// Reads on and tells everybody what is theirs.
    package func follow() async {
        mustGoOn = true
        guard !isFollowing else { return }
        isFollowing = true
        defer { isFollowing = false }
        while mustGoOn, !seats.isEmpty {
            mustGoOn = false
            do {
                try await step()
            } catch is CancellationError {
                return
            } catch {
                logger.error("live pages fell behind", metadata: ["cause": "\(String(reflecting: error))"])
            }
        }
    }

    private func step() async throws {
        let from = position
        newcomers = .max
        let online = Set(seats.keys)
        let changed = desk.withLock { desk in
            defer { desk.changed = [] }
            return desk.changed
        }
        let now = world.now()
        let news = try await engine.read {
            try LiveQueries($0).news(after: from, for: online, besides: changed, at: now)
        }
        // Who came in meanwhile was not asked for: their beginning is kept.
        position = min(news.position, newcomers)
        if news.hasMore || position < news.position { mustGoOn = true }
        let mail = Dictionary(grouping: news.mail + news.notices, by: \.person)
        for (person, unread) in news.unread { tell(person, mail[person] ?? [], unread, at: news.position) }
        if news.endsSessions { try await endDeadSessions() }
    }

    private func tell(_ person: ID<Person>, _ mail: [LiveQueries.Mail], _ unread: [MessageCategory: Int], at end: Int64)
    {
        for index in (seats[person] ?? []).indices.reversed() {
            guard var seat = seats[person]?[index] else { continue }
            var isThere = true
            for one in mail where seat.isNew(one) {
                let live = one.live(in: seat.connection.language, at: max(seat.position, end))
                isThere = isThere && seat.connection.tell(.message(live))
            }
            seat.notices.formUnion(mail.filter { $0.title != nil }.map(\.sequence))
            if seat.unread != unread { isThere = isThere && seat.connection.tell(.counts(unread, at: end)) }
            (seat.position, seat.unread) = (max(seat.position, end), unread)
            seats[person]?[index] = seat
            if !isThere { remove(seat.connection) }
        }
    }

    /// Sends everybody a sign of life, ends those whose session is over, and finds counts that changed on another node.
    package func beat() async {
        do {
            try await endDeadSessions()
        } catch {
            logger.error("sessions of live pages could not be asked", metadata: ["cause": "\(error)"])
        }
        for seat in seats.values.joined() where !seat.connection.tell(.heartbeat) { remove(seat.connection) }
        wake(Set(seats.keys))
    }

    private func endDeadSessions() async throws {
        let sessions = Set(seats.values.joined().map(\.connection.session))
        guard !sessions.isEmpty else { return }
        let now = world.now()
        let alive = try await engine.read { try LiveQueries($0).alive(sessions, at: now) }
        for seat in seats.values.joined()
        where sessions.contains(seat.connection.session) && !alive.contains(seat.connection.session) {
            seat.connection.end(.signedOut)
            remove(seat.connection)
        }
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            await withDiscardingTaskGroup { group in
                group.addTask { for await _ in self.bell.stream { await self.follow() } }
                group.addTask {
                    while (try? await Task.sleep(for: .seconds(1))) != nil { self.wake() }
                }
                group.addTask {
                    while (try? await Task.sleep(for: .seconds(Self.heartbeatSeconds))) != nil { await self.beat() }
                }
            }
        }
    }
}

extension Refusal {
    static let tooManyConnections = Refusal(
        code: "TOO_MANY_CONNECTIONS",
        status: 503,
        words: Words(
            "打开的页面太多，暂时不能实时更新；刷新页面仍会看到新消息。",
            "Too many pages are open to be kept up live. Reloading shows what is new."
        ),
        retryAfterSeconds: 60
    )
}
