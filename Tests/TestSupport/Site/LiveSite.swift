import Hummingbird
import NIOCore
import NIOPosix
import Server
import ServiceLifecycle

extension Site {
    /// An address of this machine that nobody listens on: for the public URL of a site that will, since answers name it.
    package static func freeAddress() async throws -> String {
        let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        let channel = try await bootstrap.bind(host: "127.0.0.1", port: 0).get()
        let port = channel.localAddress?.port
        try await channel.close().get()
        guard let port else { throw SiteFailure("no free port") }
        return "http://127.0.0.1:\(port)"
    }

    /// Listens on the port of the site's public URL while `use` runs: the product's own server, fast path and all.
    package func listening<Result: Sendable>(_ use: @escaping @Sendable () async throws -> Result) async throws
        -> Result
    {
        guard let port = platform.settings.publicURL.split(separator: ":").last.flatMap({ Int($0) }) else {
            throw SiteFailure("the public URL has no port")
        }
        let (isRunning, running) = AsyncStream<Void>.makeStream()
        let application = try App(platform: platform).application(
            address: .hostname("127.0.0.1", port: port),
            tls: nil,
            logger: log.logger,
            idleSeconds: 75,
            onRunning: { _ in running.finish() }
        )
        let services = ServiceGroup(services: [application], logger: log.logger)
        async let server: Void = services.run()
        let result: Swift.Result<Result, any Error>
        do {
            for await _ in isRunning {}
            result = .success(try await use())
        } catch {
            result = .failure(error)
        }
        await services.triggerGracefulShutdown()
        try await server
        return try result.get()
    }
}
