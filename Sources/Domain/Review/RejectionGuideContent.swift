/// Guides to what a mini program says and shows.
extension RejectionGuide {
    static let placeholderContent = RejectionGuide(
        meaning: Words(
            "页面里还有测试数据、占位图片或没做完的功能，像是没准备好给用户用。",
            "There are test data, placeholder pictures or unfinished features, as if it were not ready for users."
        ),
        example: Words(
            "商品列表里有“测试商品111”，价格 0.01 元；“积分商城”点进去是“敬请期待”。",
            "The list holds “test item 111” at 0.01, and “Points shop” only says “coming soon”."
        ),
        find: [
            Words(
                "在代码和后台数据里搜：测试、test、demo、敬请期待、lorem、占位。",
                "Search code and data for: test, demo, coming soon, lorem, placeholder."
            ),
            Words("从每个入口点到底，看有没有走不下去的页面。", "Follow every entry to its end and look for dead ends."),
            Words("检查分享出去的标题和图片。", "Look at the titles and pictures of shares."),
        ],
        mend: [
            Words("换成真实内容；还没做完的入口先拿掉，做好再放出来。", "Use real content; take unfinished entries out until they are done."),
            Words("测试商品放到审核人员看不到的环境，不要混在正式数据里。", "Keep test items in another environment, not among the real data."),
            Words("截图也要换成真实页面，和提交的版本一致。", "Replace the screenshots too: they should show this very version."),
        ]
    )

    static let nameMismatch = RejectionGuide(
        meaning: Words(
            "名称、标语、图标和实际提供的服务对不上，或者用了容易和别人混淆的名字。",
            "Name, slogan or logo do not fit the service, or could be taken for somebody else's."
        ),
        example: Words(
            "名称是“城东洗衣”，打开后主要在卖保健品，洗衣入口点不进去。",
            "It is called “East Side Laundry” but mainly sells supplements; laundry cannot be opened."
        ),
        find: [
            Words(
                "请一个没见过的人只看名称和标语，猜它做什么，再打开对一对。",
                "Ask somebody to guess from name and slogan what it does, then open it and compare."
            ),
            Words("搜一下有没有同名的品牌，看你是否有权使用。", "Search for brands of that name, and whether you may use it."),
        ],
        mend: [
            Words(
                "在“基础信息”里改名称或标语，让它说的就是主要服务。",
                "Change name or slogan in the base information to say what the main service is."
            ),
            Words(
                "用了别人的商标或品牌，要有授权，并把授权书作为资质提交。",
                "For somebody's trademark you need their permission; hand it in among the papers."
            ),
            Words("名称上架后每年只能改两次，改之前想清楚。", "After the first release a name changes twice a year at most: think first."),
        ]
    )

    static let categoryMismatch = RejectionGuide(
        meaning: Words(
            "选的类目和实际服务不一致，或者类目要求的资质缺失、过期、主体不同、照片看不清。",
            "The category does not fit the service, or a paper it asks for is missing, expired, in another name, or unreadable."
        ),
        example: Words(
            "类目是“咖啡茶饮”，但页面里在卖处方药；食品经营许可证照片反光，看不清证号。",
            "The category is “Coffee and tea”, but prescription drugs are sold; the licence's number cannot be read for glare."
        ),
        find: [
            Words(
                "把小程序里每一种能下单的服务列出来，对照类目逐个看。",
                "List every service that can be ordered, and compare with the categories."
            ),
            Words(
                "看资质上的名称、地址和小程序主体是不是同一家，有效期够不够。",
                "See whether name and address on the papers are the owner's, and until when they are valid."
            ),
        ],
        mend: [
            Words(
                "增加或更换类目（最多 4 个），没有资质的服务先下线。",
                "Add or change categories (up to 4); take services without a licence out."
            ),
            Words(
                "资质拍完整、四角都在、文字清楚，不要加滤镜和遮挡。",
                "Photograph papers whole, with all four corners and readable text, without filters or cover."
            ),
            Words(
                "长期有效的证照在提审时选“长期”，不要填一个假日期。",
                "For papers that do not run out choose “does not expire” rather than an invented date."
            ),
        ]
    )

    static let impliedEndorsement = RejectionGuide(
        meaning: Words(
            "让用户以为平台为你的服务作保：用了平台的标志和名称、写“官方认证”“平台推荐”，或者界面做得像平台自己的。",
            "Users are made to believe that the platform vouches for you: its marks or name, “officially certified”, “recommended by the platform”, or pages that look like its own."
        ),
        example: Words(
            "首页横幅写着“平台官方推荐商家”，并放了平台的标志。",
            "A banner on the home page says “officially recommended” beside the platform's logo."
        ),
        find: [
            Words(
                "在文案和图片里找：官方、认证、推荐、唯一、第一，和平台的标志、配色。",
                "Look in texts and pictures for: official, certified, recommended, the only, number one, and the platform's marks and colours."
            ),
            Words("别忘了图片里的文字、分享卡片和客服的自动回复。", "Do not forget text in pictures, share cards and automatic answers."),
        ],
        mend: [
            Words("去掉平台的标志和“官方”“认证”之类的说法，用你自己的品牌。", "Remove the platform's marks and such words; use your own brand."),
            Words("真实的资质可以写，写清楚谁发的、编号是多少。", "Real certificates may be named, with who issued them and their number."),
            Words(
                "支付方式可以写明，但不要做成“联合出品”的样子。",
                "You may say how people can pay, but not as if you had made it together."
            ),
        ]
    )

    static let other = RejectionGuide(
        meaning: Words(
            "不属于上面的任何一类。审核人员会在说明里写清楚看到了什么、希望怎么改。",
            "None of the above. The reviewer's words say what they saw and what should change."
        ),
        example: Words(
            "未成年人也能进入付费抽奖，请加上年龄提示和限制。",
            "Minors can enter the paid raffle: add a notice and a limit by age."
        ),
        find: [
            Words(
                "先看审核说明里的步骤和截图，照着走一遍。",
                "Begin with the steps and pictures in the reviewer's words, and repeat them."
            ),
            Words(
                "看不懂的地方，在下次提审的备注里问，并写上你的理解。",
                "Where something is unclear, ask in the note of the next submission, and say how you understood it."
            ),
        ],
        mend: [
            Words("按说明改好，在备注里写清楚改了哪里、怎样能看到。", "Mend it, and say in the note what changed and how to see it."),
            Words(
                "如果你认为判断有误，退回开发后再次提审，在备注里说明理由并附上依据。",
                "If you think that it was wrong, submit again and give your reasons, with evidence, in the note."
            ),
        ]
    )
}
