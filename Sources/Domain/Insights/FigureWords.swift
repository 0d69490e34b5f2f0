extension Figure {
    package var words: Words {
        switch self {
        case .visitors: Words("访问人数", "Visitors")
        case .newVisitors: Words("新访问人数", "New visitors")
        case .visitors7: Words("7 天访问人数", "Visitors, 7 days")
        case .visitors30: Words("30 天访问人数", "Visitors, 30 days")
        case .pageViews: Words("页面浏览", "Page views")
        case .launches: Words("启动次数", "Launches")
        case .stay: Words("平均停留", "Average stay")
        case .shares: Words("分享次数", "Shares")
        case .launchHalf: Words("启动耗时 P50", "Launch time, P50")
        case .launchMost: Words("启动耗时 P90", "Launch time, P90")
        case .launchSlowest: Words("启动耗时 P99", "Launch time, P99")
        case .launchDownload: Words("下载代码包", "Download")
        case .launchPrepare: Words("准备环境", "Preparation")
        case .launchScript: Words("执行脚本", "Script")
        case .launchRender: Words("首屏渲染", "First render")
        case .launchInTime: Words("4.5 秒内启动", "Launched within 4.5 s")
        case .availability: Words("可用率", "Availability")
        case .whiteScreens: Words("白屏率", "White-screen rate")
        case .scriptErrors: Words("JS 异常率", "JavaScript error rate")
        case .requestErrors: Words("HTTP 请求异常率", "HTTP error rate")
        case .hostCallErrors: Words("JSAPI 异常率", "JSAPI error rate")
        case .resourceErrors: Words("资源异常率", "Resource error rate")
        case .pageErrors: Words("页面异常率", "Page error rate")
        }
    }

    /// How it is worked out.
    package var explanation: Words {
        switch self {
        case .visitors: Words("启动过小程序或打开过页面的用户，每人只算一次。", "Users who launched it or opened a page, each counted once.")
        case .newVisitors: Words("以前从没来过的用户。", "Users who were never there before.")
        case .visitors7: Words("到这一天为止 7 天内来过的用户，每人只算一次。", "Users within the 7 days up to this one, each counted once.")
        case .visitors30:
            Words("到这一天为止 30 天内来过的用户，每人只算一次。", "Users within the 30 days up to this one, each counted once.")
        case .pageViews: Words("打开页面的次数。", "How often pages were opened.")
        case .launches: Words("启动的次数，成功和失败都算。", "How often it was launched, failures included.")
        case .stay: Words("停留时长之和 ÷ 知道停留时长的页面浏览。", "Time on pages ÷ page views whose time is known.")
        case .shares: Words("用户分享的次数。", "How often users shared it.")
        case .launchHalf:
            Words("从点击到首屏；一半的启动不超过这个时间。", "From the tap to the first page: half of all launches take at most this.")
        case .launchMost:
            Words("从点击到首屏；90% 的启动不超过这个时间。", "From the tap to the first page: 90 % of launches take at most this.")
        case .launchSlowest:
            Words("从点击到首屏；99% 的启动不超过这个时间。", "From the tap to the first page: 99 % of launches take at most this.")
        case .launchDownload, .launchPrepare, .launchScript, .launchRender:
            Words("启动的这一段；一半的启动不超过这个时间。", "This part of a launch: half of them take at most this.")
        case .launchInTime: Words("不超过 4,500 毫秒的启动 ÷ 成功的启动。", "Launches of at most 4,500 ms ÷ successful launches.")
        case .availability: Words("成功且没有白屏的启动 ÷ 启动。", "Launches that succeeded without a white screen ÷ launches.")
        case .whiteScreens: Words("白屏 ÷ 页面浏览。", "White screens ÷ page views.")
        case .scriptErrors: Words("JS 异常 ÷ 页面浏览。", "JavaScript errors ÷ page views.")
        case .requestErrors: Words("失败的请求 ÷ 请求。", "Failed requests ÷ requests.")
        case .hostCallErrors: Words("失败的调用 ÷ 调用。", "Failed calls ÷ calls.")
        case .resourceErrors: Words("资源加载失败 ÷ 页面浏览。", "Resources that did not load ÷ page views.")
        case .pageErrors:
            Words("JS 异常、白屏和资源异常之和 ÷ 页面浏览。", "JavaScript errors, white screens and resource errors ÷ page views.")
        }
    }
}
