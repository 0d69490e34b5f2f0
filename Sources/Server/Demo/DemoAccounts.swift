import Domain
import Storage

/// What the demonstration's pages of people show: browsers that people signed in from lately, and an invitation link that works.
struct DemoAccounts: Sendable {
    /// Its clock is the demonstration's, its chance is not: what opens a session or makes an account must be nobody's to compute.
    let platform: Platform
    let people: [String: ID<Person>]

    private struct Device {
        let login: String
        let hoursAgo: Int64
        let address: String
        let agent: String
    }

    private static let iPhone =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
    private static let android =
        "Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Mobile Safari/537.36"
    private static let mac =
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36"
    private static let windows =
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0"

    /// Addresses from the blocks that are kept for examples.
    private static let devices = [
        Device(login: "suyu", hoursAgo: 217, address: "198.51.100.24", agent: mac),
        Device(login: "qian", hoursAgo: 61, address: "203.0.113.77", agent: android),
        Device(login: "zhou", hoursAgo: 50, address: "198.51.100.31", agent: windows),
        Device(login: "chen", hoursAgo: 21, address: "203.0.113.15", agent: mac),
        Device(login: "suyu", hoursAgo: 9, address: "203.0.113.140", agent: iPhone),
        Device(login: "zhou", hoursAgo: 4, address: "198.51.100.31", agent: iPhone),
        Device(login: "lin", hoursAgo: 2, address: "198.51.100.8", agent: mac),
    ]

    func fill(_ demo: DemoWorld, from begin: Instant) async throws {
        demo.move(to: begin.adding(seconds: -30 * 3600))
        _ = try await MakeAccountLink(platform: platform)(
            uses: 10,
            hours: 7 * 24,
            note: "新来的实习生",
            by: Caller(person: people["shuyan"], duties: [.administrator], scopes: nil)
        )
        for device in Self.devices {
            guard let person = people[device.login] else { continue }
            demo.move(to: begin.adding(seconds: -device.hoursAgo * 3600))
            // No news to whoever tries the demonstration out.
            _ = try await Enter(platform: platform)(
                person,
                next: Paths.home,
                from: SignInOrigin(address: device.address, agent: device.agent),
                on: [],
                replacing: nil,
                isTold: false
            )
        }
    }
}
