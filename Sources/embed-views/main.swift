import Foundation

// embed-views OUTPUT ROOT FILE…
//
// Writes a Swift file with the text of every FILE. A template is named by its feature and its own name without the
// extension (`versions/list`); every other file keeps its extension (`web/app.css`). `Views/` and `Assets/` are dropped.

let arguments = CommandLine.arguments
guard arguments.count >= 3 else {
    FileHandle.standardError.write(Data("usage: embed-views OUTPUT ROOT FILE…\n".utf8))
    exit(64)
}
let root = arguments[2] + "/"

func name(of path: String) -> String {
    var name = path.replacingOccurrences(of: root, with: "")
    for folder in ["/Views/", "/Assets/"] { name = name.replacingOccurrences(of: folder, with: "/") }
    if name.hasSuffix(".mustache") { name.removeLast(".mustache".count) }
    return name.lowercased()
}

var source = "/// Made by the EmbedViews plugin.\nenum EmbeddedViews {\n    static let all: [String: String] = [\n"
for path in arguments.dropFirst(3) {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    source += "        \"\(name(of: path))\": ####\"\"\"\n\(text)\n\"\"\"####,\n"
}
source += "    ]\n}\n"
try source.write(toFile: arguments[1], atomically: true, encoding: .utf8)
