import Foundation
package import Testing

/// Compares `text` with the golden file `name` of the calling test's target (`Tests/<Target>/Golden/<name>`), and records an
/// issue with the first line that differs.
///
/// With `RECORD=1` in the environment the file is written instead; the reader of the change then reviews the difference.
package func expectGolden(
    _ text: String,
    _ name: String,
    filePath: String = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let file = try GoldenFolder.containing(test: filePath).appendingPathComponent(name)
    // One line end at the end, so that editors and diffs agree.
    let text = text.hasSuffix("\n") ? text : text + "\n"
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file, options: .atomic)
        return
    }
    guard let stored = try? Data(contentsOf: file) else {
        Issue.record("There is no golden file \(name) yet: RECORD=1 scripts/test.", sourceLocation: sourceLocation)
        return
    }
    // Bytes are compared, since equal strings may differ in their normalisation.
    guard stored != Data(text.utf8) else { return }
    let difference = GoldenFolder.firstDifference(String(decoding: stored, as: UTF8.self), text)
    Issue.record("\(name) changed. \(difference)", sourceLocation: sourceLocation)
}

enum GoldenFolder {
    /// A path that does not lie below a folder called `Tests`.
    struct NotATest: Error { let path: String }

    static func containing(test filePath: String) throws -> URL {
        let parts = filePath.split(separator: "/", omittingEmptySubsequences: false)
        guard let tests = parts.lastIndex(of: "Tests"), tests + 2 < parts.count else { throw NotATest(path: filePath) }
        return URL(fileURLWithPath: parts[...(tests + 1)].joined(separator: "/")).appendingPathComponent("Golden")
    }

    static func firstDifference(_ stored: String, _ now: String) -> String {
        let old = stored.split(separator: "\n", omittingEmptySubsequences: false)
        let new = now.split(separator: "\n", omittingEmptySubsequences: false)
        for index in 0..<max(old.count, new.count) {
            let was = index < old.count ? String(old[index]) : "(end)"
            let isNow = index < new.count ? String(new[index]) : "(end)"
            if Array(was.utf8) != Array(isNow.utf8) { return "Line \(index + 1) was:\n\(was)\nand is:\n\(isNow)" }
        }
        return "The same lines with other line ends."
    }
}
