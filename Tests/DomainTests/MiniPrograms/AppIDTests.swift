import Domain
import Testing

@Suite struct AppIDTests {
    @Test func `a new id has 16 digits and begins with 2021`() {
        for byte in UInt8.min...UInt8.max {
            let id = AppID.make(random: [UInt8](repeating: byte, count: 8))
            #expect(AppID.check(id.rawValue) == id)
        }
    }

    @Test func `small numbers are padded with zeros`() {
        #expect(AppID.make(random: [0, 0, 0, 0, 0, 0, 0, 7]).rawValue == "2021000000000007")
        #expect(AppID.make(random: []).rawValue == "2021000000000000")
    }

    @Test(arguments: [
        "", "2021", "202100000000000", "20210000000000001", "2022000000000000", "202100000000000a", "２０２１000000000000",
        " 2021000000000000", "2021 0000 0000 0000", "2021000000000000\u{301}", "2021-00000000000",
    ])
    func `what is not 16 digits after 2021 is no id`(text: String) {
        #expect(AppID.check(text) == nil)
    }

    @Test func `an id is read aloud in groups of four`() {
        #expect(AppID.grouped(ID(rawValue: "2021004288173306")) == "2021 0042 8817 3306")
    }
}
