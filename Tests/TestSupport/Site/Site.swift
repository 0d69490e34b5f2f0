package import Domain
import Hummingbird
import HummingbirdTesting
import Logging
package import Server
package import Storage

/// The whole product in a test: real router, real database, a world that stands still.
///
///     @Test(arguments: EngineKind.available)
///     func `a person changes their name`(_ kind: EngineKind) async throws {
///         try await Site.run(kind) { site in
///             let lin = try await site.as("lin")
///             try await lin.post("/me/profile", ["name": "林知远"]).expect(303)
///         }
///     }
///
/// Ends with an error when something was logged as an error that `expectsErrors` did not announce.
package struct Site: Sendable {
    package let platform: Platform
    /// The product's table of routes.
    package let routes: [Routes.Entry]
    /// What the router really answers, as `GET /path`.
    package let answered: [String]
    package let world: TestWorld
    package let log: TestLog
    let client: any TestClientProtocol

    /// Every password in tests.
    package static let password = "eine lange Reise"

    @discardableResult
    package static func run<Result: Sendable>(
        _ kind: EngineKind = .sqlite,
        expectsErrors: Bool = false,
        settings change: (inout Settings) -> Void = { _ in },
        engine wrap: (any Engine) -> any Engine = { $0 },
        routes: (@Sendable (Routes) -> Void)? = nil,
        outbound: Outbound = Outbound(allowed: [], resolver: NameResolver { _ in throw NameResolver.Unknown() }),
        _ test: @Sendable (Site) async throws -> Result
    ) async throws -> Result {
        var settings = Settings(publicURL: "http://localhost", setUpCode: "set-up-code")
        // A test says by `X-Forwarded-For` from which address it comes.
        settings.trustedProxies = [NetworkRange("127.0.0.1")].compactMap(\.self)
        settings.passwordCost = ScryptCost(log2N: 2, r: 1, p: 1)
        change(&settings)
        let (chosen, world, log) = (settings, TestWorld(), TestLog())
        return try await withTemporaryFolder { folder in
            try await TestDatabase.with(kind, migrations: Schema.migrations) { database in
                let platform = Platform(
                    engine: wrap(database.engine),
                    blobs: try Blobs(folder: folder + "/blobs"),
                    world: world.world,
                    settings: chosen,
                    logger: log.logger,
                    outbound: outbound
                )
                let app = try App(platform: platform, extraRoutes: routes)
                try await platform.runtime.load()
                let server = Application(responder: app.router.buildResponder(), logger: log.logger)
                let (routes, answered) = (app.routes.entries, app.router.routes.map { "\($0.method) \($0.path)" })
                let result = try await server.test(.router) { client in
                    try await test(
                        Site(
                            platform: platform,
                            routes: routes,
                            answered: answered,
                            world: world,
                            log: log,
                            client: client
                        )
                    )
                }
                if !expectsErrors, let line = log.errors.first {
                    throw SiteFailure("logged as an error: \(line.message) \(line.metadata)")
                }
                return result
            }
        }
    }

    /// Somebody without an account.
    package var stranger: SiteClient { SiteClient(site: self) }

    /// A client signed in as the person with this login, who is added on first use. No password is hashed for it.
    package func `as`(
        _ login: String,
        name: String? = nil,
        duties: Set<Duty> = []
    ) async throws -> SiteClient {
        let person = try await person(login, name: name, duties: duties)
        let origin = SignInOrigin(address: "127.0.0.1", agent: "test")
        let secret = try await StartSession(platform: platform)(of: person, from: origin)
        var client = stranger
        client.person = person
        client.jar.set("steward_session", secret)
        return client
    }

    /// The person with this login, added with `Site.password` when there is none.
    package func person(
        _ login: String,
        name: String? = nil,
        duties: Set<Duty> = [],
        hasPassword: Bool = false
    ) async throws -> ID<Person> {
        if let id = try await platform.engine.read({ try PersonQueries($0).person(login: login) }) { return id }
        return try await AddPerson(platform: platform)(
            login: login,
            name: name ?? login,
            password: hasPassword ? Self.password : nil,
            duties: duties
        )
    }
}

/// Something was not as a test wants it; thrown rather than recorded, so that the test ends there.
package struct SiteFailure: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
