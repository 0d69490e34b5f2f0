public import Foundation

/// One mini program for one user: asks which version they get, keeps it on the disk, says what to run, and reports.
///
///     let client = try HostClient(configuration)
///     switch await client.start() { … }                     // the user opens the mini program
///     await client.keepChecking { outcome in … }            // while it is open; ends when the task is cancelled
public actor HostClient {
    private let configuration: Configuration
    private let surroundings: Surroundings
    private let server: Server
    private let store: PackageStore
    private let file: StateFile
    private var state: ClientState
    private let reporter: Reporter
    private var isChecking = false
    private var failures = 0
    /// When `keepChecking` asks again.
    public private(set) var nextCheck: Date

    /// Throws when the folder cannot be made.
    public init(_ configuration: Configuration, _ surroundings: Surroundings = .real) throws {
        (self.configuration, self.surroundings) = (configuration, surroundings)
        server = Server(configuration: configuration)
        reporter = Reporter(server: server, surroundings: surroundings)
        store = try PackageStore(folder: configuration.ownFolder.appending(path: "packages"))
        file = StateFile(url: configuration.ownFolder.appending(path: "state.json"))
        state = file.load() ?? ClientState(keys: KeyRing(shipped: configuration.keys))
        nextCheck = surroundings.now()
    }

    // MARK: Starting

    /// What to run now. Waits for the server only where there is nothing to run, or the last answer is too old to be relied
    /// on: then for a few seconds.
    public func start() async -> Start {
        var failure: CheckFailure?
        let isHere = [state.next, state.current].contains { $0.map { store.has($0.package) } ?? false }
        if !isHere || insists {
            let outcome = isHere ? await check(within: configuration.schedule.patience) : await check()
            if case .kept(let reason) = outcome { failure = reason }
        }
        if let next = state.next, store.has(next.package) {
            state.promote()
            try? save()
        }
        guard let current = state.current, store.has(current.package) else {
            return failure == nil && state.held?.answer.stage == .offline ? .offline : .nothing(failure)
        }
        await expose("launched", receipt: current.receipt)
        return .run(current, package: store.file(current.package.sha256), isStale: insists)
    }

    private var insists: Bool {
        configuration.schedule.insists(
            lastAnswer: state.held?.confirmedAt,
            expires: state.held?.answer.expiresAt,
            now: surroundings.now()
        )
    }

    private func check(within seconds: TimeInterval) async -> Outcome {
        await withTaskGroup(of: Outcome?.self) { group in
            group.addTask { await self.check() }
            group.addTask { [surroundings] in
                try? await surroundings.sleep(seconds)
                return nil
            }
            let first = await group.next() ?? nil
            // What was received so far stays, and the next check goes on there.
            group.cancelAll()
            return first ?? .kept(.cancelled)
        }
    }

    // MARK: Checking

    /// Checks when it is time, and reports, until the task is cancelled.
    public func keepChecking(_ tell: @Sendable (Outcome) async -> Void) async {
        while !Task.isCancelled {
            let wait = nextCheck.timeIntervalSince(surroundings.now())
            guard (try? await surroundings.sleep(max(0, wait))) != nil else { return }
            await tell(await check())
            await report()
        }
    }

    /// Asks the server now, and gets what it says.
    public func check() async -> Outcome {
        guard !isChecking else { return .kept(.underWay) }
        isChecking = true
        defer { isChecking = false }
        do {
            let outcome = try await ask()
            failures = 0
            plan(retryAfter: nil)
            return outcome
        } catch {
            let failure = CheckFailure(error)
            failures += 1
            if case .busy(let retryAfter) = failure { plan(retryAfter: retryAfter) } else { plan(retryAfter: nil) }
            return .kept(failure)
        }
    }

    private func plan(retryAfter: TimeInterval?) {
        nextCheck = configuration.schedule.nextCheck(
            after: surroundings.now(),
            failures: failures,
            retryAfter: retryAfter,
            chance: Double(surroundings.random() >> 11) / Double(1 << 53)
        )
    }

    private func ask() async throws -> Outcome {
        // Without the list the known keys go on being good.
        if state.keys.isDue(surroundings.now()) { try? await askForKeys() }
        let good = state.held.flatMap { $0.answer.expiresAt > surroundings.now() ? $0 : nil }
        let (head, body) = try await server.release(unless: good?.tag)
        switch (head.status, good) {
        case (200, _): return try await follow(try await accept(head, body))
        case (304, let good?):
            state.held?.confirmedAt = surroundings.now()
            return try await follow(good)
        case (204, _): return .nothing
        default: throw head.failure
        }
    }

    /// Verifies an answer and remembers it.
    private func accept(_ head: HTTP.Head, _ body: Data) async throws -> ClientState.Held {
        guard let id = head["steward-key"],
            let signature = head["steward-signature"].flatMap({ Data(base64Encoded: $0) })
        else { throw AnswerRefusal.unsigned }
        if state.keys[id] == nil { try await askForKeys() }
        guard let key = state.keys[id] else { throw AnswerRefusal.unknownKey(id) }
        let now = surroundings.now()
        let check = AnswerCheck(
            app: configuration.app,
            now: now,
            revision: state.revision,
            mostPackageBytes: configuration.mostPackageBytes
        )
        let answer = try check.answer(in: body, signature: signature, by: key)
        let held = ClientState.Held(
            answer: answer,
            tag: head["etag"],
            receipt: head["steward-receipt"] ?? "",
            confirmedAt: now
        )
        if held.receipt != state.held?.receipt { await expose("resolved", receipt: held.receipt) }
        (state.held, state.revision) = (held, answer.revision)
        try save()
        return held
    }

    private func askForKeys() async throws {
        guard KeyRing.trusts(configuration.server) else { return }
        try state.keys.take(try await server.keys(), at: surroundings.now())
        try save()
    }

    /// Does what an accepted answer says. Asked again after a failure, it goes on where it was.
    private func follow(_ held: ClientState.Held) async throws -> Outcome {
        guard let package = held.answer.package, let version = held.answer.version else {
            let wasHere = !state.versions.isEmpty
            state.purge()
            try save()
            return wasHere ? .offline(held.answer.appliesNow ? .now : .atNextStart) : .unchanged
        }
        let wanted = InstalledVersion(
            version: version,
            stage: held.answer.stage,
            package: package,
            receipt: held.receipt
        )
        if !store.has(package) {
            let base = state.current?.package
            try await PackageDownload(package: package, store: store, http: server.http, base: base).run()
            await expose("downloaded", receipt: held.receipt)
        }
        let outcome = state.settle(on: wanted, appliesNow: held.answer.appliesNow)
        try save()
        return outcome
    }

    private func save() throws {
        try file.store(state)
        store.keep(state.versions.map(\.package) + [state.held?.answer.package].compactMap(\.self))
    }

    // MARK: Reporting

    /// Keeps an event of the version that runs until it is reported.
    public func record(_ event: Event) async {
        guard let receipt = state.current?.receipt else { return }
        await reporter.add(event, receipt: receipt)
    }

    /// Sends what was recorded, as `keepChecking` does by itself.
    @discardableResult
    public func report() async -> Report { await reporter.report() }

    private func expose(_ step: String, receipt: String) async {
        await reporter.add(Event(.exposure, ["step": .text(step)]), receipt: receipt)
    }
}
