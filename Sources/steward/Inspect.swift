import ArgumentParser
import Domain
import Foundation
import Server

/// Inspects a package without a server.
struct Inspect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Inspect a folder or a ZIP here, without uploading it.",
        discussion: "Example: steward inspect ./my-mini-program"
    )

    @Argument(help: "The project's folder, or a ZIP.")
    var project: String

    @Flag(help: "Print the report as JSON.")
    var json = false

    func run() async throws {
        let package = try PackageFile(project: project)
        let report = try await PackageInspector().inspect(file: package.path)
        if json { return try Output.json(report) }
        let language = Language(rawValue: Terminal.language) ?? .en
        print(
            "\(report.layout.rawValue): \(report.pages.count) pages, \(report.fileCount) files, \(report.wholeBytes) bytes"
        )
        for finding in report.findings {
            let place = finding.file.map { " \($0):" } ?? ""
            print("  \(finding.severity.rawValue)\(place) \(finding.words[language]) [\(finding.rule)]")
            print("    \(finding.remedy[language])")
        }
        let errors = report.findings.count { $0.severity == .error }
        if errors > 0 { throw CommandFailed("\(errors) errors stand in the way of a submission.") }
    }
}
