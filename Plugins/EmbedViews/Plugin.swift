import Foundation
import PackagePlugin

/// Turns every template, style sheet, script and icon of a target into Swift source, so that the program is one file.
@main struct EmbedViews: BuildToolPlugin {
    private static let embedded: Set<String> = ["mustache", "css", "js", "svg", "json", "md"]

    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        guard let target = target as? any SourceModuleTarget else { return [] }
        let views = target.sourceFiles.map(\.url)
            .filter { Self.embedded.contains($0.pathExtension) }
            .sorted { $0.path < $1.path }
        let output = context.pluginWorkDirectoryURL.appendingPathComponent("EmbeddedViews.swift")
        return [
            .buildCommand(
                displayName: "Embed \(views.count) views",
                executable: try context.tool(named: "embed-views").url,
                arguments: [output.path, target.directoryURL.path] + views.map(\.path),
                inputFiles: views,
                outputFiles: [output]
            )
        ]
    }
}
