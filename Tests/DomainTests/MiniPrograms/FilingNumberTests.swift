import Domain
import Testing

@Suite struct FilingNumberTests {
    @Test(arguments: [
        "浙ICP备2021000001号", "浙ICP备2021000001号-1", "浙ICP备2021000001号-1A", "浙ICP备2021000001号-12X", "京ICP备05000001号",
        "蜀ICP备123456号-9999K", "浙ICP备2021000001号A",
    ])
    func `a filing number is kept`(number: String) {
        #expect(FilingNumber.check(number).value == number)
    }

    @Test func `blanks go and letters become capitals`() {
        #expect(FilingNumber.check(" 浙 icp备 2021000001 号-1a ").value == "浙ICP备2021000001号-1A")
        #expect(FilingNumber.check("").value == "")
    }

    @Test(arguments: [
        "ICP备2021000001号", "海ICP备2021000001号", "浙ICP证2021000001号", "浙ICP备12345号", "浙ICP备12345678901号",
        "浙ICP备2021000001", "浙ICP备2021000001号-", "浙ICP备2021000001号-0", "浙ICP备2021000001号-01",
        "浙ICP备2021000001号-12345", "浙ICP备2021000001号-1AB", "浙ICP备2021000001号1", "浙ICP备２０２１０００００１号", "浙",
    ])
    func `another shape is refused with an example`(number: String) {
        #expect(FilingNumber.check(number).words?.zh.contains("浙ICP备2021000001号-1A") == true)
    }
}
