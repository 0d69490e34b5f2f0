import Foundation

// embed-views NAME text|base64 OUTPUT ROOT FILE…
//
// Writes a Swift file with an enum NAME that holds every FILE by its path under ROOT. As text, a template is named by its
// feature and its own name without the extension (`versions/list`), other files keep theirs (`web/app.css`), and the folders
// `Views/` and `Assets/` are dropped. As base64, the path stays as it is.

let arguments = CommandLine.arguments
guard arguments.count >= 5, ["text", "base64"].contains(arguments[2]) else {
    FileHandle.standardError.write(Data("usage: embed-views NAME text|base64 OUTPUT ROOT FILE…\n".utf8))
    exit(64)
}
let isText = arguments[2] == "text"
let root = arguments[4] + "/"

func name(of path: String) -> String {
    var name = path.replacingOccurrences(of: root, with: "")
    guard isText else { return name }
    for folder in ["/Views/", "/Assets/"] { name = name.replacingOccurrences(of: folder, with: "/") }
    if name.hasSuffix(".mustache") { name.removeLast(".mustache".count) }
    return name.lowercased()
}

var entries: [String] = []
for path in arguments.dropFirst(5) {
    let content =
        isText
        ? "####\"\"\"\n\(try String(contentsOfFile: path, encoding: .utf8))\n\"\"\"####"
        : "\"\(try Data(contentsOf: URL(fileURLWithPath: path)).base64EncodedString())\""
    entries.append("        \"\(name(of: path))\": \(content),\n")
}
let body = entries.isEmpty ? "        :\n" : entries.joined()
let source =
    "/// Made by the EmbedViews plugin.\nenum \(arguments[1]) {\n    static let all: [String: String] = [\n\(body)    ]\n}\n"
try source.write(toFile: arguments[3], atomically: true, encoding: .utf8)
