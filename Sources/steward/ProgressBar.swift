import Domain

/// How far an upload is, redrawn in one line of a terminal; silent where there is none.
struct ProgressBar: Sendable {
    let total: Int64
    private let isShown = Terminal.errorIsTerminal
    private static let width = 30

    func show(_ sent: Int64) {
        guard isShown else { return }
        let share = total > 0 ? Double(min(sent, total)) / Double(total) : 1
        let full = Int(share * Double(Self.width))
        let bar = String(repeating: "█", count: full) + String(repeating: "░", count: Self.width - full)
        let sizes = "\(PackageLimits.shown(Int(min(sent, total)))) / \(PackageLimits.shown(Int(total)))"
        let ending = sent >= total ? ", inspecting…" : ""
        Terminal.tell("\r\u{1b}[K\(bar) \(Int(share * 100)) %  \(sizes)\(ending)", end: "")
    }

    /// Takes the line away.
    func end() {
        if isShown { Terminal.tell("\r\u{1b}[K", end: "") }
    }
}
