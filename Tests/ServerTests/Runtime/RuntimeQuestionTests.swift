import Domain
import Testing

@testable import Server

@Suite struct RuntimeQuestionTests {
    private let path = "/runtime/v1/apps/2021004288173306/release"

    private func asked(_ address: String) -> RuntimeQuestion? {
        if case .asked(let question) = RuntimeQuestion.read(address) { question } else { nil }
    }

    @Test(arguments: [
        ("user=abc", "abc"), ("user=a%2Bb%40x.cn", "a+b@x.cn"), ("user=a+b", "a+b"), ("x=1&user=%E6%9E%97&y=2", "林"),
        ("user=1&user=2", "1"), ("user=a=b", "a=b"),
    ])
    func `the user is read from the query`(query: String, user: String) {
        #expect(asked("\(path)?\(query)")?.user == user)
        #expect(asked("\(path)?\(query)")?.app == 2_021_004_288_173_306)
    }

    @Test(arguments: ["http://steward.example.com", "HTTPS://a:443", "http://[::1]:8080"])
    func `the address may name the host as well`(origin: String) {
        #expect(asked("\(origin)\(path)?user=u")?.user == "u")
        #expect(RuntimeQuestion.read("\(origin)/healthz") == .notMine)
        #expect(RuntimeQuestion.read(origin) == .notMine)
        #expect(RuntimeQuestion.read("\(origin)/\(path)?user=u") == .notMine)
    }

    @Test func `the base library is a number or left out`() {
        #expect(asked("\(path)?user=u&base_library=2.8.0")?.baseLibrary == VersionNumber(2, 8, 0))
        #expect(asked("\(path)?user=u")?.baseLibrary == nil)
        #expect(RuntimeQuestion.read("\(path)?user=u&base_library=2.8") == .refused(.badBaseLibrary))
    }

    @Test(arguments: ["", "?", "?user", "?user=", "?users=1", "?User=1"])
    func `without a user it is refused`(rest: String) {
        #expect(RuntimeQuestion.read(path + rest) == .refused(.userMissing))
    }

    @Test func `an id that is too long or no text is refused`() {
        #expect(asked("\(path)?user=\(String(repeating: "a", count: 128))") != nil)
        #expect(RuntimeQuestion.read("\(path)?user=\(String(repeating: "a", count: 129))") == .refused(.userTooLong))
        #expect(RuntimeQuestion.read("\(path)?user=\(String(repeating: "%61", count: 129))") == .refused(.userTooLong))
        for bad in ["%", "%6", "%zz", "%00", "%ff", "a%c0%80"] {
            #expect(RuntimeQuestion.read("\(path)?user=\(bad)") == .refused(.badEncoding), "\(bad)")
        }
    }

    @Test(arguments: [
        "/", "/runtime/v1/apps/2021004288173306", "/runtime/v1/apps/2021004288173306/releases?user=1",
        "/runtime/v1/apps/202100428817330/release?user=1", "/runtime/v1/apps/20210042881733066/release?user=1",
        "/runtime/v1/apps/202100428817330x/release?user=1", "/runtime/v1/apps/2021004288173306/explain?user=1",
        "/Runtime/v1/apps/2021004288173306/release?user=1",
    ])
    func `every other address is the router's`(address: String) { #expect(RuntimeQuestion.read(address) == .notMine) }
}
