import Domain
import Foundation
import Server
import TestSupport
import Testing

/// What `steward upload` packs of a developer's folder.
@Suite struct ProjectFolderTests {
    /// A folder with these files; what is no path stands for `mini.project.json`.
    private func withProject(
        _ files: [String],
        configuration: String? = nil,
        _ use: (String) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            for name in files {
                let path = URL(fileURLWithPath: folder).appendingPathComponent(name)
                let parent = path.deletingLastPathComponent()
                try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
                try Data("// \(name)\n".utf8).write(to: path)
            }
            if let configuration {
                try Data(configuration.utf8).write(to: URL(fileURLWithPath: folder + "/mini.project.json"))
            }
            try await use(folder)
        }
    }

    private func refusal(of body: () throws -> Void) -> Refusal? {
        do { try body() } catch { return error as? Refusal }
        return nil
    }

    @Test func `a folder without configuration is packed whole, without what tools leave behind`() async throws {
        let files = [
            "app.js", "pages/a/a.js", ".git/config", ".DS_Store", "pages/.DS_Store", ".env", "node_modules/a.js",
        ]
        try await withProject(files) { folder in
            let packed = try ProjectFolder(folder).files.map(\.name)
            #expect(packed == ["app.js", "pages/a/a.js"])
        }
    }

    @Test func `what uploadExclude names is left out`() async throws {
        let files = ["app.js", "app.js.map", "docs/a.md", "lib/a.ts", "pages/a.js.map", "pages/b.js"]
        let configuration = #"{"format":2,"uploadExclude":["**/*.map","docs","lib/*.{ts,tsx}"]}"#
        try await withProject(files, configuration: configuration) { folder in
            let packed = try ProjectFolder(folder).files.map(\.name)
            #expect(packed == ["app.js", "mini.project.json", "pages/b.js"])
        }
    }

    @Test(arguments: ["dist", "./dist", "dist/", "./dist/"])
    func `only miniprogramRoot is packed, and patterns start at the project's folder`(root: String) async throws {
        let files = ["src/app.ts", "dist/app.js", "dist/pages/a.js", "dist/pages/a.js.map", "app.js"]
        let configuration = #"{"miniprogramRoot":"\#(root)","uploadExclude":["dist/pages/*.map"]}"#
        try await withProject(files, configuration: configuration) { folder in
            let packed = try ProjectFolder(folder)
            #expect(packed.files.map(\.name) == ["app.js", "pages/a.js"])
            let first = try #require(packed.files.first)
            #expect(try String(contentsOfFile: first.path, encoding: .utf8) == "// dist/app.js\n")
        }
    }

    @Test(arguments: ["../elsewhere", "/etc", "missing", "app.js", "a/../.."])
    func `a miniprogramRoot that is no folder of the project is refused`(root: String) async throws {
        try await withProject(["app.js", "a/b.js"], configuration: #"{"miniprogramRoot":"\#(root)"}"#) { folder in
            #expect(refusal { _ = try ProjectFolder(folder) }?.code == "PROJECT_ROOT_MISSING")
        }
    }

    @Test(arguments: ["{", "[]", #"{"uploadExclude":"docs"}"#, ""])
    func `a broken configuration is refused, not passed over`(configuration: String) async throws {
        try await withProject(["app.js"], configuration: configuration) { folder in
            #expect(refusal { _ = try ProjectFolder(folder) }?.code == "PROJECT_BROKEN")
        }
    }

    @Test func `a link is refused unless it is left out`() async throws {
        try await withProject(["app.js"]) { folder in
            let link = folder + "/secret"
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/etc/passwd")
            #expect(refusal { _ = try ProjectFolder(folder) }?.code == "PACKAGE_HAS_LINK")
            let configuration = Data(#"{"uploadExclude":["secret"]}"#.utf8)
            try configuration.write(to: URL(fileURLWithPath: folder + "/mini.project.json"))
            #expect(try ProjectFolder(folder).files.map(\.name) == ["app.js", "mini.project.json"])
        }
    }

    @Test func `the same files make the same package, and it holds what they hold`() async throws {
        try await withProject(["index.html", "图片/说明.txt", "empty.css"]) { folder in
            try Data().write(to: URL(fileURLWithPath: folder + "/empty.css"))
            try await withTemporaryFolder { target in
                let files = try ProjectFolder(folder).files
                try PackageWriter.write(files, to: target + "/one.zip")
                // Other times of the same files make no difference.
                let past = [FileAttributeKey.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)]
                try FileManager.default.setAttributes(past, ofItemAtPath: folder + "/index.html")
                try PackageWriter.write(files, to: target + "/two.zip")
                let one = try Data(contentsOf: URL(fileURLWithPath: target + "/one.zip"))
                #expect(try one == Data(contentsOf: URL(fileURLWithPath: target + "/two.zip")))
                let report = try PackageArchive.inspect(file: target + "/one.zip")
                #expect(report.layout == .web)
                #expect(report.fileCount == 3)
                let archive = try PackageArchive.open(target + "/one.zip")
                #expect(try archive.read("图片/说明.txt", atMost: 100) == Array("// 图片/说明.txt\n".utf8))
            }
        }
    }

    @Test func `an empty folder is refused`() async throws {
        try await withTemporaryFolder { folder in
            let files = try ProjectFolder(folder).files
            #expect(refusal { try PackageWriter.write(files, to: folder + "/x.zip") }?.code == "PROJECT_EMPTY")
        }
    }

    @Test func `a file that goes away while it is packed leaves nothing behind`() async throws {
        try await withProject(["index.html"]) { folder in
            let files = try ProjectFolder(folder).files
            try FileManager.default.removeItem(atPath: folder + "/index.html")
            #expect(throws: ArchiveFault.self) { try PackageWriter.write(files, to: folder + "/x.zip") }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        }
    }
}
