import Domain
import Foundation
import HTTPTypes
import HostClient
import Storage
import TestSupport
import Testing

@testable import Server

/// The sample client against the product's own server on a port.
@Suite struct `A host app` {
    /// A site that listens, a mini program on it, and a phone whose clock goes with the site's.
    private func run(
        _ kind: EngineKind = .sqlite,
        _ test: @escaping @Sendable (inout ReleaseStage, HostPhone) async throws -> Void
    ) async throws {
        let address = try await Site.freeAddress()
        try await Site.run(kind, settings: { $0.publicURL = address }) { site in
            let stage = try await ReleaseStage(site)
            let now = Date(timeIntervalSince1970: Double(site.world.now.milliseconds) / 1000)
            try await HostPhone.with(address, app: stage.app.rawValue, now: now) { phone in
                try await site.listening {
                    var stage = stage
                    try await test(&stage, phone)
                }
            }
        }
    }

    @Test(arguments: EngineKind.available)
    func `installs what is released, and runs it without the server`(_ kind: EngineKind) async throws {
        let address = try await Site.freeAddress()
        try await Site.run(kind, settings: { $0.publicURL = address }) { site in
            let stage = try await ReleaseStage(site)
            let now = Date(timeIntervalSince1970: Double(site.world.now.milliseconds) / 1000)
            try await HostPhone.with(address, app: stage.app.rawValue, now: now) { phone in
                try await site.listening {
                    let client = try phone.client()
                    #expect(await client.start() == .nothing(nil))
                    try await stage.version("1.0.0", .released)
                    let start = await client.start()
                    #expect(start.version == "1.0.0" && start.isStale == false)
                    #expect(start.package == Data(SamplePackages.alipay()))
                    #expect(await client.check() == .unchanged)
                }
                let client = try phone.client()
                let start = await client.start()
                #expect(start.version == "1.0.0" && start.isStale == false)
                guard case .kept(.unreachable) = await client.check() else {
                    throw SiteFailure("a server that is away was reached")
                }
                phone.clock.advance(25 * 3600)
                let later = await client.start()
                #expect(later.version == "1.0.0" && later.isStale == true, "what it has, and says so")
            }
        }
    }

