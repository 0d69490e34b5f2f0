import ArgumentParser
import Domain
import Foundation
import NIOHTTP1
import Server

/// Uploads a project as a development version.
struct Upload: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Upload a folder or a ZIP as a development version.",
        discussion: """
            A folder is packed first: only what lies in miniprogramRoot of its mini.project.json, without what uploadExclude names.

            Example: steward upload --server https://steward.example.com --app 2021004288173306 --project . --number next \
            --description "Fix the card page" --experience
            """
    )

    @OptionGroup var server: ServerOptions

    @Option(help: "The mini program's folder, or a ZIP of it.")
    var project: String

    @Option(help: "x.y.z, larger than all before; next takes the one after the largest.")
    var number = "next"

    @Option(help: "What is new in this version.")
    var description = ""

    @Flag(help: "Make it the experience version, and show its QR code.")
    var experience = false

    @Flag(help: "At the limit of 20 development versions, delete the oldest that was not submitted.")
    var prune = false

    @Option(help: "A folder of source maps: kept beside the package, never served.")
    var sourceMaps: String?

    @Option(help: "The commit it was built from.")
    var commit = ""

    @Option(help: "The branch it was built from.")
    var branch = ""

    @Option(name: .customLong("build-url"), help: "Where the build can be looked at.")
    var buildURL = ""

    @Flag(help: "Print the server's answer as JSON.")
    var json = false

    func validate() throws {
        guard number == "next" || VersionNumber(number) != nil else {
            throw ValidationError("--number: \(number) is no version number; it looks like 1.2.3, or is next.")
        }
    }

    func run() async throws {
        let data = try await PackedProject.with(project) { package in
            try await withSourceMaps { maps in
                var body = MultipartBody()
                body.add(field: "version", number)
                for (name, value) in [
                    ("description", description), ("commit", commit), ("branch", branch), ("build_url", buildURL),
                    ("experience", experience ? "true" : ""), ("prune", prune ? "true" : ""),
                ] where !value.isEmpty {
                    body.add(field: name, value)
                }
                body.add(file: "package", path: package.path, size: package.size)
                if let maps { body.add(file: "source_maps", path: maps.path, size: maps.size) }
                body.finish()
                return try await server.connected { connection in
                    try await connection.upload(body, to: "/versions")
                }
            }
        }
        if json {
            print(String(decoding: data, as: UTF8.self))
        } else {
            try show(data)
        }
    }

    private func withSourceMaps<Result>(_ body: (PackedProject?) async throws -> Result) async throws -> Result {
        guard let sourceMaps else { return try await body(nil) }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: sourceMaps, isDirectory: &isFolder), isFolder.boolValue else {
            throw Failure("--source-maps: \(sourceMaps) is no folder.")
        }
        let maps = try ProjectFolder(everythingIn: sourceMaps).files.filter { $0.name.hasSuffix(".map") }
        guard !maps.isEmpty else { throw Failure("There is no .map file in \(sourceMaps). Build with source maps.") }
        return try await PackedProject.with(maps, body)
    }

    private func show(_ data: Data) throws {
        let version = try ServerConnection.decode(VersionAnswer.self, from: data)
        print("Uploaded \(version.version): \(version.layout), \(PackageLimits.shown(Int(version.size))).")
        if let pruned = version.pruned { print("Deleted \(pruned) to make room.") }
        version.inspection.text.show()
        if let link = version.experienceURL {
            Terminal.show(link: link)
        } else {
            print(version.url)
        }
    }
}

extension ServerConnection {
    /// Sends a package with a progress bar.
    func upload(_ body: MultipartBody, to path: String) async throws -> Data {
        let bar = ProgressBar(total: body.length)
        var body = body
        body.onProgress = { bar.show($0) }
        defer { bar.end() }
        return try await send(.POST, path, .multipart(body))
    }
}
