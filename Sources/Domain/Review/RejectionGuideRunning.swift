/// Guides to what goes wrong while a mini program runs.
extension RejectionGuide {
    static let requestFailure = RejectionGuide(
        meaning: Words(
            "页面能打开，但它向你的服务器请求数据时失败了：超时、返回错误码，或者域名不在请求域名里被拦下。",
            "The page opens, but what it asks your server for fails: a time-out, an error status, or a host that is not among the request domains and is blocked."
        ),
        example: Words(
            "首页点“附近门店”一直转圈，8 秒后提示“网络异常”。换了 Wi-Fi 和 4G 都一样，请求 api.example.com/stores 返回 502。",
            "Tapping “Nearby shops” spins for 8 seconds, then says “network error”, on Wi-Fi and on 4G. api.example.com/stores answers 502."
        ),
        find: [
            Words(
                "用体验版走一遍主流程，打开调试面板看每个请求的状态码和用时。",
                "Walk the main path in the experience version and look at the status and time of each request."
            ),
            Words(
                "关掉公司网络和 VPN，用手机流量再走一遍：内网地址和白名单在这时最容易露馅。",
                "Do it once more on mobile data, without the office network or a VPN: that is where internal addresses and allow-lists show."
            ),
            Words(
                "对照“基础信息”里的请求域名，看代码里有没有没登记的地址。",
                "Compare the addresses in the code with the request domains in the base information."
            ),
        ],
        mend: [
            Words(
                "把用到的域名都填进请求域名，只用 https，不用 IP 和端口。",
                "Enter every host among the request domains; https only, no IP addresses, no ports."
            ),
            Words(
                "给每个请求设超时（建议 10 秒以内），失败时告诉用户发生了什么，并给一个“重试”。",
                "Give every request a time-out of 10 seconds at most; when it fails, say so and offer to try again."
            ),
            Words(
                "确认正式环境的服务在审核期间一直开着，测试数据没有被清掉。",
                "Keep the production service, and the test data in it, up during the review."
            ),
        ]
    )

    static let jsapiError = RejectionGuide(
        meaning: Words(
            "调用平台接口时报错，功能因此用不了：参数不对、没有授权，或者用户的客户端还不支持这个接口。",
            "A call of the platform's API fails and something does not work: wrong arguments, no permission, or a client that is too old for it."
        ),
        example: Words(
            "在安卓上点“扫码点单”没有反应，控制台报 my.scan is not a function。",
            "On Android “Scan to order” does nothing; the console says my.scan is not a function."
        ),
        find: [
            Words(
                "每个接口都看 fail 回调里的 error 和 errorMessage，不要吞掉。",
                "Look at error and errorMessage in every fail callback; swallow none."
            ),
            Words(
                "在两个系统、低一档的基础库上各试一次；用 my.canIUse 查接口能不能用。",
                "Try both systems and an older base library; ask my.canIUse whether a call exists."
            ),
            Words(
                "拒绝一次授权（位置、相册、手机号），看页面会怎样。",
                "Refuse a permission once (location, photos, phone number) and see what the page does."
            ),
        ],
        mend: [
            Words(
                "先用 my.canIUse 判断，不支持时换一种做法，或者说明需要升级客户端。",
                "Ask my.canIUse first; where it is missing, do it another way or say that the client needs an update."
            ),
            Words(
                "授权被拒时给出说明和再次授权的入口，别的功能照常可用。",
                "After a refused permission explain what it is for, offer it again, and keep everything else working."
            ),
            Words(
                "在版本里写明最低基础库，低于它的用户拿不到这个版本。",
                "State the lowest base library of the version: older clients then do not get it."
            ),
        ]
    )

