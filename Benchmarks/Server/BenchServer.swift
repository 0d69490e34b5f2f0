import ArgumentParser
import Domain
import Hummingbird
import Logging
import NIOCore
import Server
import ServiceLifecycle
import Storage
import UnixSignals

/// The product as it is served, and beside it, in the same process and on the same threads, a bare Hummingbird server whose
/// one route answers `hello`: what the runtime's answers are measured against.
@main
struct BenchServer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "bench-server")

    @Option(help: "The product's data folder.")
    var data: String

    @Option(help: "The port of the product, on loopback.")
    var port: Int

    @Option(help: "The port of the bare server, on loopback.")
    var helloPort: Int

    func run() async throws {
        // One event loop for all, as nginx gets one worker.
        NIOSingletons.groupLoopCountSuggestion = 1
        var logger = Logger(label: "bench-server")
        logger.logLevel = .error
        let platform = try await Platform.open(
            data: data,
            database: nil,
            // Whoever loads it may say to come from many addresses, each of which has its own limits.
            settings: Settings(
                publicURL: "http://127.0.0.1:\(port)",
                trustedProxies: [NetworkRange("127.0.0.0/8")].compactMap(\.self),
                sendsFiles: true
            ),
            logger: logger
        )
        let product = try App(platform: platform).application(
            address: .hostname("127.0.0.1", port: port),
            tls: nil,
            logger: logger,
            idleSeconds: 75
        )
        let router = Router()
        router.get("hello") { _, _ in "hello" }
        let hello = Application(
            router: router,
            configuration: .init(address: .hostname("127.0.0.1", port: helloPort)),
            logger: logger
        )
        let services = ServiceGroup(
            services: [product, hello],
            gracefulShutdownSignals: [.sigterm],
            logger: logger
        )
        try await services.run()
        try await platform.close()
    }
}
