import CMarkdown
import Domain

/// A text written in Markdown (CommonMark 0.30 with tables, strikethrough, task lists and bare addresses), read into what a
/// page can show.
///
/// HTML in it is shown as the text that it is. Links lead to `http`, `https`, `mailto` and to paths of this site; pictures are
/// those of this site. Anything else is shown as its text.
struct Markdown: Sendable, Equatable {
    /// For the template: `{{#body}}{{> markdown/_nodes}}{{/body}}`.
    let nodes: [MarkdownNode]

    /// Deeper nesting is shown as the text that it holds.
    private static let deepest = 16

    init(_ text: String) {
        cmark_gfm_core_extensions_ensure_registered()
        // Sizes of tables are bounded by the library; curly quotes are left as they were typed.
        let options = CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8
        guard let parser = cmark_parser_new(options) else {
            nodes = [MarkdownNode(kind: .words, content: text)]
            return
        }
        defer { cmark_parser_free(parser) }
        for name in ["table", "strikethrough", "autolink", "tasklist"] {
            if let found = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, found) }
        }
        var text = text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        }
        guard let document = cmark_parser_finish(parser) else {
            nodes = [MarkdownNode(kind: .words, content: text)]
            return
        }
        defer { cmark_node_free(document) }
        nodes = Self.parts(of: document, depth: 0)
    }

    /// The words alone, on one line: for lists and notifications.
    var plain: String {
        var text = ""
        func add(_ nodes: [MarkdownNode]) {
            for node in nodes {
                switch node.kind {
                case .words, .code, .block: text += node.content
                case .space, .lineBreak, .rule: text += " "
                default:
                    add(node.nodes)
                    if Self.isBlock(node.kind) { text += " " }
                }
            }
        }
        add(nodes)
        return PlainText.line(text)
    }

    private static func isBlock(_ kind: MarkdownNode.Kind) -> Bool {
        switch kind {
        case .paragraph, .heading1, .heading2, .heading3, .item, .done, .open, .headCell, .cell: true
        default: false
        }
    }

    private static func parts(of parent: OpaquePointer, depth: Int, isHead: Bool = false) -> [MarkdownNode] {
        guard depth < deepest else { return [MarkdownNode(kind: .words, content: words(of: parent))] }
        var nodes: [MarkdownNode] = []
        var next = cmark_node_first_child(parent)
        while let node = next {
            nodes += part(node, depth: depth, isHead: isHead)
            next = cmark_node_next(node)
        }
        return nodes.joiningWideLines()
    }

    private static func part(_ node: OpaquePointer, depth: Int, isHead: Bool) -> [MarkdownNode] {
        func holding(_ kind: MarkdownNode.Kind, isHead: Bool = false) -> MarkdownNode {
            MarkdownNode(kind: kind, nodes: parts(of: node, depth: depth + 1, isHead: isHead))
        }
        let type = string(cmark_node_get_type_string(node))
        switch type {
        case "text", "html_inline": return [MarkdownNode(kind: .words, content: literal(node))]
        case "softbreak": return [MarkdownNode(kind: .space)]
        case "linebreak": return [MarkdownNode(kind: .lineBreak)]
        case "code": return [MarkdownNode(kind: .code, content: literal(node))]
        case "emph": return [holding(.emphasis)]
        case "strong": return [holding(.strong)]
        case "strikethrough": return [holding(.strike)]
        case "paragraph":
            // The paragraph of a tight list's item is the item's own text.
            let isTight = cmark_node_parent(node).flatMap(cmark_node_parent).map { cmark_node_get_list_tight($0) != 0 }
            return isTight ?? false ? parts(of: node, depth: depth + 1) : [holding(.paragraph)]
        case "heading":
            switch cmark_node_get_heading_level(node) {
            case 1: return [holding(.heading1)]
            case 2: return [holding(.heading2)]
            default: return [holding(.heading3)]
            }
        case "block_quote": return [holding(.quote)]
        case "list":
            guard cmark_node_get_list_type(node) == CMARK_ORDERED_LIST else { return [holding(.bullets)] }
            var list = holding(.numbers)
            list.start = Int(cmark_node_get_list_start(node))
            return [list]
        case "item": return [holding(.item)]
        case "tasklist": return [holding(cmark_gfm_extensions_get_tasklist_item_checked(node) ? .done : .open)]
        case "code_block", "html_block":
            return [MarkdownNode(kind: .block, content: literal(node))]
        case "thematic_break": return [MarkdownNode(kind: .rule)]
        case "link": return link(node, holding(.link))
        case "image": return picture(node)
        case "table": return [holding(.table)]
        case "table_header": return [holding(.head, isHead: true)]
        case "table_row": return [holding(.row)]
        case "table_cell": return [holding(isHead ? .headCell : .cell)]
        default: return parts(of: node, depth: depth + 1)
        }
    }

    private static func link(_ node: OpaquePointer, _ holding: MarkdownNode) -> [MarkdownNode] {
        let address = string(cmark_node_get_url(node))
        guard let target = MarkdownAddress(address) else { return holding.nodes }
        return [MarkdownNode(kind: target.isOutside ? .outside : .link, address: address, nodes: holding.nodes)]
    }

    /// The text beside a picture is what a reader hears of it.
    private static func picture(_ node: OpaquePointer) -> [MarkdownNode] {
        let (address, text) = (string(cmark_node_get_url(node)), words(of: node))
        guard MarkdownAddress(address)?.isPicture ?? false else { return [MarkdownNode(kind: .words, content: text)] }
        return [MarkdownNode(kind: .picture, content: text, address: address)]
    }

    /// All words below a node, without recursion: nesting may be as deep as the text is long.
    private static func words(of root: OpaquePointer) -> String {
        guard let walk = cmark_iter_new(root) else { return "" }
        defer { cmark_iter_free(walk) }
        var text = ""
        while true {
            let event = cmark_iter_next(walk)
            if event == CMARK_EVENT_DONE { return text }
            guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(walk) else { continue }
            switch string(cmark_node_get_type_string(node)) {
            case "softbreak", "linebreak": text += " "
            default: text += literal(node)
            }
        }
    }

    private static func literal(_ node: OpaquePointer) -> String { string(cmark_node_get_literal(node)) }

    private static func string(_ text: UnsafePointer<CChar>?) -> String { text.map { String(cString: $0) } ?? "" }
}

extension [MarkdownNode] {
    /// A line's end between two lines of Chinese is no space.
    fileprivate func joiningWideLines() -> Self {
        enumerated().compactMap { index, node in
            guard node.kind == .space, index > 0,
                let last = self[index - 1].content.unicodeScalars.last, last.value >= 0x2e80
            else { return node }
            return nil
        }
    }
}