    static let whiteScreen = RejectionGuide(
        meaning: Words(
            "网络慢或者断开时，页面长时间是白的，用户不知道在等什么，也没有办法重试。",
            "On a slow or broken network the page stays white: people do not know what they wait for and cannot try again."
        ),
        example: Words(
            "限速到 3G 后冷启动，首页白屏 11 秒；飞行模式下一直是白的。",
            "Throttled to 3G the home page stays white for 11 seconds after a cold start; in flight mode for ever."
        ),
        find: [
            Words(
                "开发者工具里把网络限到 3G，清掉缓存，从扫码开始计时，到看见内容为止。目标是 4.5 秒以内。",
                "Throttle to 3G, clear the cache, and time from the scan to the first content. Aim for 4.5 seconds."
            ),
            Words("打开飞行模式再启动一次。", "Start it once in flight mode."),
            Words(
                "看检查结果里的主包大小和大图片：它们最影响启动。",
                "Look at the main package's size and large pictures in the inspection: they slow the start most."
            ),
        ],
        mend: [
            Words(
                "首屏先画骨架或缓存的内容，数据回来再替换，不要等请求完才渲染。",
                "Draw a skeleton or cached content first and replace it when the data comes; do not wait for the request."
            ),
            Words(
                "请求超时或断网时显示原因和“重试”，而不是空白。",
                "On a time-out or without a network show why, and a way to try again, instead of nothing."
            ),
            Words(
                "把不在首屏的页面移到分包，压缩图片，首页不要同步读大数据。",
                "Move other pages to sub-packages, compress pictures, and read nothing large synchronously on the home page."
            ),
        ]
    )

    static let blankPage = RejectionGuide(
        meaning: Words(
            "网络正常，但某个页面就是空的：脚本出错、数据为空没有处理，或者路由指到了不存在的页面。",
            "The network is fine, but a page is empty: a script failed, empty data was not handled, or a link leads to a page that does not exist."
        ),
        example: Words(
            "新用户点“我的订单”是一片空白，没有“还没有订单”之类的说明，也回不去。",
            "For a new user “My orders” is blank: nothing says that there are none yet, and there is no way back."
        ),
        find: [
            Words(
                "用一个全新的账号走一遍：没有订单、没有地址、没有优惠券时每页是什么样。",
                "Walk through with a brand-new account: how does each page look without orders, addresses or coupons?"
            ),
            Words(
                "把每个页面单独打开一次（带参数和不带参数），看控制台有没有报错。",
                "Open every page by itself, with and without its parameters, and watch the console."
            ),
            Words("把 app.json 里的页面和代码里的跳转逐一对上。", "Match the pages in app.json with the links in the code."),
        ],
        mend: [
            Words(
                "每个列表都要有空状态：一句说明，加下一步的按钮。",
                "Give every list an empty state: a sentence, and a button for the next step."
            ),
            Words(
                "读取字段前判断有没有值，出错时显示原因而不是留白。",
                "Check values before you read them; when something fails, say what instead of leaving a gap."
            ),
            Words("进不去的页面先从入口和分享里去掉。", "Take pages that cannot be entered out of menus and shares."),
        ]
    )

    static let webViewPermission = RejectionGuide(
        meaning: Words(
            "小程序里用 web-view 打开的网页被拦下：域名没有登记、网页跳到了别的域名，或者主体不能使用 web-view。",
            "A page in a web view is blocked: its host is not registered, it leads on to another host, or the owner may not use web views."
        ),
        example: Words(
            "点“会员协议”提示“无法打开该页面”，网页跳转到了没有登记的 m.example.cn。",
            "“Membership terms” says “this page cannot be opened”: it redirects to m.example.cn, which is not registered."
        ),
        find: [
            Words(
                "把每个 web-view 入口点一遍，再点网页里的链接，看有没有跳到别的域名。",
                "Open every web view and follow the links inside; watch for other hosts."
            ),
            Words(
                "留意短链接和登录后的跳转，它们常常换域名。",
                "Mind short links and redirects after a sign-in: they often change the host."
            ),
        ],
        mend: [
            Words(
                "把最终打开的域名登记好，网页里只链到登记过的域名。",
                "Register the hosts that pages end up on, and link to registered ones only."
            ),
            Words(
                "能用小程序页面做的（协议、帮助、活动页）就不要放进 web-view。",
                "Make terms, help and campaigns pages of the mini program rather than web views."
            ),
            Words("网页打不开时显示说明，并给一个返回的按钮。", "When a page does not open, say so and offer the way back."),
        ]
    )

