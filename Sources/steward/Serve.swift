import ArgumentParser
import Domain
import Foundation
import Hummingbird
import Logging
import NIOCore
import NIOSSL
import Server
import ServiceLifecycle
import UnixSignals

/// Runs the server until it is told to stop.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the server.",
        discussion:
            "Example: steward serve --data /var/lib/steward --address 127.0.0.1:8080 --public-url https://steward.example.com"
    )

    @OptionGroup var storage: DataOptions

    @Option(help: "The address to listen on. [environment: STEWARD_ADDRESS]")
    var address: String = Environment["address"] ?? "127.0.0.1:8080"

    @Option(help: "What links and QR codes start with. [environment: STEWARD_PUBLIC_URL]")
    var publicURL: String?

    @Option(help: "The certificate chain, PEM. [environment: STEWARD_TLS_CERTIFICATE]")
    var tlsCertificate: String?

    @Option(help: "The certificate's private key, PEM. [environment: STEWARD_TLS_KEY]")
    var tlsKey: String?

    @Option(
        help:
            "A proxy whose X-Forwarded-For is believed, in CIDR notation; may be repeated. [environment: STEWARD_TRUSTED_PROXY]"
    )
    var trustedProxy: [String] = Environment["trusted-proxy"].map { [$0] } ?? []

    @Option(
        help:
            "Private addresses that webhooks may reach, in CIDR notation; may be repeated. [environment: STEWARD_ALLOW_OUTBOUND, separated by commas]"
    )
    var allowOutbound: [String] =
        Environment["allow-outbound"]?.split(separator: ",").map { String($0).trimmingCharacters(in: .whitespaces) }
        ?? []

    @Option(help: "The time zone of pages and of what counts as a day. [environment: STEWARD_TIME_ZONE]")
    var timeZone: String = Environment["time-zone"] ?? "Asia/Shanghai"

    @Option(help: "The link that opens a mini program in its host app. [environment: STEWARD_OPEN_LINK]")
    var openLink: String = Environment["open-link"] ?? "alipays://platformapi/startapp?appId={app_id}"

    @Option(help: "Seconds after which a silent connection is closed. [environment: STEWARD_IDLE_SECONDS]")
    var idleSeconds: String = Environment["idle-seconds"] ?? "75"

    @Flag(help: "Fill in demonstration data, and offer its people at sign-in. [environment: STEWARD_DEMO]")
    var demo = Environment.isOn("demo")

    func run() async throws {
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = .info
            return handler
        }
        let logger = Logger(label: "steward")
        let listen = try ListenAddress(address)
        guard let zone = TimeZone(identifier: timeZone) else {
            throw ValidationError("--time-zone: no time zone is called \(timeZone); try Asia/Shanghai.")
        }
        guard let idle = Int64(idleSeconds), (1...3600).contains(idle) else {
            throw ValidationError("--idle-seconds: a whole number from 1 to 3600.")
        }
        let proxies = try ranges(trustedProxy, of: "--trusted-proxy")
        let allowed = try ranges(allowOutbound, of: "--allow-outbound")
        let world = World.system
        let tls = try tlsConfiguration()
        let scheme = tls == nil ? "http" : "https"
        let given = try (publicURL ?? Environment["public-url"]).map(PublicURL.parse)
        // With a public address others come too, through whatever stands in front.
        let isLocal = listen.isLoopback && given == nil
        let settings = Settings(
            publicURL: given ?? "\(scheme)://\(listen.reachable)",
            isDemo: demo,
            demoCode: demo && !isLocal ? world.code(length: 8) : nil,
            setUpCode: world.code(length: 10),
            zoneOffset: { instant in
                zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000))
            },
            trustedProxies: proxies,
            sendsFiles: tls == nil,
            allowedOutbound: allowed,
            openLink: openLink
        )
        let platform = try await Platform.open(
            data: storage.data,
            database: try storage.address(),
            settings: settings,
            world: world,
            logger: logger
        )
        if demo { try await FillDemonstration(platform: platform)() }
        let greeting = Greeting(
            settings: settings,
            isEmpty: try await platform.isWithoutPeople(),
            isLocal: isLocal,
            port: listen.port
        )
        let app = try App(platform: platform).application(
            address: .hostname(listen.host, port: listen.port),
            tls: tls,
            logger: logger,
            idleSeconds: idle,
            onRunning: { _ in greeting.show() }
        )
        do {
            try await untilStopped(app, logger: logger).run()
        } catch let error as IOError {
            throw listen.failure(error)
        }
        try await platform.close()
    }

    private func ranges(_ texts: [String], of option: String) throws -> [NetworkRange] {
        try texts.map { text in
            guard let range = NetworkRange(text) else {
                throw ValidationError("\(option): \(text) is not an address or a block such as 10.0.0.0/8.")
            }
            return range
        }
    }

    /// SIGTERM and SIGINT let running requests finish, up to a moment that is within what a container's runtime waits before
    /// it kills (Docker: 10 seconds): an upload that takes longer is cut off clean.
    private func untilStopped(_ app: some ApplicationProtocol, logger: Logger) -> ServiceGroup {
        var configuration = ServiceGroupConfiguration(
            services: [.init(service: app)],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        configuration.maximumGracefulShutdownDuration = .seconds(8)
        return ServiceGroup(configuration: configuration)
    }

    private func tlsConfiguration() throws -> TLSConfiguration? {
        let certificate = tlsCertificate ?? Environment["tls-certificate"]
        let key = tlsKey ?? Environment["tls-key"]
        guard let certificate, let key else {
            guard certificate == nil, key == nil else {
                throw ValidationError("--tls-certificate and --tls-key belong together; one of them is missing.")
            }
            return nil
        }
        let chain = try read("--tls-certificate", certificate, as: "a certificate chain in PEM") {
            try NIOSSLCertificate.fromPEMFile($0).map { NIOSSLCertificateSource.certificate($0) }
        }
        let privateKey = try read("--tls-key", key, as: "a private key in PEM, without a pass phrase") {
            try NIOSSLPrivateKey(file: $0, format: .pem)
        }
        return TLSConfiguration.makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(privateKey))
    }

    /// The library's errors name neither the file nor what is wrong with it.
    private func read<Content>(
        _ option: String,
        _ file: String,
        as what: String,
        _ body: (String) throws -> Content
    ) throws -> Content {
        do {
            return try body(file)
        } catch {
            throw Failure("\(option): \(file) cannot be read as \(what).")
        }
    }
}
