import Foundation
import TestSupport
import Testing

@testable import Server

@Suite struct ZstdPatchTests {
    @Test func `a patch gives the new file back and holds little more than what is new`() throws {
        let old = Noise.bytes(300_000)
        let new = Array(old[100_000...]) + Noise.bytes(2_000, seed: 2) + Array(old[..<90_000])
        let patch = try #require(try ZstdPatch.make(from: Data(old), to: Data(new), atMost: new.count))
        #expect(patch.count < 2_400)
        #expect(try ZstdPatch.apply(patch, to: Data(old), atMost: new.count) == new)
        // A zstd frame that says its size in one segment and ends with a checksum.
        #expect(patch.prefix(4) == [0x28, 0xb5, 0x2f, 0xfd])
        #expect(patch[4] & 0b0010_0100 == 0b0010_0100)
    }

    @Test func `the old file's beginning is within reach of the new one's end`() throws {
        let (kept, old, new) = (Noise.bytes(250_000), Noise.bytes(1_000_000, seed: 2), Noise.bytes(1_000_000, seed: 3))
        let patch = try ZstdPatch.make(from: Data(kept + old), to: Data(new + kept), atMost: 1_010_000)
        #expect(try ZstdPatch.apply(#require(patch), to: Data(kept + old), atMost: 2_000_000) == new + kept)
    }

    @Test func `a patch over the limit is none`() throws {
        let (old, new) = (Noise.bytes(50_000), Noise.bytes(50_000, seed: 2))
        #expect(try ZstdPatch.make(from: Data(old), to: Data(new), atMost: 45_000) == nil)
        #expect(try ZstdPatch.make(from: Data(old), to: Data(old), atMost: 45_000) != nil)
    }

    @Test func `another old file, a damaged patch and a larger result are refused`() throws {
        let (old, other) = (Noise.bytes(50_000), Noise.bytes(50_000, seed: 2))
        let new = Array(old.reversed()) + old
        let patch = try #require(try ZstdPatch.make(from: Data(old), to: Data(new), atMost: new.count))
        #expect(throws: ZstdFault.self) { try ZstdPatch.apply(patch, to: Data(other), atMost: new.count) }
        #expect(throws: ZstdFault.self) { try ZstdPatch.apply(patch, to: Data(old), atMost: new.count - 1) }
        #expect(throws: ZstdFault.self) {
            try ZstdPatch.apply(Array(patch.dropLast()), to: Data(old), atMost: new.count)
        }
        #expect(throws: ZstdFault.self) { try ZstdPatch.apply([1, 2, 3], to: Data(old), atMost: new.count) }
    }

    @Test func `making one stops soon when nobody waits any more`() throws {
        var looks = 0
        #expect(throws: CancellationError.self) {
            try ZstdPatch.make(from: Data([1]), to: Data(Noise.bytes(600_000)), atMost: 700_000) {
                looks += 1
                return looks == 3
            }
        }
        #expect(looks == 3)
    }
}

/// Bytes that nothing can compress, the same in every run.
enum Noise {
    static func bytes(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
