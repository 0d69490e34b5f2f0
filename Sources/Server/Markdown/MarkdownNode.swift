import Mustache

/// A part of a text written in Markdown, as the template `markdown/_nodes` shows it. The template escapes what it shows like
/// every other, and holds every element that there can be: there is no way for markup of the writer's into a page.
struct MarkdownNode: Sendable, Equatable, MustacheParent {
    /// What it is; the template's sections have these names.
    enum Kind: String, Sendable {
        case words, space, lineBreak, code, emphasis, strong, strike, link, outside, picture
        case paragraph, heading1, heading2, heading3, quote, bullets, numbers, item, done, open, block, rule
        case table, head, row, headCell, cell
    }

    let kind: Kind
    /// What is written in it, where it has no parts.
    var content = ""
    /// Where a link leads, where a picture lies.
    var address = ""
    /// The first number of a list.
    var start = 1
    var nodes: [MarkdownNode] = []

    /// Answers every name, so that a section is never taken from a node around this one.
    func child(named name: String) -> Any? {
        switch name {
        case "nodes": nodes
        case "content": content
        case "address": address
        case "start": start
        default: name == kind.rawValue
        }
    }
}
