import Foundation
import Glibc
import Server
import Synchronization

/// How a command talks to the person at the terminal. What is meant for programs goes to standard output, everything about
/// the way there to standard error.
enum Terminal {
    static let isInteractive = isatty(STDERR_FILENO) == 1

    /// The language of the environment, for what the server words.
    static var language: String {
        let environment = ProcessInfo.processInfo.environment
        let locale = environment["LC_ALL"] ?? environment["LANG"] ?? ""
        return locale.hasPrefix("zh") ? "zh" : "en"
    }

    static func note(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

    /// The QR code of a link, on standard output when that is a terminal.
    static func showCode(of link: String) {
        guard isatty(STDOUT_FILENO) == 1, let code = try? QRCode(link, correction: .medium) else { return }
        print(code.terminal())
    }
}

/// A bar that fills while bytes are sent; silent when nobody watches.
final class ProgressBar: Sendable {
    private let total: Int
    private let shown = Mutex(-1)
    private static let width = 32

    init(total: Int) { self.total = max(total, 1) }

    func show(sent: Int) {
        guard Terminal.isInteractive else { return }
        let percent = min(100, sent * 100 / total)
        let isNew = shown.withLock { last in
            defer { last = percent }
            return last != percent
        }
        guard isNew else { return }
        let filled = percent * Self.width / 100
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
        let text = "\r\(bar) \(percent) %" + (percent == 100 ? ", checking …" : "")
        FileHandle.standardError.write(Data(text.utf8))
    }

    /// Takes the bar away.
    func end() {
        guard Terminal.isInteractive else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }
}
