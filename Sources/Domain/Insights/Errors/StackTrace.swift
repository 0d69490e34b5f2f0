/// A place in a script, as a stack names it.
package struct StackFrame: Hashable, Sendable {
    /// Nil for code outside of any function.
    package let function: String?
    /// The script's address or path, as the phone wrote it.
    package let file: String
    /// From 1.
    package let line: Int
    /// From 1; nil where the phone gave none.
    package let column: Int?

    package init(function: String?, file: String, line: Int, column: Int?) {
        (self.function, self.file, self.line, self.column) = (function, file, line, column)
    }

    /// The script without scheme, host, query and fragment: what stays the same on every phone.
    package var path: String {
        var path = file.prefix { $0 != "?" && $0 != "#" }
        if let scheme = path.firstRange(of: "://") {
            path = path[scheme.upperBound...]
            path = path.firstIndex(of: "/").map { path[path.index(after: $0)...] } ?? path
        }
        return String(path.drop { $0 == "/" || $0 == "." })
    }
}

/// Reads stacks in the two ways in which the engines of phones write them:
///
///     at name (file:line:column)      V8, on Android
///     name@file:line:column           JavaScriptCore, on iOS
package enum StackTrace {
    /// Frames that are looked at, from the top.
    package static let most = 50

    /// The lines of a stack in their order, with the frame of those that name one.
    package static func lines(of stack: String) -> [(text: String, frame: StackFrame?)] {
        stack.split(whereSeparator: \.isNewline).prefix(most).map { line in
            let text = line.trimmed
            return (String(text), frame(text))
        }
    }

    package static func frames(of stack: String) -> [StackFrame] { lines(of: stack).compactMap(\.frame) }

    private static func frame(_ line: Substring) -> StackFrame? {
        if line.hasPrefix("at ") { return inParentheses(line.dropFirst(3)) }
        guard let at = line.lastIndex(of: "@") else { return nil }
        return place(line[line.index(after: at)...], in: line[..<at])
    }

    private static func inParentheses(_ text: Substring) -> StackFrame? {
        guard text.hasSuffix(")"), let open = text.lastIndex(of: "(") else { return place(text, in: "") }
        return place(text[text.index(after: open)...].dropLast(), in: text[..<open].trimmed)
    }

    /// `file:line:column`, or `file:line`.
    private static func place(_ text: Substring, in name: Substring) -> StackFrame? {
        guard let (front, last) = number(atEndOf: text) else { return nil }
        let (file, line, column): (Substring, Int, Int?) =
            if let (file, line) = number(atEndOf: front) { (file, line, last) } else { (front, last, nil) }
        guard !file.isEmpty, line > 0 else { return nil }
        return StackFrame(function: function(name), file: String(file), line: line, column: column)
    }

    private static func number(atEndOf text: Substring) -> (Substring, Int)? {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let digits = text[text.index(after: colon)...]
        guard (1...9).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int(digits)
        else { return nil }
        return (text[..<colon], number)
    }

    /// Without what an engine writes around a name: `async`, `new`, `[as other]`.
    private static func function(_ text: Substring) -> String? {
        var name = text
        for word in ["async ", "new "] where name.hasPrefix(word) { name = name.dropFirst(word.count) }
        if let alias = name.firstRange(of: " [as ") { name = name[..<alias.lowerBound] }
        return name.isEmpty || name == "<anonymous>" || name == "anonymous" ? nil : String(name)
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        drop(while: \.isWhitespace).reversedDrop(while: \.isWhitespace)
    }

    private func reversedDrop(while isDropped: (Character) -> Bool) -> Substring {
        var text = self
        while let last = text.last, isDropped(last) { text.removeLast() }
        return text
    }
}
