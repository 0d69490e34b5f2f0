import Domain
import Foundation

/// The text fields of a form, in the order they came, whichever way the browser encoded them.
///
/// Values are valid UTF-8 without NUL, normalised to NFC. They are otherwise as typed: what may stand in a field is the
/// use case's to say (`PlainText`, `TextLength`).
package struct FormFields: Sendable, Equatable {
    /// How much a form may hold.
    package struct Limits: Sendable {
        /// Fields, repeated ones counted each.
        package var fields = 200
        /// Bytes of a name and of a value, decoded.
        package var nameBytes = 200
        package var valueBytes = 64 << 10
        /// Bytes of the whole body.
        package var totalBytes = 256 << 10

        package init() {}
    }

    private var pairs: [(name: String, value: String)] = []

    package init() {}

    package init(_ pairs: [(name: String, value: String)]) {
        self.pairs = pairs.map { ($0.name, $0.value.precomposedStringWithCanonicalMapping) }
    }

    /// The first value of that name; `nil` when the field is absent, which differs from being empty.
    package subscript(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// Every value of that name, as checkboxes and repeated inputs send them.
    package func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    /// The names that came, each once, in order.
    package var names: [String] {
        var seen = Set<String>()
        return pairs.map(\.name).filter { seen.insert($0).inserted }
    }

    mutating func append(name: String, value: String) {
        pairs.append((name, value.precomposedStringWithCanonicalMapping))
    }

    package static func == (left: FormFields, right: FormFields) -> Bool {
        left.pairs.elementsEqual(right.pairs) { $0.name == $1.name && $0.value == $1.value }
    }

    /// Text of a form out of bytes, or a `Refusal` (`FORM_NOT_TEXT`) when it is not UTF-8 or holds a NUL, which
    /// PostgreSQL cannot keep.
    static func text(_ bytes: some Collection<UInt8>) throws -> String {
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else { throw FormRefusal.notText }
        return text
    }
}

/// Every refusal of a form as such; what its fields hold is refused elsewhere.
enum FormRefusal {
    /// What is wrong, in both languages, is for developers and build machines: a browser never sends such a body.
    static func malformed(_ zh: String, _ en: String) -> Refusal {
        Refusal(
            code: "FORM_MALFORMED",
            status: 400,
            words: Words(
                "提交的表单格式有误，请刷新页面后重试。（\(zh)）",
                "The form is malformed. Reload the page and try again. (\(en))"
            )
        )
    }

    static let incomplete = Refusal(
        code: "FORM_INCOMPLETE",
        status: 400,
        words: Words("上传中断，内容不完整，没有保存任何数据。请重试。", "The upload was cut off. Nothing was kept. Please try again.")
    )

    static let notText = Refusal(
        code: "FORM_NOT_TEXT",
        status: 400,
        words: Words("表单里有无法识别的字符，请使用 UTF-8 编码。", "The form holds characters that cannot be read. Use UTF-8.")
    )

    static let type = Refusal(
        code: "FORM_TYPE",
        status: 415,
        words: Words(
            "请用 multipart/form-data 或 application/x-www-form-urlencoded 提交表单。",
            "Send the form as multipart/form-data or application/x-www-form-urlencoded."
        )
    )

    static func tooManyFields(_ most: Int) -> Refusal {
        Refusal(
            code: "FORM_TOO_LARGE",
            status: 413,
            words: Words("表单最多 \(most) 个字段。", "A form may have \(most) fields at most.")
        )
    }

    static func fieldTooLong(_ name: String, most: Int) -> Refusal {
        let words = Words(
            "这一项太长，最多 \(size(most))。请缩短后再提交。",
            "This field is too long: \(size(most)) at most. Shorten it and try again."
        )
        let fields = name.isEmpty ? [] : [FieldProblem(field: name, words: words)]
        return Refusal(code: "FORM_TOO_LARGE", status: 413, words: words, fields: fields)
    }

    static func tooLarge(_ most: Int) -> Refusal {
        Refusal(
            code: "FORM_TOO_LARGE",
            status: 413,
            words: Words("提交的内容超过 \(size(most))，请减小后重试。", "More than \(size(most)) was sent. Send less.")
        )
    }

    private static func size(_ bytes: Int) -> String {
        switch bytes {
        case (1 << 20)...: "\(bytes >> 20) MB"
        case (1 << 10)...: "\(bytes >> 10) KB"
        default: "\(bytes) B"
        }
    }
}
