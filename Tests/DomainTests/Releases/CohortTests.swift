import Domain
import Foundation
import Testing

@Suite struct CohortTests {
    /// Salt, user, position: computed by Python's hashlib,
    /// `int.from_bytes(sha256(salt + user).digest()[:8], "big") * 1_000_000 >> 64`.
    static let vectors: [(salt: String, user: String, position: Int)] = [
        ("00112233445566778899aabbccddeeff", "2088000000000000", 652151),
        ("00112233445566778899aabbccddeeff", "2088102146225135", 367466),
        ("00112233445566778899aabbccddeeff", "user@example.com", 882917),
        ("00112233445566778899aabbccddeeff", "f47ac10b-58cc-4372-a567-0e02b2c3d479", 327787),
        ("00112233445566778899aabbccddeeff", "", 660078),
        ("00112233445566778899aabbccddeeff", "用户一", 633959),
        ("00000000000000000000000000000000", "2088000000000000", 918143),
        ("00000000000000000000000000000000", "2088102146225135", 343068),
        ("00000000000000000000000000000000", "user@example.com", 171169),
        ("00000000000000000000000000000000", "用户一", 101818),
        ("ffffffffffffffffffffffffffffffff", "2088000000000000", 929517),
        ("ffffffffffffffffffffffffffffffff", "f47ac10b-58cc-4372-a567-0e02b2c3d479", 718628),
        ("ffffffffffffffffffffffffffffffff", "", 354593),
        ("000102030405060708090a0b0c0d0e0f", "user@example.com", 330028),
        ("000102030405060708090a0b0c0d0e0f", "用户一", 763033),
        ("000102030405060708090a0b0c0d0e0f", "a", 704590),
    ]

    @Test(arguments: vectors)
    func `another language computes the same position`(salt: String, user: String, position: Int) throws {
        let salt = try #require(CohortSalt(hex: salt))
        #expect(Cohort.position(of: user, salt: salt) == position)
    }

    @Test func `two writings of a letter are two users: ids are compared by their bytes`() throws {
        let salt = try #require(CohortSalt(hex: String(repeating: "0", count: 32)))
        let (composed, decomposed) = ("caf\u{e9}", "cafe\u{301}")
        #expect(composed == decomposed)
        #expect(Cohort.position(of: composed, salt: salt) != Cohort.position(of: decomposed, salt: salt))
    }

    @Test func `a salt is 16 bytes, written as 32 hexadecimal digits`() throws {
        let bytes = [UInt8](0xf0...0xff)
        let salt = try #require(CohortSalt(bytes: bytes))
        #expect(salt.hex == "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff")
        #expect(CohortSalt(hex: salt.hex) == salt)
        #expect(CohortSalt(hex: salt.hex.uppercased()) == salt)
        #expect(CohortSalt(bytes: Array(bytes.dropLast())) == nil)
        #expect(CohortSalt(bytes: bytes + [0]) == nil)
        #expect(CohortSalt(bytes: []) == nil)
    }

    @Test(arguments: [
        "", "f0f1", "f0f1f2f3f4f5f6f7f8f9fafbfcfdfef", "f0f1f2f3f4f5f6f7f8f9fafbfcfdfefff0",
        "g0f1f2f3f4f5f6f7f8f9fafbfcfdfeff", "f0f1f2f3f4f5f6f7f8f9fafbfcfdfe f", "０0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",
        "é0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",
    ])
    func `anything else is no salt`(text: String) {
        #expect(CohortSalt(hex: text) == nil)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([CohortSalt].self, from: try JSONEncoder().encode([text]))
        }
    }

    @Test func `in JSON a salt is its digits`() throws {
        let salt = try #require(CohortSalt(bytes: [UInt8](0..<16)))
        let json = String(decoding: try JSONEncoder().encode([salt]), as: UTF8.self)
        #expect(json == #"["000102030405060708090a0b0c0d0e0f"]"#)
        #expect(try JSONDecoder().decode([CohortSalt].self, from: Data(json.utf8)) == [salt])
    }
}
