public import Foundation

/// What a host says once: whose mini program it asks for, and where it keeps it.
public struct Configuration: Sendable {
    /// Where Steward is reached, such as `https://steward.example.com`.
    public var server: URL
    /// The mini program's id.
    public var app: String
    /// The host's own id of the user: 1 to 128 bytes, the same for the same person always.
    public var user: String
    /// The host's base library, x.y.z; a version that needs a higher one is passed over.
    public var baseLibrary: String?
    /// Packages and state go into a folder of their own in it, one a mini program and user.
    public var folder: URL
    /// Public keys that the host app ships, by their id: needed where the server is not reached over TLS.
    public var keys: [String: Data] = [:]
    /// A package that claims to be larger is not downloaded.
    public var mostPackageBytes = 64 << 20
    public var schedule = Schedule()

    public init(server: URL, app: String, user: String, folder: URL) {
        (self.server, self.app, self.user, self.folder) = (server, app, user, folder)
    }

    /// Named by a hash: neither id has to be a fit file name, and the user's is not to be read from the disk.
    var ownFolder: URL { folder.appending(path: String(Fingerprint(of: Data("\(app)/\(user)".utf8)).hex.prefix(32))) }
}

/// Clock, chance and waiting come from outside, so that a test decides what they are.
public struct Surroundings: Sendable {
    public var now: @Sendable () -> Date
    public var random: @Sendable () -> UInt64
    /// Waits that many seconds; throws when the task is cancelled meanwhile.
    public var sleep: @Sendable (TimeInterval) async throws -> Void

    public init(
        now: @escaping @Sendable () -> Date,
        random: @escaping @Sendable () -> UInt64,
        sleep: @escaping @Sendable (TimeInterval) async throws -> Void
    ) {
        (self.now, self.random, self.sleep) = (now, random, sleep)
    }

    public static let real = Surroundings(
        now: { Date() },
        random: { UInt64.random(in: .min ... .max) },
        sleep: { try await Task.sleep(for: .seconds($0)) }
    )
}
