import Domain
import Foundation
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Server

/// What a client gets that says which package it has.
@Suite struct PatchAnswerTests {
    @Test(arguments: EngineKind.available)
    func `a client that says what it has gets a patch to the new package`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await PatchStage(site)
            let (old, new) = (PatchStage.package(1), PatchStage.package(2))
            let base = try await stage.version("1.0.0", old)
            let target = try await stage.version("1.1.0", new, .gray)
            try await stage.maker.tick()
            let whole = try await stage.get(target, have: nil).expect(200)
            #expect(whole.bytes == new && whole.header("steward-patch-from") == nil)
            let answer = try await stage.get(target, have: base).expect(200)
            #expect(answer.header("content-type") == "application/zstd")
            #expect(answer.header("steward-patch-from") == base)
            #expect(answer.header("content-encoding") == nil)
            #expect(answer.header("etag") != whole.header("etag"))
            #expect(answer.header("cache-control")?.contains("immutable") == true)
            #expect(answer.bytes.count < 300)
            #expect(try ZstdPatch.apply(answer.bytes, to: Data(old), atMost: new.count) == new)
            // And the way back, when the gray release ends.
            let back = try await stage.get(base, have: target).expect(200)
            #expect(try ZstdPatch.apply(back.bytes, to: Data(new), atMost: old.count) == old)
            let metrics = site.platform.patchCounters.text()
            #expect(metrics.contains("steward_patches_total{outcome=\"made\"} 2\n"))
            #expect(metrics.contains("steward_patches_sent_total 2\n"))
            let saved = old.count + new.count - answer.bytes.count - back.bytes.count
            #expect(metrics.contains("steward_patch_saved_bytes_total \(saved)\n"))
        }
    }

    @Test func `a patch is fetched in parts, and only a part of what was begun is given`() async throws {
        try await Site.run { site in
            let stage = try await PatchStage(site)
            let new = PatchStage.package(2)
            let base = try await stage.version("1.0.0", PatchStage.package(1))
            let target = try await stage.version("1.1.0", new, .gray)
            let began = try await stage.get(target, have: base).expect(200)
            #expect(began.header("content-type") == "application/zip")
            let packageTag = try #require(began.header("etag"))
            try await stage.maker.tick()
            let whole = try await stage.get(target, have: base).expect(200)
            let tag = try #require(whole.header("etag"))
            let part = try await stage.get(target, have: base, [("range", "bytes=5-"), ("if-range", tag)]).expect(206)
            #expect(part.bytes == Array(whole.bytes[5...]))
            #expect(part.header("content-range") == "bytes 5-\(whole.bytes.count - 1)/\(whole.bytes.count)")
            #expect(part.header("steward-patch-from") == base)
            // The package was begun before there was a patch.
            let condition = ("if-range", packageTag)
            let rest = try await stage.get(target, have: base, [("range", "bytes=15000-"), condition]).expect(206)
            #expect(rest.bytes == Array(new[15_000...]))
            #expect(rest.header("steward-patch-from") == nil && rest.header("content-type") == "application/zip")
            let other = try await stage.get(target, have: base, [("range", "bytes=5-"), ("if-range", "\"x\"")])
            #expect(try other.expect(200).bytes == whole.bytes)
            try await stage.get(target, have: base, [("range", "bytes=15000-")]).expect(416)
            try await stage.get(target, have: base, [("if-none-match", tag)]).expect(304)
            try await stage.get(target, have: base, [("if-none-match", packageTag)]).expect(200)
            let head = try await site.stranger.send(.head, "/runtime/v1/packages/\(target)?have=\(base)").expect(200)
            #expect(head.bytes.isEmpty && head.header("steward-patch-from") == base)
            #expect(head.header("content-length") == "\(whole.bytes.count)")
        }
    }

    @Test(arguments: EngineKind.available)
    func `a patch from an older package is made once somebody asks for it`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await PatchStage(site)
            var names: [String] = []
            for number in 0..<8 {
                names.append(try await stage.version("1.\(number).0", PatchStage.package(number)))
            }
            let pair = PatchPair(base: names[0], target: names[7])
            #expect(try await stage.pairs()[pair] == nil)
            let whole = try await stage.get(names[7], have: names[0]).expect(200)
            #expect(whole.bytes == PatchStage.package(7))
            #expect(whole.header("cache-control") == "public, max-age=60")
            #expect(try await stage.pairs()[pair] == .waiting)
            try await stage.maker.tick()
            let answer = try await stage.get(names[7], have: names[0]).expect(200)
            let old = Data(PatchStage.package(0))
            #expect(try ZstdPatch.apply(answer.bytes, to: old, atMost: 20_000) == PatchStage.package(7))
        }
    }

    @Test func `what is malformed, unknown or taken down is refused as ever`() async throws {
        try await Site.run { site in
            let stage = try await PatchStage(site)
            let base = try await stage.version("1.0.0", PatchStage.package(1))
            let target = try await stage.version("1.1.0", PatchStage.package(2))
            let waiting = try await stage.version("1.2.0", PatchStage.package(3), .development)
            try await stage.maker.tick()
            for have in ["", "x", String(base.dropLast()), base.uppercased(), base + "0", "%20"] {
                try await stage.get(target, have: have).expect(refusal: "HAVE_INVALID", 400)
            }
            try await stage.get(waiting, have: base).expect(404)
            try await stage.get(String(repeating: "0", count: 64), have: base).expect(404)
            try await stage.takeDown("1.1.0")
            try await stage.get(target, have: base).expect(refusal: "PACKAGE_TAKEN_DOWN", 410)
        }
    }

    @Test func `a patch whose file is lost is no reason to refuse the package`() async throws {
        try await Site.run { site in
            let stage = try await PatchStage(site)
            let base = try await stage.version("1.0.0", PatchStage.package(1))
            let target = try await stage.version("1.1.0", PatchStage.package(2))
            try await stage.maker.tick()
            let row = try await site.platform.engine.first(
                "SELECT blob FROM package_patch WHERE target = \(target) AND base = \(base)"
            )
            try site.platform.blobs.remove(#require(try row?.text("blob")))
            #expect(try await stage.get(target, have: base).expect(200).bytes == PatchStage.package(2))
        }
    }
}
