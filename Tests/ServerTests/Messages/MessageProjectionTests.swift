import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// What the journal puts into inboxes.
@Suite struct MessageProjectionTests {
    @Test(arguments: EngineKind.available)
    func `everybody whom it concerns gets it once, but not the one who did it`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await MessageStage(site)
            let stranger = try await site.person("chen")
            try await stage.uploads(VersionNumber(1, 0, 0))
            #expect(try await stage.inbox(of: stage.lin).map(\.kind) == [.versionUploaded])
            #expect(try await stage.inbox(of: stage.zhou).isEmpty)
            #expect(try await stage.inbox(of: stranger).isEmpty)
            #expect(try await stage.unread(stage.lin) == 1)
        }
    }

    @Test func `a changed password is said to the person themselves, whoever changed it`() async throws {
        try await Site.run { site in
            let stage = try await MessageStage(site)
            try await site.platform.change(by: stage.lin) { try $0.record(.passwordChanged(person: stage.lin)) }
            let row = try #require(try await stage.inbox(of: stage.lin).first)
            #expect(row.kind == .passwordChanged && row.isUrgent && row.app == nil)
        }
    }

    @Test(arguments: EngineKind.available)
    func `entries seen a second time change nothing`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await MessageStage(site)
            let first = try await site.platform.engine.read { try JournalQueries($0).head().sequence }
            for patch in 0..<5 {
                try await stage.uploads(VersionNumber(1, 0, Int32(patch)))
                try await stage.isReviewed(VersionNumber(1, 0, Int32(patch)), .approve)
                site.world.advance(seconds: 1500)
            }
            let before = try await stage.picture()
            try await site.platform.engine.write { db in
                for entry in try JournalQueries(db).entries(after: first, limit: 100) {
                    try MessageProjection().apply(entry, try entry.decoded(), in: db)
                }
            }
            #expect(before.count > 8)
            #expect(try await stage.picture() == before)
        }
    }

    @Test(arguments: EngineKind.available)
    func `many alike within an hour become one, which moves to the top and is unread again`(_ kind: EngineKind)
        async throws
    {
        try await Site.run(kind) { site in
            let stage = try await MessageStage(site)
            try await stage.uploads(VersionNumber(1, 0, 0))
            try await stage.isReviewed(VersionNumber(0, 9, 0), .approve)
            site.world.advance(seconds: 3599)
            let only = try #require(try await stage.inbox(of: stage.lin).last)
            let lin = try await site.as("lin")
            try await lin.post("/messages/\(only.sequence)/archive").expect(303)
            try await stage.uploads(VersionNumber(1, 0, 1))
            var rows = try await stage.inbox(of: stage.lin)
            #expect(rows.map(\.kind) == [.versionUploaded, .versionApproved])
            #expect(rows[0].count == 2 && rows[0].isUnread && rows[0].sequence == only.sequence)
            #expect(rows[0].event.messageTitle(who: "周沐", count: 2).zh == "上传了 2 个版本，最新 1.0.1")
            #expect(try await stage.unread(stage.lin) == 2)
            // The hour counts from the first, not from the last.
            site.world.advance(seconds: 1)
            try await stage.uploads(VersionNumber(1, 0, 2))
            rows = try await stage.inbox(of: stage.lin)
            #expect(rows.filter { $0.kind == .versionUploaded }.map(\.count) == [1, 2])
            // Another mini program's stay apart.
            let other = try await site.app("青禾预约")
            try await stage.uploads(VersionNumber(1, 0, 3), in: other)
            #expect(try await stage.inbox(of: stage.lin).first?.count == 1)
        }
    }

    @Test(arguments: EngineKind.available)
    func `a muted mini program is silent, except for what is urgent or asks for an answer`(_ kind: EngineKind)
        async throws
    {
        try await Site.run(kind) { site in
            let stage = try await MessageStage(site)
            let lin = try await site.as("lin")
            try await stage.uploads(VersionNumber(1, 0, 0))
            let first = try #require(try await stage.inbox(of: stage.lin).first)
            try await lin.post("/messages/\(first.sequence)/mute").expect(303)
            site.world.advance(seconds: 7200)
            try await stage.uploads(VersionNumber(1, 0, 1))
            try await stage.isReviewed(VersionNumber(1, 0, 1), .reject, [.whiteScreen])
            #expect(try await stage.inbox(of: stage.lin).map(\.kind) == [.versionRejected, .versionUploaded])
            // Zhou did not mute it.
            #expect(try await stage.inbox(of: stage.zhou).map(\.kind) == [.versionRejected])
            try await lin.get("/messages/mutes").expect(200).expect(text: "山丘咖啡点单").expect(text: "取消静音")
            try await lin.post("/messages/mutes/remove", ["app": stage.app.rawValue]).expect(303)
            try await stage.uploads(VersionNumber(1, 0, 2))
            #expect(try await stage.inbox(of: stage.lin).first?.kind == .versionUploaded)
            // Muted again at the same place of the journal, and twice.
            let again = try #require(try await stage.inbox(of: stage.lin).first)
            for _ in 0..<2 { try await lin.post("/messages/\(again.sequence)/mute").expect(303) }
            try await lin.post("/messages/mutes/remove", ["app": stage.app.rawValue]).expect(303)
            try await lin.post("/messages/\(again.sequence)/mute").expect(303)
            let mutes = try await site.platform.engine.read { try MessageMuteQueries($0).apps(of: stage.lin, limit: 9) }
            #expect(mutes.map(\.app) == [stage.app])
        }
    }

    @Test(arguments: EngineKind.available)
    func `making them anew gives the same, whatever happened and was done with them`(_ kind: EngineKind) async throws {
        for seed in 1...(kind == .sqlite ? 12 : 2) as ClosedRange<UInt64> {
            try await Site.run(kind) { site in
                let stage = try await MessageStage(site)
                let person = try await RandomInbox(stage: stage, seed: seed).live(steps: 60)
                let before = try await stage.picture()
                try await site.platform.projections.rebuild("messages")
                #expect(try await stage.picture() == before, "seed \(seed)")
                // Stopped in the middle and begun again.
                try await site.platform.engine.write { db in
                    try MessageProjection().clear(in: db)
                    for entry in try JournalQueries(db).entries(after: 0, limit: 20) {
                        try MessageProjection().apply(entry, try entry.decoded(), in: db)
                    }
                    try JournalWrites(db: db).move("messages", to: 20)
                }
                try await site.platform.projections.rebuild("messages")
                #expect(try await stage.picture() == before, "seed \(seed), interrupted")
                let unread = try await stage.inbox(of: person, .unread).count
                #expect(try await stage.unread(person) == unread, "seed \(seed)")
            }
        }
    }
}