    static let expiredCertificate = RejectionGuide(
        meaning: Words(
            "服务器的 https 证书过期、域名不符，或者缺少中间证书，客户端拒绝连接。",
            "The server's certificate has run out, is for another name, or lacks its intermediate, so that clients refuse to connect."
        ),
        example: Words(
            "所有图片都不显示，img.example.com 的证书 11 月 2 日已过期。",
            "No picture shows: the certificate of img.example.com ran out on 2 November."
        ),
        find: [
            Words(
                "对每个请求域名执行：openssl s_client -connect 域名:443 -servername 域名，看有效期和证书链。",
                "For every host run: openssl s_client -connect HOST:443 -servername HOST, and read the dates and the chain."
            ),
            Words(
                "在旧一点的安卓手机上打开：它们不会自己补中间证书。",
                "Open it on an older Android phone: those do not fetch a missing intermediate."
            ),
            Words("别忘了图片、下载和 web-view 的域名。", "Do not forget the hosts of pictures, downloads and web views."),
        ],
        mend: [
            Words("换上新证书，并配好完整的证书链。", "Install a new certificate with its full chain."),
            Words("让续期自动进行，并在到期前 30 天告警。", "Renew automatically, with an alert 30 days before the end."),
            Words(
                "改好不需要换代码的，退回开发后可以直接用同一个版本再次提审。",
                "Where the code stays the same, return the version to development and submit it again as it is."
            ),
        ]
    )

    static let serviceUnavailable = RejectionGuide(
        meaning: Words(
            "审核时核心服务用不了：服务停了、只在某些时间营业、只对白名单开放，或者没有给可用的测试账号。",
            "The service itself could not be used during the review: it was down, closed at that hour, open to an allow-list only, or no working test account was given."
        ),
        example: Words(
            "提供的测试账号登录提示“用户不存在”，无法进入下单流程。",
            "The test account is answered “no such user”, so that ordering could not be reached."
        ),
        find: [
            Words(
                "用你写在提审里的测试账号，在一台没登录过的手机上登录一次。",
                "Sign in with the very test account of the submission, on a phone that never was."
            ),
            Words(
                "在晚上和周末各试一次：审核不一定在你的营业时间。",
                "Try in the evening and at the weekend: a review may come outside of your hours."
            ),
            Words("检查有没有只放行公司 IP、只允许内测名单的开关。", "Look for switches that let only the office or invited users in."),
        ],
        mend: [
            Words(
                "准备一个一直可用的测试账号，里面有余额、订单和券，能走完主流程。",
                "Keep a test account that always works, with a balance, orders and coupons for the main path."
            ),
            Words("非营业时间也让人能浏览，并写明几点开始营业。", "Let people look around outside of opening hours, and say when it opens."),
            Words("需要特定条件才能用的功能，在备注里写清楚怎样才能看到。", "Where something needs a condition, say in the note how to see it."),
        ]
    )

    static let paymentFault = RejectionGuide(
        meaning: Words(
            "付款走不通或者结果不对：调不起收银台、付了款订单没变、金额不一致，或者绕开了平台支付。",
            "Paying does not work or comes out wrong: the cashier does not open, a paid order does not change, amounts differ, or the platform's payment is bypassed."
        ),
        example: Words(
            "支付 0.01 元成功后，订单一直停在“待支付”，再点会重复扣款。",
            "After paying 0.01 the order stays “unpaid”, and tapping again charges twice."
        ),
        find: [
            Words(
                "用小额真实支付走一遍：成功、中途取消、余额不足、付款后马上杀掉小程序。",
                "Pay a small amount for real: success, cancelled half-way, not enough money, killed right after paying."
            ),
            Words("对一下三处金额：商品页、收银台、订单详情。", "Compare the amount on the product page, at the cashier and in the order."),
            Words("连点两次“支付”，看会不会下两单。", "Tap “pay” twice and see whether there are two orders."),
        ],
        mend: [
            Words(
                "以服务器收到的支付通知为准改订单，客户端的回调只用来刷新页面。",
                "Change orders by the notification to your server; the callback in the client only refreshes the page."
            ),
            Words("一个订单号只能付一次；按钮点过之后立即变为不可点。", "One order number is paid once; disable the button on the first tap."),
            Words("退款、取消和失败都要让用户看到结果。", "Show the outcome of refunds, cancellations and failures."),
        ]
    )
}
