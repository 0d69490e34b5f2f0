import Crypto
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

private func bytes(_ text: String) throws -> [UInt8] { try #require(Base64URL.bytes(text)) }

@Suite struct `An encrypted push` {
    /// RFC 8291, section 5 and appendix A.
    @Test func `is the bytes of RFC 8291's example`() throws {
        let encryption = try #require(
            PushEncryption(
                key: bytes(
                    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
                ),
                auth: bytes("BTBZMqHH6r4Tts7J_aSIgg")
            )
        )
        let own = try P256.KeyAgreement.PrivateKey(
            rawRepresentation: bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")
        )
        let sealed = try encryption(
            Array("When I grow up, I want to be a watermelon".utf8),
            own: own,
            salt: bytes("DGv6ra1nlYgDCS1FRnbzlw")
        )
        #expect(
            Base64URL.text(sealed)
                == "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz"
                + "AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
        )
    }

    @Test func `takes a key and a salt of its own each time`() throws {
        let world = TestWorld().world
        let device = P256.KeyAgreement.PrivateKey()
        let encryption = try #require(
            PushEncryption(key: [UInt8](device.publicKey.x963Representation), auth: world.bytes(16))
        )
        let (one, two) = (try encryption([1, 2, 3], in: world), try encryption([1, 2, 3], in: world))
        #expect(one.prefix(16) != two.prefix(16) && one[21..<86] != two[21..<86])
        #expect(one.count == 86 + 3 + 1 + 16)
    }

    @Test func `is for keys that are some`() throws {
        let good = try bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4")
        let auth = [UInt8](repeating: 7, count: 16)
        #expect(PushEncryption(key: good, auth: auth) != nil)
        #expect(PushEncryption(key: good, auth: auth.dropLast()) == nil)
        #expect(PushEncryption(key: good.dropLast(), auth: auth) == nil)
        #expect(PushEncryption(key: [4] + [UInt8](repeating: 9, count: 64), auth: auth) == nil)
        #expect(PushEncryption(key: [], auth: []) == nil)
    }

    @Test func `a title beyond measure fits a record, in its short form with room to spare`() throws {
        let payload = PushPayload(
            title: String(repeating: "版", count: 3000),
            body: String(repeating: "名", count: 3000),
            tag: "t",
            path: "/messages/1",
            isUrgent: false,
            unread: 1
        )
        #expect(try payload.bytes(isShort: false).count <= PushEncryption.mostBytes)
        #expect(try payload.bytes(isShort: true).count <= 256)
    }
}

@Suite struct `The token of a push` {
    @Test func `names the service, ends within a day, and is signed by the key that browsers were given`() throws {
        let signing = P256.Signing.PrivateKey()
        let key = PushKey(signing, publicURL: "https://steward.example")
        let now = Instant(milliseconds: 1_768_874_400_000)
        let header = try key.authorization(for: "https://push.example:8443", at: now)
        let parts = try #require(header.wholeMatch(of: /vapid t=([^.]+)\.([^.]+)\.([^.]+),k=(.+)/))
        #expect(try String(decoding: bytes(String(parts.1)), as: UTF8.self) == #"{"alg":"ES256","typ":"JWT"}"#)
        let claims = try String(decoding: bytes(String(parts.2)), as: UTF8.self)
        let end = now.milliseconds / 1000 + 12 * 3600
        #expect(claims == #"{"aud":"https://push.example:8443","exp":\#(end),"sub":"https://steward.example"}"#)
        let signature = try P256.Signing.ECDSASignature(rawRepresentation: bytes(String(parts.3)))
        let signed = Data("\(parts.1).\(parts.2)".utf8)
        #expect(signing.publicKey.isValidSignature(signature, for: signed))
        #expect(try bytes(String(parts.4)) == [UInt8](signing.publicKey.x963Representation))
        #expect(String(parts.4) == key.publicText)
    }

    @Test func `is made with one key for the life of an installation`() async throws {
        try await Site.run { site in
            let first = try await PushKey.load(site.platform).publicText
            #expect(try await PushKey.load(site.platform).publicText == first)
            #expect(try bytes(first).count == 65)
        }
    }
}
