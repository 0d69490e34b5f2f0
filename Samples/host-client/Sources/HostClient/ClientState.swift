import Foundation

/// What a client remembers between two starts of the host.
struct ClientState: Hashable, Codable {
    /// The last answer that was accepted, what it came with, and when it was last confirmed.
    struct Held: Hashable, Codable {
        let answer: Answer
        let tag: String?
        let receipt: String
        var confirmedAt: Date
    }

    var keys: KeyRing
    var held: Held?
    /// The highest revision that was accepted: lower ones are refused.
    var revision = 0
    /// What runs.
    var current: InstalledVersion?
    /// What is here and runs from the next start on.
    var next: InstalledVersion?
    /// What ran before: a roll back leads there without a download.
    var previous: InstalledVersion?

    init(keys: KeyRing) { self.keys = keys }

    var versions: [InstalledVersion] { [current, next, previous].compactMap(\.self) }

    /// Makes a version that is on the disk the one that runs: now, or from the next start on.
    mutating func settle(on wanted: InstalledVersion, appliesNow: Bool) -> Outcome {
        if current?.package.sha256 == wanted.package.sha256 {
            // The same bytes, perhaps released where they were gray. What was to come instead is not wanted any more.
            (current, next) = (wanted, nil)
            return .unchanged
        }
        let isKnown = next?.package.sha256 == wanted.package.sha256
        next = wanted
        guard appliesNow, current != nil else { return isKnown ? .unchanged : .ready(wanted, .atNextStart) }
        promote()
        return .ready(wanted, .now)
    }

    /// What is ready for the next start runs from now on.
    mutating func promote() {
        guard let next else { return }
        (previous, current, self.next) = (current, next, nil)
    }

    /// Nothing of the mini program stays.
    mutating func purge() { (current, next, previous) = (nil, nil, nil) }
}

/// The file of a `ClientState`, replaced as a whole.
struct StateFile {
    let url: URL

    /// A file that cannot be read is as good as none: the client asks anew.
    func load() -> ClientState? {
        (try? Data(contentsOf: url)).flatMap { try? JSONDecoder().decode(ClientState.self, from: $0) }
    }

    func store(_ state: ClientState) throws {
        try JSONEncoder().encode(state).write(to: url, options: .atomic)
    }
}
