import Testing

@testable import Server

@Suite struct RuntimeLoadTests {
    @Test func `beyond the limit requests are refused, but for whether the server lives`() {
        let load = RuntimeLoad(most: 2)
        #expect(load.enter(isVital: false))
        #expect(load.enter(isVital: false))
        #expect(!load.enter(isVital: false))
        #expect(load.enter(isVital: true))
        load.leave()
        #expect(!load.enter(isVital: false))
        load.leave()
        #expect(load.enter(isVital: false))
    }
}
