import Domain
import Testing

@Suite struct `Secrets in code` {
    private func secrets(_ text: String) -> [TextScan.Secret] { TextScan(Array(text.utf8)).secrets.map(\.secret) }

    @Test(arguments: [
        "const key = '\(Secrets.pkcs8)'", "key: \"\(Secrets.pkcs1)\"", Secrets.pem,
        "const pem = '" + Secrets.pem.split(separator: "\n").joined(separator: "\\n' +\n  '") + "'",
    ])
    func `private keys are found in every wrapping`(_ text: String) {
        #expect(secrets(text) == [.privateKey])
    }

    @Test(arguments: [
        "const key = '\(Secrets.publicKey)'", "-----BEGIN PUBLIC KEY-----\n" + Secrets.publicKey,
        // A library that writes the header and has no key.
        "var e = \"-----BEGIN RSA PRIVATE KEY-----\\n\"; e += this.wordwrap(this.getPrivateBaseKeyB64()) + \"\\n\";",
        "/^-----BEGIN (?:RSA )?PRIVATE KEY-----/.test(t)", "var b = 'MIIABCDEFG'",
        "'" + String(repeating: "MII", count: 80) + "'",
    ])
    func `public keys and libraries that handle keys are none`(_ text: String) {
        #expect(secrets(text) == [])
    }

    @Test(arguments: [
        ("'AKIA" + "IOSFODNN7EXAMPLE'", "AWS"), ("id=ASIA" + "Y34FZKBOKMUTVV7A;", "AWS"),
        ("\"LTAI" + "5tQnKx8Zw2Lw9Xc4Vb7N\"", "阿里云"), ("\"ghp_" + "q8Zt2Lw9Xc4Vb7Nm1Kd5q8Zt2Lw9Xc4Vb7Nm\"", "GitHub"),
    ])
    func `cloud keys are found`(_ text: String, _ cloud: String) {
        #expect(secrets(text) == [.accessKey(cloud)])
    }

    @Test(.timeLimit(.minutes(1)))
    func `a file full of keys is read once, not once a key`() {
        let key = "\"AKIA" + "IOSFODNN7EXAMPLE\","
        let lines = "\n\n" + String(repeating: key, count: 40_000) + "\n" + key
        let hits = TextScan(Array(lines.utf8)).secrets
        #expect(hits.map(\.line) == [3, 4])
    }

    @Test(arguments: [
        "AKIAS", "XAKIA" + "IOSFODNN7EXAMPLE", "'AKIAIOSFODNNEXAMPLEXX'", "\"LTAIsomething\"", "'sk_live_'",
    ])
    func `what only begins like a cloud key is none`(_ text: String) {
        #expect(secrets(text) == [])
    }

    @Test(arguments: [
        "appSecret: 'q8Zt2Lw9Xc4Vb7Nm'", "\"access_token\" : \"a81f3c9e27d44b0f9c12\"",
        "const API_KEY = `9f86d081884c7d65`",
        "password = \"P4ssw0rd\"", "DB_PASSWORD=\"tiger2024\"", "config['secretKey'] = 'q8Zt2Lw9Xc4Vb7Nm'",
    ])
    func `values that look drawn at random behind a telling name are found`(_ text: String) {
        #expect(secrets(text).count == 1)
    }

    @Test(arguments: [
        "password: '请输入密码'", "token: 'token'", "password: 'password1'", "const TOKEN = 'user_token_key_v2'",
        "secret: process.env.APP_SECRET_2024_KEY", "tokenUrl: 'https://example.com/oauth2/token1234'",
        "passwordRule: '8-20位字母和数字'", "token: `${head}.${body1234}`", "a.token=\"\"",
        "inputPassword2: 'inputPassword2'",
        "privateKey: './keys/app1234.pem'", "token = ''", "accessKey: 'assets/icons/key24.png'", "=", "\":",
        "password:\"",
        "password: 'aaaaaaa1'", "hash: 'q8Zt2Lw9Xc4Vb7Nm'",
    ])
    func `placeholders, words, paths and addresses are none`(_ text: String) {
        #expect(secrets(text) == [])
    }

    @Test func `the line is told`() {
        let scan = TextScan(Array("a\nb\nappSecret: 'q8Zt2Lw9Xc4Vb7Nm'".utf8))
        #expect(scan.secrets == [.init(secret: .literal("appSecret"), line: 3)])
    }

    @Test func `a key behind a telling name is told once, as the key it is`() {
        #expect(secrets("privateKey: '\(Secrets.pkcs8)'") == [.privateKey])
    }

    @Test func `thousands of secrets are told up to twenty`() {
        let line = "appSecret: 'q8Zt2Lw9Xc4Vb7Nm'\n"
        #expect(secrets(String(repeating: line, count: 5_000)).count == 20)
    }

    @Test(arguments: ["//# sourceMappingURL=a.map", "//@ sourceMappingURL=a.map", "/*# sourceMappingURL=data:x */"])
    func `addresses of source maps are found`(_ text: String) {
        #expect(TextScan(Array(text.utf8)).refersToSourceMap)
    }

    @Test(arguments: ["sourceMappingURL", "# sourceMappingURL=x", "'//#' + ' sourceMappingURL='", "#", "//#"])
    func `talk of source maps is none`(_ text: String) {
        #expect(!TextScan(Array(text.utf8)).refersToSourceMap)
    }

    @Test func `encodings are told apart`() {
        #expect(TextScan(Array("你好".utf8)).isUTF8)
        #expect(!TextScan([0xc4, 0xe3]).isUTF8)
        #expect(!TextScan([0xed, 0xa0, 0x80]).isUTF8)
        #expect(TextScan([0xef, 0xbb, 0xbf, 0x41]).hasByteOrderMark)
        #expect(TextScan([]).isUTF8)
    }
}
