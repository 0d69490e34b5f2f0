import ArgumentParser
import AsyncHTTPClient
import Domain
import Foundation
import NIOCore
import NIOHTTP1
import Server

/// Uploads a package as a new version.
struct Upload: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Upload a folder or a ZIP as a new version.",
        discussion: """
            Example: steward upload --server https://steward.example.com --token "$STEWARD_TOKEN" \\
                --app 2021004288173306 --project . --number next --experience

            A folder is packed as its mini.project.json says (miniprogramRoot, uploadExclude).
            """
    )

    @OptionGroup var server: ServerOptions

    @Option(help: "The project's folder, or a ZIP.")
    var project: String

    @Option(help: "x.y.z, or next for the one after the largest.")
    var number: String = "next"

    @Option(help: "What changed, for whoever tries it.")
    var description: String = ""

    @Flag(help: "Make it the experience version.")
    var experience = false

    @Flag(help: "With 20 development versions, delete the oldest one that was not submitted.")
    var prune = false

    @Option(help: "A folder of source maps to keep beside the package; they are never served.")
    var sourceMaps: String?

    @Option(help: "The commit that this was built from.")
    var commit: String = ""

    @Option(help: "The branch that this was built from.")
    var branch: String = ""

    @Option(help: "Where the build can be looked at.")
    var buildURL: String = ""

    @Flag(help: "Print the new version as JSON.")
    var json = false

    func validate() throws {
        guard number == "next" || VersionNumber(number) != nil else {
            throw ValidationError("--number: \(number) is not x.y.z; write 1.2.3, or next.")
        }
    }

    func run() async throws {
        let remote = try server.client()
        let package = try PackageFile(project: project)
        var fields = [("version", number), ("description", description)]
        fields += [("commit", commit), ("branch", branch), ("build_url", buildURL)].filter { !$0.1.isEmpty }
        if experience { fields.append(("experience", "true")) }
        if prune { fields.append(("prune", "true")) }
        var files = [("package", package.path)]
        let maps = try sourceMaps.map { try PackageFile(project: $0) }
        if case .some(let maps) = maps { files.append(("source_maps", maps.path)) }
        let answer = try await remote.upload(to: remote.path("/versions"), fields: fields, files: files)
        let version = try JSONDecoder().decode(RemoteVersion.self, from: answer)
        if json { return print(String(decoding: answer, as: UTF8.self)) }
        print("\(version.version) is uploaded: \(version.url)")
        if let pruned = version.pruned { print("\(pruned) was deleted to make room.") }
        version.inspection.show()
        if let link = version.experienceURL {
            print("Experience version: \(link)")
            Terminal.showCode(of: link)
        }
    }
}

/// Uploads a package to look at for a day, without a number.
struct Preview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Upload a preview: 24 hours, no version number, no slot.",
        discussion: "Example: steward preview --server https://steward.example.com --app 2021004288173306 --project ."
    )

    @OptionGroup var server: ServerOptions

    @Option(help: "The project's folder, or a ZIP.")
    var project: String

    @Flag(help: "Print the preview as JSON.")
    var json = false

    private struct Answer: Decodable {
        let url: String
        let expiresAt: String
        let inspection: RemoteVersion.Inspection

        private enum CodingKeys: String, CodingKey {
            case url, inspection
            case expiresAt = "expires_at"
        }
    }

    func run() async throws {
        let remote = try server.client()
        let package = try PackageFile(project: project)
        let answer = try await remote.upload(
            to: remote.path("/previews"),
            fields: [],
            files: [("package", package.path)]
        )
        if json { return print(String(decoding: answer, as: UTF8.self)) }
        let preview = try JSONDecoder().decode(Answer.self, from: answer)
        print("Preview until \(preview.expiresAt): \(preview.url)")
        preview.inspection.show()
        Terminal.showCode(of: preview.url)
    }
}

extension RemoteServer {
    /// Sends a form with files, with a bar on a terminal; gives the answer's JSON.
    func upload(
        to address: String,
        fields: [(String, String)],
        files: [(String, String)]
    ) async throws -> Data {
        let form = try MultipartUpload(fields: fields, files: files)
        let bar = ProgressBar(total: form.length)
        var request = request(.POST, address)
        request.headers.add(name: "content-type", value: form.contentType)
        request.body = form.body { bar.show(sent: $0) }
        defer { bar.end() }
        return try await send(request, within: .minutes(15))
    }
}
