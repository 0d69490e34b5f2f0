import Foundation
import PackagePlugin

/// Turns every template, style sheet, script and icon of a target into Swift source, and the sample mini programs of the
/// package as well, so that the program is one file.
@main struct EmbedViews: BuildToolPlugin {
    private static let embedded: Set<String> = ["mustache", "css", "js", "svg", "json", "md"]

    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        guard let target = target as? any SourceModuleTarget else { return [] }
        let tool = try context.tool(named: "embed-views").url
        let views = target.sourceFiles.map(\.url)
            .filter { Self.embedded.contains($0.pathExtension) }
            .sorted { $0.path < $1.path }
        let samples = context.package.directoryURL.appendingPathComponent("Samples")
        return [
            command(tool, "EmbeddedViews", "text", views, root: target.directoryURL, context),
            command(tool, "EmbeddedSamples", "base64", try files(under: samples), root: samples, context),
        ]
    }

    private func command(
        _ tool: URL,
        _ name: String,
        _ form: String,
        _ files: [URL],
        root: URL,
        _ context: PluginContext
    ) -> Command {
        let output = context.pluginWorkDirectoryURL.appendingPathComponent("\(name).swift")
        return .buildCommand(
            displayName: "Embed \(files.count) files as \(name)",
            executable: tool,
            arguments: [name, form, output.path, root.path] + files.map(\.path),
            inputFiles: files,
            outputFiles: [output]
        )
    }

    private func files(under folder: URL) throws -> [URL] {
        let keys: [URLResourceKey] = [.isRegularFileKey]
        guard let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: keys) else { return [] }
        // The sample of a host app is no mini program.
        let host = folder.appendingPathComponent("host-client").path + "/"
        return try all.compactMap { $0 as? URL }
            .filter { !$0.path.hasPrefix(host) }
            .filter { try $0.resourceValues(forKeys: Set(keys)).isRegularFile ?? false }
            .sorted { $0.path < $1.path }
    }
}
