package import Hummingbird
package import HummingbirdCore
import HummingbirdTLS
package import Logging
package import NIOCore
package import NIOSSL

/// The assembly: middleware in its order, every route, the server around them. Program and tests build the same.
package struct App {
    package let platform: Platform
    package let router: Router<AppContext>
    package let routes: Routes

    /// - Parameter extraRoutes: routes that a test adds to those of the product.
    package init(platform: Platform, extraRoutes: ((Routes) -> Void)? = nil) throws {
        self.platform = platform
        let pages = try Pages(settings: platform.settings, world: platform.world)
        let catalogue = try Catalogue()
        let metrics = Metrics()
        let log = RouteLog()
        let router = Router(context: AppContext.self, options: .autoGenerateHeadEndpoints)
        // The order matters: what is outside sees what is inside, errors too. Security headers stand outside of the error
        // responder, so that refusals carry them.
        router.add(middleware: ReadToEnd())
        router.add(middleware: AccessLog(trustedProxies: platform.settings.trustedProxies, metrics: metrics))
        router.add(middleware: SecurityHeaders(isSecure: platform.settings.isSecure))
        router.add(middleware: ErrorResponder(pages: pages, log: log))
        router.add(middleware: WriteLimit(limiter: platform.limiter, world: platform.world))
        router.add(middleware: SessionMiddleware(platform: platform))
        router.add(middleware: SameOrigin())
        router.add(middleware: FrontDoor(platform: platform))
        let routes = try Routes(platform: platform, pages: pages, router: router, log: log)
        // Every route of the product, by feature.
        OperationRoutes(platform: platform, pages: pages, metrics: metrics).add(to: routes)
        PictureRoutes(platform: platform).add(to: routes)
        HomeRoutes(platform: platform, pages: pages, catalogue: catalogue).add(to: routes)
        MiniProgramRoutes(platform: platform, pages: pages).add(to: routes)
        InformationRoutes(platform: platform, pages: pages, catalogue: catalogue).add(to: routes)
        CodeRoutes(platform: platform, pages: pages).add(to: routes)
        MiniProgramAPI(platform: platform, catalogue: catalogue).add(to: routes)
        MemberRoutes(platform: platform, pages: pages).add(to: routes)
        InviteRoutes(platform: platform, pages: pages).add(to: routes)
        AskedRoutes(platform: platform, pages: pages).add(to: routes)
        HandOverRoutes(platform: platform, pages: pages).add(to: routes)
        VersionRoutes(platform: platform, pages: pages).add(to: routes)
        ReleaseRoutes(platform: platform, pages: pages).add(to: routes)
        GrayRoutes(platform: platform, pages: pages).add(to: routes)
        ReleaseRuleRoutes(platform: platform, pages: pages).add(to: routes)
        GuardRoutes(platform: platform, pages: pages).add(to: routes)
        GuardAPI(platform: platform).add(to: routes)
        HostSecretRoutes(platform: platform, pages: pages).add(to: routes)
        HistoryRoutes(platform: platform, pages: pages).add(to: routes)
        UploadRoutes(platform: platform, pages: pages).add(to: routes)
        ExperienceRoutes(platform: platform, pages: pages).add(to: routes)
        SubmissionRoutes(platform: platform, pages: pages, catalogue: catalogue).add(to: routes)
        OutcomeRoutes(platform: platform, pages: pages, catalogue: catalogue).add(to: routes)
        GuideRoutes(pages: pages).add(to: routes)
        MemberAPI(platform: platform).add(to: routes)
        InvitationAPI(platform: platform).add(to: routes)
        VersionAPI(platform: platform).add(to: routes)
        ReviewAPI(platform: platform, catalogue: catalogue).add(to: routes)
        ReleaseAPI(platform: platform).add(to: routes)
        HistoryAPI(platform: platform).add(to: routes)
        CompareAPI(platform: platform).add(to: routes)
        CompareRoutes(platform: platform, pages: pages).add(to: routes)
        ConsoleRoutes(platform: platform, pages: pages, catalogue: catalogue).add(to: routes)
        TemplateRoutes(platform: platform, pages: pages).add(to: routes)
        TakedownRoutes(platform: platform, pages: pages).add(to: routes)
        PeopleRoutes(platform: platform, pages: pages).add(to: routes)
        PeopleAPI(platform: platform).add(to: routes)
        JournalRoutes(platform: platform, pages: pages).add(to: routes)
        JournalAPI(platform: platform).add(to: routes)
        NoticeRoutes(platform: platform, pages: pages).add(to: routes)
        NoticeAPI(platform: platform).add(to: routes)
        let keys = RunKeys(engine: platform.engine, world: platform.world)
        OpenRoutes(platform: platform, pages: pages, keys: keys).add(to: routes)
        RunRoutes(platform: platform, keys: keys).add(to: routes)
        RuntimeRoutes(platform: platform, keys: keys).add(to: routes)
        PackageRoutes(platform: platform, keys: keys).add(to: routes)
        ExplainRoutes(platform: platform, pages: pages).add(to: routes)
        EventRoutes(platform: platform).add(to: routes)
        ReportRoutes(platform: platform, pages: pages).add(to: routes)
        FeedbackRoutes(platform: platform, pages: pages).add(to: routes)
        FeedbackAPI(platform: platform).add(to: routes)
        FeedbackConsoleRoutes(platform: platform, pages: pages).add(to: routes)
        FeedbackConsoleAPI(platform: platform).add(to: routes)
        InsightRoutes(platform: platform, pages: pages).add(to: routes)
        InsightAPI(platform: platform).add(to: routes)
        ErrorRoutes(platform: platform, pages: pages).add(to: routes)
        ErrorAPI(platform: platform).add(to: routes)
        HostUserRoutes(platform: platform, pages: pages).add(to: routes)
        SignInRoutes(platform: platform, pages: pages).add(to: routes)
        SignInStepRoutes(platform: platform, pages: pages).add(to: routes)
        SignInCodeRoutes(platform: platform, pages: pages).add(to: routes)
        ScanRoutes(platform: platform, pages: pages).add(to: routes)
        SecurityRoutes(platform: platform, pages: pages).add(to: routes)
        PersonFactorRoutes(platform: platform, pages: pages).add(to: routes)
        MeRoutes(platform: platform, pages: pages).add(to: routes)
        TokenRoutes(platform: platform, pages: pages).add(to: routes)
        MeAPI(platform: platform).add(to: routes)
        RegisterRoutes(platform: platform, pages: pages).add(to: routes)
        AccountLinkRoutes(platform: platform, pages: pages).add(to: routes)
        AccountLinkAPI(platform: platform).add(to: routes)
        ResetRoutes(platform: platform, pages: pages).add(to: routes)
        FactorAPI(platform: platform).add(to: routes)
        SessionAPI(platform: platform).add(to: routes)
        InstallationRoutes(platform: platform, pages: pages).add(to: routes)
        AboutRoutes(platform: platform, pages: pages).add(to: routes)
        MessageRoutes(platform: platform, pages: pages).add(to: routes)
        MessageAPI(platform: platform).add(to: routes)
        LiveRoutes(platform: platform).add(to: routes)
        MessageSettingsRoutes(platform: platform, pages: pages).add(to: routes)
        PreferenceAPI(platform: platform).add(to: routes)
        CommunityRoutes(platform: platform, pages: pages).add(to: routes)
        WebhookRoutes(platform: platform, pages: pages).add(to: routes)
        DeliveryRoutes(platform: platform, pages: pages).add(to: routes)
        WebhookAPI(platform: platform).add(to: routes)
        extraRoutes?(routes)
        try router.validate()
        (self.router, self.routes) = (router, routes)
    }

    /// The server for an address, over TLS when a configuration is given.
    ///
    /// - Parameter idleSeconds: a connection on which nothing is heard for this long is closed.
    package func application(
        address: BindAddress,
        tls: TLSConfiguration?,
        logger: Logger,
        idleSeconds: Int64,
        onRunning: @escaping @Sendable (any Channel) async -> Void = { _ in }
    ) throws -> some ApplicationProtocol {
        let (loops, load) = (platform.runtime.loops, RuntimeLoad(most: RuntimeLoad.standard))
        let packages =
            platform.settings.sendsFiles ? PackageSending(files: platform.openFiles, blobs: platform.blobs) : nil
        // The fast path sees the whole connection, so idle time is its own to count.
        let http = HTTP1Channel.Configuration(
            additionalChannelHandlers: [
                RuntimeFastPathInstaller(
                    loops: loops,
                    packages: packages,
                    load: load,
                    idleTimeout: .seconds(idleSeconds)
                )
            ]
        )
        return Application(
            router: router,
            server: try tls.map { try .tls(.http1(configuration: http), tlsConfiguration: $0) }
                ?? .http1(configuration: http),
            configuration: .init(address: address, serverName: nil),
            services: [
                platform.projections, platform.runtime, Housekeeping(platform: platform), GrayClock(platform: platform),
                GuardWatch(platform: platform),
                PatchMaker(platform: platform),
                EventWriter(platform: platform),
                InvitationClock(platform: platform),
                WebhookCourier(platform: platform),
                platform.live, PushClock(platform: platform),
                NoticeClock(platform: platform),
                FeedbackRun(platform: platform), FeedbackAlarms(platform: platform),
            ],
            onServerRunning: onRunning,
            logger: logger
        )
    }
}
