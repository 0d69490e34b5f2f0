import Server

/// What the terminal says once the server listens: where it is, and what to do first.
struct Greeting: Sendable {
    private let settings: Settings
    private let isEmpty: Bool

    init(platform: Platform) async throws {
        settings = platform.settings
        isEmpty = try await platform.isWithoutPeople()
    }

    func show(port: Int) {
        let address =
            settings.publicURL.hasSuffix(":0") ? settings.publicURL.dropLast(1) + "\(port)" : settings.publicURL[...]
        print("\nSteward \(Release.version) · \(address)")
        if isEmpty {
            print("Nobody is here yet. Open \(address)/set-up and type this code: \(settings.setUpCode)")
        }
    }
}
