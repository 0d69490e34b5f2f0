import Domain

/// Who and what the demonstration shows. Everything here is made up.
enum DemoCast {
    struct Somebody: Sendable {
        let login: String
        let name: String
        let duties: Set<Duty>
    }

    static let people = [
        Somebody(login: "lin", name: "林知远", duties: []),
        Somebody(login: "zhou", name: "周沐", duties: []),
        Somebody(login: "chen", name: "陈一诺", duties: []),
        Somebody(login: "shuyan", name: "何书言", duties: Set(Duty.allCases)),
    ]

    /// A version to upload: the sample's files with a change of their own.
    struct Upload: Sendable {
        let number: VersionNumber
        let description: String
        let by: String
        /// Hours before the demonstration begins.
        let hoursAgo: Int64
        var isExperience = false
        /// Files to leave out or put in, so that the inspection has something to say.
        var removed: [String] = []
        var added: [String: String] = [:]
    }

    struct App: Sendable {
        let name: String
        let englishName: String
        let slogan: String
        let description: String
        let categories: [String]
        let phone: String
        let email: String
        let filingNumber: String
        let privacyPolicy: String
        let domains: [String]
        /// The folder under `Samples/` and the logo of the same name; nil for one that has nothing yet.
        let sample: String?
        let owner: String
        let members: [(login: String, role: MemberRole)]
        let uploads: [Upload]

        init(
            name: String,
            englishName: String = "",
            slogan: String = "",
            description: String = "",
            categories: [String] = [],
            phone: String = "",
            email: String = "",
            filingNumber: String = "",
            privacyPolicy: String = "",
            domains: [String] = [],
            sample: String? = nil,
            owner: String,
            members: [(login: String, role: MemberRole)] = [],
            uploads: [Upload] = []
        ) {
            self.name = name
            self.englishName = englishName
            self.slogan = slogan
            self.description = description
            self.categories = categories
            self.phone = phone
            self.email = email
            self.filingNumber = filingNumber
            self.privacyPolicy = privacyPolicy
            self.domains = domains
            self.sample = sample
            self.owner = owner
            self.members = members
            self.uploads = uploads
        }
    }

    static let apps: [App] = [coffee, booking, books] + others

    private static let coffee = App(
        name: "山丘咖啡点单",
        englishName: "Hill Coffee",
        slogan: "到店即取，不用排队",
        description: "在手机上点好咖啡，到店直接取。可以选门店、加料和取餐时间，会员卡余额和优惠券都能用；忘带手机也没关系，报取餐号就行。",
        categories: ["0101"],
        phone: "0571-88173306",
        email: "help@hill-coffee.example",
        domains: ["api.hill-coffee.example", "img.hill-coffee.example"],
        sample: "hill-coffee",
        owner: "lin",
        members: [("zhou", .developer), ("chen", .experiencer)],
        uploads: [
            Upload(number: VersionNumber(3, 10, 0), description: "会员卡支持叠加优惠券", by: "zhou", hoursAgo: 76),
            Upload(
                number: VersionNumber(3, 10, 1),
                description: "下单页记住上次的取餐方式",
                by: "zhou",
                hoursAgo: 29,
                removed: ["packages/member/pages/card/index.axml"],
                added: [
                    "utils/pay.js":
                        "const appSecret = 'b7e1f5c09a834d62b1c45e0f7a92d3c8e6f01b24'\nexport default appSecret\n"
                ]
            ),
            Upload(
                number: VersionNumber(3, 10, 2),
                description: "会员卡支持叠加优惠券；修复门店列表在定位失败时的空白",
                by: "zhou",
                hoursAgo: 3,
                isExperience: true
            ),
        ]
    )

    private static let booking = App(
        name: "青禾预约",
        englishName: "Green Booking",
        slogan: "社区服务，提前约好",
        description: "青禾社区的预约小程序：口腔检查、儿童体检、家庭保洁和上门维修，选好服务和时间就约上，改期和取消都在一页里。",
        categories: ["0301", "0704"],
        phone: "0571-86210988",
        filingNumber: "浙ICP备2021000001号-1A",
        privacyPolicy: "https://green-booking.example/privacy",
        domains: ["api.green-booking.example"],
        sample: "green-booking",
        owner: "lin",
        members: [("chen", .developer), ("zhou", .experiencer)],
        uploads: [
            Upload(
                number: VersionNumber(2, 1, 0),
                description: "新增水电维修的上门时间",
                by: "chen",
                hoursAgo: 52,
                added: ["services.js": earlierServices]
            ),
            Upload(
                number: VersionNumber(2, 1, 1),
                description: "改期不再需要重新选服务；首页加载更快",
                by: "chen",
                hoursAgo: 20,
                isExperience: true,
                added: ["reschedule.js": reschedule, "services.js.bak": earlierServices]
            ),
        ]
    )

    /// The list of services before the vaccinations and the hairdresser came.
    private static let earlierServices = """
        'use strict';

        window.SERVICES = [
          { id: 'dental', name: '口腔检查', place: '青禾社区门诊 2 楼', minutes: 30, price: '¥80', from: 9, to: 17 },
          { id: 'checkup', name: '儿童体检', place: '青禾社区门诊 1 楼', minutes: 40, price: '免费', from: 8, to: 12 },
          { id: 'cleaning', name: '家庭保洁', place: '上门', minutes: 120, price: '¥158 起', from: 8, to: 18 },
          { id: 'repair', name: '水电维修', place: '上门', minutes: 60, price: '¥60 起', from: 8, to: 20 },
        ];

        """

    /// A file that comes with 2.1.1.
    private static let reschedule = """
        'use strict';

        // 改期：释放原来的时间，保留服务和称呼。
        window.reschedule = (booking, day, time) => ({ ...booking, day, time, changed: (booking.changed || 0) + 1 });

        """

    private static let books = App(
        name: "漂流书架",
        slogan: "让读完的书去下一个人家",
        description: "把读完的书放上书架，等附近的人来借；每本书都有自己的漂流路线，能看到它去过哪些城市、谁写过批注。",
        categories: ["1102"],
        email: "hello@drifting-books.example",
        sample: "drifting-books",
        owner: "chen",
        members: [("lin", .developer), ("zhou", .administrator)],
        uploads: [
            Upload(
                number: VersionNumber(1, 1, 0),
                description: "每本书有了自己的漂流路线",
                by: "lin",
                hoursAgo: 5,
                added: ["common/route.js": route, "utils/build.js": "export default { version: '1.1.0' }\n"]
            )
        ]
    )

    /// A file that comes with 1.1.0.
    private static let route = """
        // 漂流路线：按时间排列一本书去过的城市，连续的同一座城市只算一站。
        export function route(stops) {
          const sorted = [...stops].sort((a, b) => a.day - b.day);
          return sorted.filter((stop, index) => index === 0 || stop.city !== sorted[index - 1].city);
        }

        """

    /// Enough for the switcher to have a search.
    private static let others: [App] = [
        App(name: "城东洗衣", owner: "zhou", members: [("lin", .developer)]),
        App(name: "云溪民宿", owner: "zhou", members: [("lin", .developer)]),
        App(name: "拾光相馆", owner: "zhou", members: [("lin", .developer)]),
        orchard,
        App(name: "小满早餐", owner: "chen", members: [("lin", .developer)]),
        App(name: "木槿花店", owner: "lin", members: [("zhou", .developer)]),
    ]
}
