import ArgumentParser
import Domain
import Foundation
import Server

/// Inspects a project on this machine, as the server would.
struct Inspect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Inspect a folder or a ZIP on this machine, without a server.",
        discussion: """
            Finds what the server would find after an upload. Exit code 1 when a submission would be stopped.

            Example: steward inspect ./my-mini-program
            """
    )

    @Argument(help: "The mini program's folder, or a ZIP of it.")
    var project: String

    @Flag(help: "Print the report as JSON.")
    var json = false

    func run() async throws {
        let report = try await PackedProject.with(project) { package in
            try await PackageInspector().inspect(file: package.path)
        }
        let findings = FindingsText(report, Terminal.language)
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            print(String(decoding: try encoder.encode(report), as: UTF8.self))
        } else {
            let size = PackageLimits.shown(report.wholeBytes)
            let pages = Terminal.counted(report.pages.count, "page")
            print("\(report.layout.rawValue), \(pages), \(Terminal.counted(report.fileCount, "file")), \(size)")
            findings.show()
        }
        if report.hasErrors { throw Failure("The inspection found errors. Mend them before you submit.") }
    }
}
