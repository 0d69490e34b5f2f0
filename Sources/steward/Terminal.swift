import Domain
import Foundation
import Server

/// What the command line knows of the terminal that it talks to.
enum Terminal {
    static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
    static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }
    static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }

    /// The language of findings and refusals, from the locale: Chinese where it says so, else English.
    static var language: Language {
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
        let locale = names.lazy.compactMap { getenv($0).map { String(cString: $0) } }.first { !$0.isEmpty }
        return locale?.hasPrefix("zh") == true ? .zh : .en
    }

    /// Prints a link with a QR code of it above.
    static func show(link: String) {
        if let code = try? QRCode(link, correction: .medium) {
            print("\n" + code.terminal(colours: outputIsTerminal))
        }
        print(link)
    }

    /// Prints a value as one line of JSON.
    static func show(json value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// A moment of the API in this machine's time: `2026-11-23 17:30`.
    static func time(_ rfc3339: String) -> String {
        guard let instant = Instant(rfc3339: rfc3339) else { return rfc3339 }
        let date = Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000)
        let here = instant.adding(seconds: Int64(TimeZone.current.secondsFromGMT(for: date))).rfc3339
        return String(here.prefix(16).replacing("T", with: " "))
    }

    /// `1 page`, `2 pages`.
    static func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
        "\(count) \(count == 1 ? one : many ?? one + "s")"
    }

    /// Writes a line, or a piece of one, to standard error.
    static func tell(_ text: String, end: String = "\n") {
        FileHandle.standardError.write(Data((text + end).utf8))
    }

    /// Asks a question on the terminal; nil at the end of input.
    static func ask(_ question: String) -> String? {
        tell(question + " ", end: "")
        return readLine()
    }

    /// Asks for something that must not show while it is typed.
    static func askSecretly(_ question: String) -> String? {
        var usual = termios()
        guard tcgetattr(STDIN_FILENO, &usual) == 0 else { return ask(question) }
        var silent = usual
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &usual)
            tell("")
        }
        return ask(question)
    }
}
