import Domain
import Storage
import TestSupport

@testable import Server

/// A mini program whose versions hold what a test says.
struct PatchStage: Sendable {
    let stage: ReleaseStage
    let maker: PatchMaker

    var site: Site { stage.site }

    init(_ site: Site, name: String = "山丘咖啡") async throws {
        stage = try await ReleaseStage(site, name: name)
        maker = PatchMaker(platform: site.platform)
    }

    /// A version that holds these bytes, brought to a status; gives its package's name.
    @discardableResult
    func version(_ number: String, _ bytes: [UInt8], _ status: VersionStatus = .released) async throws -> String {
        let id = try await stage.upload(number)
        let hash = try site.platform.blobs.store(bytes)
        try await site.platform.engine.execute(
            "UPDATE version SET package = \(hash), package_size = \(bytes.count) WHERE id = \(id)"
        )
        site.world.advance(seconds: 1)
        guard status != .development else { return hash }
        try await stage.submit(number)
        try await stage.decide(number)
        try await stage.gray(number)
        if status == .released { try await stage.release(number) }
        return hash
    }

    /// The same bytes but for a few in the middle.
    static func package(_ number: Int) -> [UInt8] {
        var bytes = Noise.bytes(20_000)
        bytes.replaceSubrange(8_000..<8_200, with: Noise.bytes(200, seed: UInt64(number) + 100))
        return bytes
    }

    func takeDown(_ number: String) async throws {
        let reason = "收到多起无法退款的投诉"
        try await ForceOffline(platform: site.platform)(stage.number(number), of: stage.asReviewer, reason: reason)
    }

    func get(_ target: String, have: String?, _ headers: [(String, String)] = []) async throws -> SiteResponse {
        let client = headers.reduce(site.stranger) { $0.with($1.0, $1.1) }
        return try await client.get("/runtime/v1/packages/\(target)" + (have.map { "?have=\($0)" } ?? ""))
    }

    /// Every pair that there is a row of, and how far it is.
    func pairs() async throws -> [PatchPair: PatchState] {
        let rows = try await site.platform.engine.rows("SELECT base, target, state FROM package_patch")
        let pairs = try rows.map { row in
            (PatchPair(base: try row.text("base"), target: try row.text("target")), try row.word("state") as PatchState)
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }
}
