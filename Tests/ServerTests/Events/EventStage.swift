import Domain
import HTTPTypes
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Server

/// A mini program with 1.0.0 released and, if wanted, 1.1.0 gray, whose users report.
struct EventStage: Sendable {
    let stage: ReleaseStage
    let site: Site
    let writer: EventWriter

    var app: ID<MiniProgram> { stage.app }
    var path: String { "/runtime/v1/apps/\(app)/events" }
    private var engine: any Engine { site.platform.engine }

    init(_ site: Site, isGray: Bool = false) async throws {
        self.site = site
        stage = try await ReleaseStage(site)
        writer = EventWriter(platform: site.platform)
        try await stage.version("1.0.0", .released)
        if isGray { try await stage.version("1.1.0", .gray) }
    }

    /// The receipt that a user would have got.
    func receipt(
        _ user: String = "u",
        _ number: VersionNumber = VersionNumber(1, 0, 0),
        _ stage: RuntimeReceipt.Stage = .release
    ) throws -> String {
        let makers = try #require(site.platform.runtime.loops.picture.makers)
        let bytes = makers.receipts.receipt(of: user.utf8, in: app, middle: ReceiptMaker.middle(number, stage))
        return String(decoding: bytes, as: UTF8.self)
    }

    func report(
        _ lines: [String],
        receipt: String? = nil,
        batch: String? = nil,
        from address: String = "203.0.113.1"
    ) async throws -> SiteResponse {
        var client = site.stranger.at(address).with("steward-receipt", try receipt ?? self.receipt())
        if let batch { client = client.with("steward-batch", batch) }
        let body = Array(lines.joined(separator: "\n").utf8)
        return try await client.send(.post, path, type: "application/x-ndjson", body: body)
    }

    /// The sum of a measure over all minutes, versions, stages and buckets.
    func sum(_ measure: EventMeasure) async throws -> Int {
        let row = try await engine.first(
            """
            SELECT CAST(coalesce(sum(amount), 0) AS BIGINT) AS amount FROM event_minute
            WHERE app_id = \(app) AND measure = \(measure)
            """
        )
        return try row?.int("amount") ?? 0
    }

    func count(_ table: String) async throws -> Int {
        try await engine.first(Query(stringLiteral: "SELECT count(*) AS amount FROM \(table)"))?.int("amount") ?? 0
    }
}

/// An engine that can be made to fail.
final class FailingEngine: Engine {
    private let inner: any Engine
    private let isBroken = Mutex(false)

    init(_ inner: any Engine) { self.inner = inner }

    func set(broken: Bool) { isBroken.withLock { $0 = broken } }

    var dialect: Dialect { inner.dialect }

    func read<Result: Sendable>(_ body: @escaping @Sendable (any Reading) throws -> Result) async throws -> Result {
        try await inner.read(body)
    }

    func write<Result: Sendable>(_ body: @escaping @Sendable (any Writing) throws -> Result) async throws -> Result {
        if isBroken.withLock({ $0 }) { throw StorageError.diskFull }
        return try await inner.write(body)
    }

    func close() async throws { try await inner.close() }
}
