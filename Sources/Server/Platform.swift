package import Domain
package import Logging
package import Storage

/// What every use case works with: the database, the files, the outside world, and how this installation was started.
package struct Platform: Sendable {
    package let engine: any Engine
    package let blobs: Blobs
    package let world: World
    package let settings: Settings
    package let projections: Projections
    /// Answers which version a user gets.
    package let runtime: RuntimeFollower
    /// What host apps reported and is not written yet.
    let events = EventBuffer()
    /// How much of it each may send.
    let eventLimits = EventLimiter()
    let eventCounters = EventCounters()
    /// Tells open pages what is new.
    package let live: LiveHub
    /// Where pictures are decoded and drawn, one after the other.
    package let studio = PictureStudio()
    /// Where packages are inspected, two at a time, and their files are read.
    package let inspector = PackageInspector()
    let patchCounters = PatchCounters()
    /// Packages that hosts fetch just now.
    let openFiles = OpenFiles()
    package let logger: Logger
    /// The one way to somebody else's server.
    package let outbound: Outbound
    /// Budgets by address and by person, of the whole process.
    package let limiter = RateLimiter()
    package let passwords: PasswordHasher
    let signInGate = SignInGate()
    let factorGuesses = FactorGuesses()

    /// Everything that follows from the journal.
    package static let projections: [any Projection] = [
        ActivityProjection(), VersionTimelineProjection(), ReleasePeriodProjection(), MessageProjection(),
        WebhookProjection(), PushProjection(), JournalPeopleProjection(),
        FeedbackTimelineProjection(),
    ]

    /// `projections` are what follows from the journal, `outbound` leads to other servers; tests pass their own.
    package init(
        engine: any Engine,
        blobs: Blobs,
        world: World,
        settings: Settings,
        logger: Logger,
        projections: [any Projection] = Platform.projections,
        outbound: Outbound? = nil
    ) {
        self.engine = engine
        self.blobs = blobs
        self.world = world
        self.settings = settings
        self.logger = logger
        self.outbound = outbound ?? Outbound(allowed: settings.allowedOutbound)
        passwords = PasswordHasher(cost: settings.passwordCost, world: world)
        self.projections = Projections(engine: engine, projections: projections, logger: logger)
        runtime = RuntimeFollower(engine: engine, world: world, publicURL: settings.publicURL, logger: logger)
        live = LiveHub(engine: engine, world: world, logger: logger)
    }

    /// Runs one use case's transaction: `body` writes rows and records what happened; the journal entries are appended last,
    /// in the same transaction. Afterwards the projections are brought up, so that the next page shows the new state.
    ///
    /// `body` may be run again from the start after a collision, so it must do nothing outside the database.
    package func change<Result: Sendable>(
        by actor: ID<Person>?,
        _ body: @escaping @Sendable (Change) throws -> Result
    ) async throws -> Result {
        let now = world.now()
        let result = try await engine.write { db in
            let change = Change(db: db, now: now, actor: actor)
            let result = try body(change)
            try change.appendToJournal()
            return result
        }
        await projections.catchUp()
        await runtime.catchUp()
        live.wake(actor.map { [$0] } ?? [])
        return result
    }
}
