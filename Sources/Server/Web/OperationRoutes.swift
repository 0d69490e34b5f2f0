import Domain
import HTTPTypes
import Hummingbird
import Storage

/// What whoever runs Steward asks: is it alive, is it ready, how is it doing. And the fixed addresses of a web app.
struct OperationRoutes {
    let platform: Platform
    let pages: Pages
    let metrics: Metrics

    func add(to routes: Routes) {
        routes.open(.get, "/healthz", .installationRead) { _, _ in .text("ok\n") }
        routes.open(.get, "/readyz", .installationRead) { [platform] _, _ in
            _ = try await platform.engine.read { try JournalQueries($0).head() }
            guard await platform.runtime.isReady else { throw Refusal.starting }
            return .text("ready\n")
        }
        routes.open(.get, "/metrics", .installationRead) { [metrics, platform] _, context in
            // The figures are for the machine itself and for administrators.
            if !NetworkRange.isLoopback(context.address) { try context.caller.require(.installationMetrics) }
            let text =
                metrics.text() + platform.runtime.loops.counters.text() + platform.patchCounters.text()
                + platform.eventCounters.text(waiting: platform.events.waiting)
            return .text(text, type: "text/plain; version=0.0.4; charset=utf-8")
        }
        routes.open(.get, "/assets/{key}/{name}", .installationRead) { [pages] _, context in
            let (key, name) = (try context.parameters.require("key"), try context.parameters.require("name"))
            guard let asset = pages.assets.asset(name, key: key) else { throw Refusal.notFound }
            return .bytes(asset.bytes, type: asset.type, cache: "public, max-age=31536000, immutable")
        }
        // What asks without having read a page.
        routes.open(.get, "/favicon.ico", .installationRead) { [pages] _, _ in
            guard let asset = pages.assets.asset("icon-192.png") else { throw Refusal.notFound }
            return .bytes(asset.bytes, type: asset.type, cache: "public, max-age=86400")
        }
        routes.open(.get, "/sw.js", .installationRead) { [pages] _, _ in
            guard let asset = pages.assets.asset("sw.js") else { throw Refusal.notFound }
            return .bytes(asset.bytes, type: asset.type, cache: "no-cache")
        }
        routes.open(.get, "/api/v1/openapi.json", .installationRead) { [pages] _, _ in
            guard let asset = pages.assets.asset("openapi.json") else { throw Refusal.notFound }
            return .bytes(asset.bytes, type: asset.type, cache: "no-cache")
        }
        routes.open(.get, "/manifest.webmanifest", .installationRead) { [pages] _, _ in
            var response = try Response.json(Manifest(assets: pages.assets))
            response.headers[.contentType] = "application/manifest+json"
            response.headers[.cacheControl] = "no-cache"
            return response
        }
        routes.open(.get, "/offline", .installationRead) { [pages] request, context in
            var response = try pages.render(
                Page("web/offline", title: Words("没有网络", "Offline"), model: Nothing(), tab: .none, isBare: true),
                request,
                context
            )
            response.headers[.cacheControl] = "no-cache"
            return response
        }
    }
}

extension Refusal {
    static let starting = Refusal(
        code: "STARTING",
        status: 503,
        words: Words("正在读取发布数据，请稍后再试。", "The table of releases is being read. Try again in a second."),
        retryAfterSeconds: 1
    )
}

/// For pages that have nothing of their own to show.
struct Nothing: Sendable {}

/// The web app manifest: what makes the pages installable.
private struct Manifest: Encodable {
    struct Icon: Encodable {
        let src: String
        let sizes: String
        let type: String
        let purpose: String
    }

    let name = "开发者助手"
    let shortName = "开发者助手"
    let lang = "zh-Hans"
    let id = "/"
    let startURL = "/"
    let scope = "/"
    let display = "standalone"
    let backgroundColor = "#f4f5f7"
    let themeColor = "#f4f5f7"
    let icons: [Icon]

    init(assets: Assets) {
        func bitmap(_ name: String, _ side: Int, _ purpose: String = "any") -> Icon {
            Icon(src: assets.url(name), sizes: "\(side)x\(side)", type: "image/png", purpose: purpose)
        }
        icons = [
            Icon(src: assets.url("icon.svg"), sizes: "any", type: "image/svg+xml", purpose: "any"),
            bitmap("icon-192.png", 192), bitmap("icon-512.png", 512),
            bitmap("icon-maskable-512.png", 512, "maskable"),
        ]
    }

    private enum CodingKeys: String, CodingKey {
        case name, lang, id, scope, display, icons
        case shortName = "short_name"
        case startURL = "start_url"
        case backgroundColor = "background_color"
        case themeColor = "theme_color"
    }
}
