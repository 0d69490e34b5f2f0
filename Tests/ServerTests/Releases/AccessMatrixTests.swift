import Domain
import TestSupport
import Testing

@testable import Server

/// Every status times every action times every role, through the use cases and through HTTP.
@Suite struct AccessMatrixTests {
    @Test(arguments: AccessTable.Scene.allCases)
    func `by the use cases, everybody is answered as the table says, and who is refused changed nothing`(
        _ scene: AccessTable.Scene
    ) async throws {
        try await walk(scene) { cast, stage, caller, deed in
            do {
                let client = try cast.client(caller)
                // What pages hand to a use case: a mini program that the caller may see. Who may not even do that is refused here.
                try await stage.perform(deed, by: try await stage.site.authorised(client, in: stage.app))
                return nil
            } catch let refusal as Refusal {
                return AccessTable.Answer(refusal.status, refusal.code)
            }
        }
    }

    @Test(arguments: AccessTable.Scene.allCases)
    func `by HTTP, everybody is answered as the table says, and who is refused changed nothing`(
        _ scene: AccessTable.Scene
    ) async throws {
        try await walk(scene) { cast, stage, caller, deed in
            let request = stage.request(deed)
            let client = try cast.token(caller)
            let path = "\(stage.api)/versions/2.0.0\(request.path)"
            let response = try await client.send(
                request.method,
                path,
                type: request.body == nil ? nil : "application/json",
                body: request.body.map { Array($0.utf8) }
            )
            if response.status == 200 || response.status == 204 { return nil }
            guard let code = try response.json()["code"] as? String else { throw SiteFailure("\(path): no code") }
            return AccessTable.Answer(response.status, code)
        }
    }

    private typealias Ask =
        @Sendable (AccessCast, ReleaseStage, AccessTable.Caller, AccessTable.Deed) async throws
        -> AccessTable.Answer?

    private func walk(_ scene: AccessTable.Scene, _ ask: Ask) async throws {
        try await Site.run { site in
            let package = try await StagePackage(site)
            let cast = try await AccessCast(site)
            var stage = try await cast.stage(scene, package)
            var rows = try await stage.rows()
            for deed in AccessTable.Deed.allCases {
                for caller in AccessTable.Caller.allCases {
                    // The clock goes on, so that nobody runs out of requests.
                    site.world.advance(seconds: 60)
                    let expected = AccessTable.answer(caller, deed, scene)
                    let answer = try await ask(cast, stage, caller, deed)
                    #expect(answer == expected, "\(caller) \(deed)")
                    let now = try await stage.rows()
                    if answer != nil {
                        #expect(now == rows, "\(caller) \(deed) was refused, but rows have changed")
                    } else {
                        let number = VersionNumber(2, 0, 0)
                        let status = try await stage.databaseLine().entries.values.first { $0.number == number }?.status
                        #expect(
                            status?.rawValue ?? "gone" == AccessTable.status(after: deed, scene),
                            "\(caller) \(deed)"
                        )
                        stage = try await cast.stage(scene, package)
                    }
                    rows = try await stage.rows()
                }
            }
        }
    }
}
