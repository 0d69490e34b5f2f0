/// An upload that means harm, or looks as if it did, and what becomes of it. Made when asked for, never stored.
package struct HostileArchive: Sendable {
    package enum Outcome: Sendable, Equatable {
        /// Nothing is kept; the refusal's code.
        case refused(String)
        /// A version with a finding of this rule.
        case finding(String)
        /// A version; nothing to say about the archive.
        case accepted
    }

    package let name: String
    package let outcome: Outcome
    private let make: @Sendable () -> [UInt8]

    init(_ name: String, _ outcome: Outcome, _ make: @escaping @Sendable () -> [UInt8]) {
        (self.name, self.outcome, self.make) = (name, outcome, make)
    }

    package func bytes() -> [UInt8] { make() }

    package static let all = notZip + truncated + names + kinds + bombs + lies + records + contents

    package static func named(_ name: String) -> HostileArchive? { all.first { $0.name == name } }

    /// A small good package (a web page), as entries to be tampered with.
    static let good: [ZIPForge.Entry] = [
        .deflated("index.html", Array("<!doctype html><title>好</title><script src=\"main.js\"></script>".utf8)),
        .deflated("main.js", Array("console.log('ready')\n".utf8)),
    ]

    /// The good package and one entry more.
    static func with(_ entry: ZIPForge.Entry) -> [UInt8] { ZIPForge(good + [entry]).bytes() }

    /// The good package with its script changed.
    static func changed(_ change: (inout ZIPForge.Entry) -> Void) -> [UInt8] {
        ZIPForge([good[0], good[1].with(change)]).bytes()
    }

    /// The good package with the archive around it changed.
    static func around(_ change: (inout ZIPForge) -> Void) -> [UInt8] {
        var forge = ZIPForge(good)
        change(&forge)
        return forge.bytes()
    }
}
