import Domain
import Testing

@Suite struct TOTPTests {
    private let totp = TOTP(secret: Array("12345678901234567890".utf8))

    private func moment(_ seconds: Int64) -> Instant { Instant(milliseconds: seconds * 1000) }

    /// RFC 6238, appendix B: the rows for HMAC-SHA-1, eight digits.
    @Test(arguments: [
        (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ])
    func `gives the codes of RFC 6238's table`(_ seconds: Int64, _ code: String) {
        #expect(totp.code(step: TOTP.step(at: moment(seconds)), digits: 8) == code)
        #expect(totp.code(step: TOTP.step(at: moment(seconds))) == String(code.suffix(6)))
    }

    /// RFC 4226, appendix D: the counter-based codes under them.
    @Test func `gives the codes of RFC 4226's table`() {
        let codes = [
            "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489",
        ]
        #expect((0..<10).map { totp.code(step: $0) } == codes)
    }

    @Test func `a code is right for its step and one on each side, stale soon after, else wrong`() {
        let now = moment(1_234_567_890)
        let here = TOTP.step(at: now)
        for offset in -12...12 as ClosedRange<Int64> {
            let judgement = totp.judgement(of: totp.code(step: here + offset), at: now)
            switch offset {
            case -1...1: #expect(judgement == .right(step: here + offset))
            // Only what was right before: the codes to come are told apart from wrong ones by nobody.
            case -10 ... -2: #expect(judgement == .stale, "\(offset)")
            default: #expect(judgement == .wrong, "\(offset)")
            }
        }
        for typed in ["", "12345", "1234567", "94287082", "abcdef", "０００００"] {
            #expect(totp.judgement(of: typed, at: now) == .wrong, "\(typed)")
        }
    }

    @Test func `a step lasts thirty seconds`() {
        #expect(TOTP.step(at: moment(29)) == 0)
        #expect(TOTP.step(at: moment(30)) == 1)
        #expect(TOTP.step(at: Instant(milliseconds: 59_999)) == 1)
        #expect(TOTP.step(at: moment(60)) == 2)
    }

    /// RFC 4648, section 10, without the padding.
    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
        ("foobar", "MZXW6YTBOI"),
    ])
    func `base 32 as in RFC 4648`(_ text: String, _ encoded: String) {
        #expect(Base32.text(Array(text.utf8)) == encoded)
        #expect(Base32.bytes(encoded) == Array(text.utf8))
        #expect(Base32.bytes(encoded.lowercased()) == Array(text.utf8))
    }

    @Test func `base 32 reads past spaces and padding, and refuses what it is not`() {
        #expect(Base32.bytes("mzxw 6ytb oi==") == Array("foobar".utf8))
        #expect(Base32.bytes("MZXW1") == nil)
        #expect(Base32.bytes("密钥") == nil)
    }

    @Test func `the address for the app names the installation and the login`() {
        #expect(
            totp.address(login: "lin.zhi", host: "steward.example:8443")
                == "otpauth://totp/Steward%20steward.example%3A8443:lin.zhi?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                + "&issuer=Steward%20steward.example%3A8443&algorithm=SHA1&digits=6&period=30"
        )
    }

    @Test(arguments: [
        ("123456", FactorCode.digits("123456")), (" 123 456 ", .digits("123456")), ("１２３４５６", .digits("123456")),
        ("K7WQ-3FZN-8XPD-2MHA", .recovery("k7wq3fzn8xpd2mha")), ("k7wq3fzn8xpd2mha", .recovery("k7wq3fzn8xpd2mha")),
    ])
    func `what people type is read as they mean it`(_ typed: String, _ code: FactorCode) {
        #expect(FactorCode(typed) == code)
    }

    @Test(arguments: ["", "12345", "1234567", "12345a", "k7wq-3fzn", "一二三四五六", "123456\u{0}", "12345６x"])
    func `what can be no code is none`(_ typed: String) { #expect(FactorCode(typed) == nil) }

    @Test func `a recovery code is shown in groups of four`() {
        #expect(RecoveryCodes.shown("k7wq3fzn8xpd2mha") == "k7wq-3fzn-8xpd-2mha")
    }
}
