import Domain
import Server
import TestSupport
import Testing

@Suite struct `Reading a package` {
    @Test(arguments: [SamplePackages.alipay(), SamplePackages.w3c(), SamplePackages.web()])
    func `good packages are inspected without findings`(_ bytes: [UInt8]) async throws {
        let file = try TemporaryFile(bytes)
        let report = try await PackageInspector().inspect(file: file.path)
        #expect(report.findings == [])
        #expect(report.layout != .unknown)
    }

    @Test func `the archive and the files in memory make the same report`() throws {
        let draft = SamplePackages.alipayDraft().with { $0["app.js.map"] = "{}" }
        let file = try TemporaryFile(draft.archive())
        var (fromArchive, fromMemory) = (try PackageArchive.inspect(file: file.path), try draft.inspect())
        // Deflated the lazy way, each file is a little larger in the archive.
        (fromArchive.wholeBytes, fromArchive.mainBytes, fromArchive.subPackages) = (0, 0, [])
        (fromMemory.wholeBytes, fromMemory.mainBytes, fromMemory.subPackages) = (0, 0, [])
        #expect(fromArchive == fromMemory)
    }

    @Test func `two versions make two packages`() {
        #expect(SamplePackages.web(version: "1.0.0") != SamplePackages.web(version: "1.0.1"))
        #expect(SamplePackages.web(version: "1.0.0") == SamplePackages.web(version: "1.0.0"))
    }

    @Test func `single files are read by name, within a limit`() async throws {
        let file = try TemporaryFile(SamplePackages.web())
        let inspector = PackageInspector()
        let style = try await inspector.read("style.css", in: file.path, atMost: 1_000)
        #expect(style == SamplePackages.webDraft().files["style.css"])
        #expect(try await inspector.read("missing.css", in: file.path, atMost: 1_000) == nil)
        #expect(try await inspector.read("../style.css", in: file.path, atMost: 1_000) == nil)
        await #expect(throws: Refusal.self) { try await inspector.read("style.css", in: file.path, atMost: 3) }
    }

    @Test func `a file that is gone is a fault, not a refusal`() {
        #expect(throws: ArchiveFault.self) { try PackageArchive.inspect(file: "/nowhere/package.zip") }
        #expect(throws: ArchiveFault.self) { try PackageArchive.open("/nowhere/package.zip") }
    }

    @Test func `more inspections than threads all come to an end`() async throws {
        let file = try TemporaryFile(SamplePackages.alipay())
        let inspector = PackageInspector(width: 2)
        let layouts = try await withThrowingTaskGroup(of: InspectionReport.Layout.self) { group in
            for _ in 0..<20 { group.addTask { try await inspector.inspect(file: file.path).layout } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(layouts == Array(repeating: .alipay, count: 20))
    }
}
