import Domain
import Testing

/// What says the same is found, what does not is kept apart, and neither takes long.
@Suite struct FeedbackLikenessTests {
    static let alike = [
        ("支付后一直转圈，订单没有出来", "付款后一直在转圈，订单也没有出来"),
        ("打开菜单页面白屏，退出重进才好", "菜单页面白屏，重进才好"),
        ("取餐号不显示，店员找不到订单", "订单里不显示取餐号，店员找不到订单"),
        ("The page stays white after loading", "the page stays white when it has loaded!"),
        ("ＡＰＰ 闪退", "app闪退"),
    ]

    static let apart = [
        ("支付后一直转圈，订单没有出来", "菜单图片加载很慢，要等五六秒"),
        ("打开菜单页面白屏，退出重进才好", "希望可以收藏常去的门店"),
        ("登录以后看不到之前预约的记录", "优惠券用不了，提示已过期"),
        ("The page stays white after loading", "Please add an English version of the menu"),
    ]

    @Test(arguments: alike)
    func `finds alike what says the same`(_ left: String, _ right: String) {
        let likeness = FeedbackLikeness(left).likeness(to: FeedbackLikeness(right))
        #expect(likeness >= FeedbackLikeness.same, "\(likeness)")
        #expect(FeedbackLikeness(right).likeness(to: FeedbackLikeness(left)) == likeness)
    }

    @Test(arguments: apart)
    func `keeps apart what says something else`(_ left: String, _ right: String) {
        let likeness = FeedbackLikeness(left).likeness(to: FeedbackLikeness(right))
        #expect(likeness < FeedbackLikeness.near, "\(likeness)")
    }

    @Test(arguments: alike)
    func `what is alike shares a band`(_ left: String, _ right: String) {
        #expect(!Set(FeedbackLikeness(left).bands).isDisjoint(with: FeedbackLikeness(right).bands))
    }

    @Test func `the same text has the same bands for ever`() {
        #expect(FeedbackLikeness("支付后一直转圈").bands.first == FeedbackLikeness("支付后一直转圈！！").bands.first)
        #expect(FeedbackLikeness("支付后一直转圈").bands.count == FeedbackLikeness.bandCount)
    }

    @Test(arguments: [
        "", "。。。！！", "😀😀😀", String(repeating: "a", count: 100_000), String(repeating: "长文 ", count: 50_000),
    ])
    func `any text is read, and is like itself`(_ text: String) {
        let likeness = FeedbackLikeness(text)
        #expect(likeness.features.count <= 401)
        #expect(likeness.likeness(to: FeedbackLikeness(text)) == 1)
        #expect(!likeness.bands.isEmpty)
    }

    @Test func `ten thousand reports are grouped with few comparisons`() {
        // Sixty complaints, said again and again.
        let subjects = ["支付", "订单", "菜单", "优惠券", "会员卡", "门店", "地图", "登录", "图片", "客服", "退款", "发票"]
        let troubles = ["一直转圈没有反应", "打不开提示网络错误", "显示的内容不对", "点了以后闪退", "等了很久才加载出来"]
        var (groups, byBand, comparisons): ([FeedbackLikeness], [Int64: [Int]], Int) = ([], [:], 0)
        for number in 0..<10_000 {
            let text = "\(subjects[number % 12])\(troubles[number / 12 % 5])"
            let (report, bands) = (FeedbackLikeness(text), FeedbackLikeness(text).bands)
            let candidates = Set(bands.flatMap { byBand[$0] ?? [] })
            comparisons += candidates.count
            if candidates.contains(where: { groups[$0].likeness(to: report) >= FeedbackLikeness.same }) { continue }
            for band in Set(bands) { byBand[band, default: []].append(groups.count) }
            groups.append(report)
        }
        #expect(groups.count >= 5 && groups.count <= 60)
        #expect(comparisons < 10_000 * 60)
    }
}