    @Test func `inside of a gray release runs the new version, outside the released one`() async throws {
        try await run { stage, phone in
            try await stage.version("1.0.0", .released)
            stage.package = try await StagePackage(stage.site, SamplePackages.alipay(version: "1.1.0"))
            try await stage.version("1.1.0", .gray)
            try await stage.gray("1.1.0", percent: "50")
            let entry = try #require(stage.platform.runtime.loops.picture.table.entry(of: stage.app))
            let users = (0..<100).map { "ü+&=# \($0)" }
            let inside = try #require(users.first { entry.state.decision(for: $0, baseLibrary: nil).rule == .cohort })
            let outside = try #require(
                users.first { entry.state.decision(for: $0, baseLibrary: nil).rule == .released }
            )
            #expect(try await phone.client(inside).start().version == "1.1.0")
            #expect(try await phone.client(outside).start().version == "1.0.0")
            #expect(phone.files.count == 2)
        }
    }

    @Test func `gets a new version while the old one runs, and starts it next time`() async throws {
        try await run { stage, phone in
            try await stage.version("1.0.0", .released)
            let client = try phone.client()
            #expect(await client.start().version == "1.0.0")
            let second = SamplePackages.alipay(version: "1.1.0")
            stage.package = try await StagePackage(stage.site, second)
            try await stage.version("1.1.0", .released)
            #expect(await client.check().ready == "1.1.0 later")
            #expect(await client.check() == .unchanged)
            let start = await client.start()
            #expect(start.version == "1.1.0" && start.package == Data(second))
        }
    }

    @Test func `switches at once after a roll back, to a lower version of a higher revision`() async throws {
        try await run { stage, phone in
            try await stage.version("1.0.0", .released)
            let client = try phone.client()
            #expect(await client.start().version == "1.0.0")
            stage.package = try await StagePackage(stage.site, SamplePackages.alipay(version: "1.1.0"))
            try await stage.version("1.1.0", .released)
            #expect(await client.check().ready == "1.1.0 later")
            #expect(await client.start().version == "1.1.0")
            try await RollBack(platform: stage.platform)(stage.number("1.1.0"), of: stage.asOwner)
            #expect(await client.check().ready == "1.0.0 now")
            let start = await client.start()
            #expect(start.version == "1.0.0" && start.package == Data(SamplePackages.alipay()))
            #expect(await client.check() == .unchanged)
        }
    }

    @Test func `that was to start a version which is rolled back before never starts it`() async throws {
        try await run { stage, phone in
            try await stage.version("1.0.0", .released)
            let client = try phone.client()
            #expect(await client.start().version == "1.0.0")
            stage.package = try await StagePackage(stage.site, SamplePackages.alipay(version: "1.1.0"))
            try await stage.version("1.1.0", .released)
            #expect(await client.check().ready == "1.1.0 later")
            try await RollBack(platform: stage.platform)(stage.number("1.1.0"), of: stage.asOwner)
            #expect(await client.check() == .unchanged)
            #expect(await client.start().version == "1.0.0")
        }
    }

    @Test func `purges what was taken offline, and installs what comes after it`() async throws {
        try await run { stage, phone in
            try await stage.version("1.0.0", .released)
            let client = try phone.client()
            #expect(await client.start().version == "1.0.0")
            try await TakeOffline(platform: stage.platform)(stage.number("1.0.0"), of: stage.asOwner)
            #expect(await client.check() == .offline(.atNextStart))
            #expect(phone.files.isEmpty)
            #expect(await client.start() == .offline)
            #expect(await client.check() == .unchanged)
            try await stage.version("1.0.1", .released)
            #expect(await client.start().version == "1.0.1")
        }
    }

    @Test func `ends at once what the platform took down, whose package nobody hands out any more`() async throws {
        try await run { stage, phone in
            try await stage.version("1.0.0", .released)
            let client = try phone.client()
            let start = await client.start()
            guard case .run(let version, _, _) = start else { throw SiteFailure("\(start)") }
            try await ForceOffline(platform: stage.platform)(
                stage.number("1.0.0"),
                of: stage.asReviewer,
                reason: "收到多起无法退款的投诉"
            )
            let path = version.package.url.path()
            try await stage.site.stranger.get(path).expect(410)
            #expect(await client.check() == .offline(.now))
            #expect(phone.files.isEmpty)
        }
    }

    @Test func `follows a rotation of the keys, and forgets a key that was revoked`() async throws {
        try await run { stage, phone in
            try await stage.version("1.0.0", .released)
            let client = try phone.client()
            #expect(await client.start().version == "1.0.0")
            for isRevoked in [false, true] {
                try await RotateRuntimeKey(platform: stage.platform)(revoking: isRevoked)
                stage.package = try await StagePackage(
                    stage.site,
                    SamplePackages.alipay(version: isRevoked ? "1.2.0" : "1.1.0")
                )
                try await stage.version(isRevoked ? "1.2.0" : "1.1.0", .released)
                #expect(await client.check().ready == (isRevoked ? "1.2.0 later" : "1.1.0 later"))
            }
        }
    }

    @Test func `says its base library, and gets a version that it can run`() async throws {
        try await run { stage, phone in
            try await stage.version("1.0.0", .released)
            stage.package = try await StagePackage(stage.site, SamplePackages.alipay(version: "1.1.0"))
            try await stage.version("1.1.0", .released)
            try await stage.owner.postJSON(
                "\(stage.api)/versions/1.1.0",
                #"{"lowest_base_library":"2.0.0"}"#,
                method: .patch
            ).expect(200)
            #expect(try await phone.client("new") { $0.baseLibrary = "2.0.0" }.start().version == "1.1.0")
            #expect(try await phone.client("old") { $0.baseLibrary = "1.9.9" }.start().version == "1.0.0")
        }
    }
}
