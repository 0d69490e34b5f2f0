import Domain

/// What the demonstration's users wrote. Everything here is made up.
enum DemoReports {
    private typealias Report = DemoFeedback.Report

    static let coffeeFirst: [DemoFeedback.Report] = [
        Report(
            hoursAgo: 140,
            user: "u-1041",
            kind: .payment,
            page: "pages/confirm/index",
            text: "支付后一直转圈，订单也没有出来，不敢再付一次"
        ),
        Report(
            hoursAgo: 138,
            user: "u-2207",
            kind: .payment,
            page: "pages/confirm/index",
            text: "支付之后一直在转圈，订单没有出来",
            device: "iPhone 15",
            system: "iOS 18.1"
        ),
        Report(
            hoursAgo: 133,
            user: "u-3310",
            kind: .payment,
            page: "pages/confirm/index",
            text: "付完钱一直转圈，订单没出来，钱已经扣了",
            device: "Redmi K70",
            system: "Android 14"
        ),
        Report(
            hoursAgo: 131,
            user: "u-58",
            kind: .payment,
            page: "pages/confirm/index",
            text: "支付后转圈，订单没有出来，地铁里信号不好",
            device: "iPhone 13",
            system: "iOS 17.6"
        ),
        Report(
            hoursAgo: 136,
            user: "u-771",
            kind: .whiteScreen,
            page: "pages/menu/index",
            text: "打开菜单页面白屏，退出重进才好",
            device: "vivo X100",
            system: "Android 14"
        ),
        Report(hoursAgo: 128, user: "u-90210", kind: .whiteScreen, page: "pages/menu/index", text: "菜单页面白屏，重进才好"),
        Report(hoursAgo: 126, user: "u-4", kind: .content, page: "pages/home/index", text: "首页的优惠活动为什么只有会员能看到"),
    ]

    static let coffeeLater: [DemoFeedback.Report] = [
        Report(
            hoursAgo: 70,
            user: "u-615",
            kind: .slow,
            page: "pages/menu/index",
            text: "菜单加载很慢，图片要等五六秒才出来",
            device: "OPPO A3",
            system: "Android 13"
        ),
        Report(hoursAgo: 66, user: "u-7001", kind: .slow, page: "pages/menu/index", text: "菜单的图片加载很慢，要等五六秒"),
        Report(
            hoursAgo: 64,
            user: "u-1202",
            kind: .slow,
            page: "pages/menu/index",
            text: "菜单图片加载太慢了，等五六秒",
            device: "iPhone 12",
            system: "iOS 17.2"
        ),
        Report(hoursAgo: 62, user: "u-33", kind: .payment, page: "pages/confirm/index", text: "付款后一直转圈，订单没有出来"),
        Report(
            hoursAgo: 58,
            user: "u-8080",
            kind: .whiteScreen,
            page: "pages/menu/index",
            text: "更新以后打开菜单页面还是白屏，重进才好",
            device: "vivo X100",
            system: "Android 14"
        ),
    ]

    static let coffeeWaiting: [DemoFeedback.Report] = [
        Report(
            hoursAgo: 9,
            user: "u-4512",
            kind: .brokenFunction,
            page: "pages/orders/index",
            text: "取餐号不显示，店员让我报手机号才找到订单"
        ),
        Report(
            hoursAgo: 7,
            user: "u-9",
            kind: .brokenFunction,
            page: "pages/orders/index",
            text: "订单里不显示取餐号，报手机号才找到订单",
            device: "iPhone 15 Pro",
            system: "iOS 18.0"
        ),
        Report(hoursAgo: 5, user: "u-664", kind: .brokenFunction, page: "pages/orders/index", text: "取餐号不显示，店员找不到订单"),
        Report(hoursAgo: 4, user: "u-12", kind: .suggestion, page: "pages/home/index", text: "希望可以收藏常去的门店，每次都要重新选"),
        Report(
            hoursAgo: 2,
            user: "u-305",
            kind: .payment,
            page: "pages/confirm/index",
            text: "支付后一直转圈，订单没有出来",
            device: "Redmi Note 13",
            system: "Android 14"
        ),
    ]

    static let bookingFirst: [DemoFeedback.Report] = [
        Report(hoursAgo: 68, user: "p-31", kind: .cannotOpen, page: "index.html", text: "点开就提示网络错误，换了流量也打不开"),
        Report(
            hoursAgo: 65,
            user: "p-1200",
            kind: .cannotOpen,
            page: "index.html",
            text: "点开提示网络错误，换流量也打不开",
            device: "iPhone 14",
            system: "iOS 17.5"
        ),
    ]

    static let bookingWaiting: [DemoFeedback.Report] = [
        Report(hoursAgo: 6, user: "p-77", kind: .account, page: "index.html", text: "登录以后看不到之前预约的记录"),
        Report(
            hoursAgo: 3,
            user: "p-450",
            kind: .suggestion,
            page: "index.html",
            text: "Please add an English version of the booking page",
            device: "Pixel 8",
            system: "Android 15"
        ),
    ]
}
