import Domain
import Hummingbird
import NIOCore

/// A report as a form brings it: from a host app, or from the page.
struct ReportForm: Sendable {
    let fields: FormFields
    let report: ReceiveFeedback.Report

    /// Four pictures at their largest, and the texts.
    private static let mostBytes = FeedbackLimits.pictures * PictureKind.screenshot.mostBytes + 128 << 10
    private static let mostParts = 40

    /// What is read of a report. A picture that is too large is refused at its field, and so is one too many.
    static func read(_ request: Request) async throws -> ReportForm {
        let contentType = request.headers[.contentType]
        guard contentType?.lowercased().hasPrefix("multipart/") == true else {
            return ReportForm(try await request.form(), pictures: [])
        }
        var limits = Multipart.Limits(totalBytes: mostBytes)
        limits.parts = mostParts
        limits.valueBytes = 16 << 10
        var pictures: [[UInt8]] = []
        let fields = try await Multipart.read(
            request.body,
            contentType: contentType,
            limits: limits,
            fileFields: ["pictures"]
        ) { part in
            guard part.name == "pictures" else { return Multipart.ignore }
            guard pictures.count < FeedbackLimits.pictures else { throw tooMany }
            pictures.append([])
            let index = pictures.count - 1
            return { buffer in
                guard pictures[index].count + buffer.readableBytes <= PictureKind.screenshot.mostBytes else {
                    throw PictureRefusal.tooManyBytes(.screenshot).at(field: "pictures")
                }
                pictures[index] += buffer.readableBytesView
            }
        }
        return ReportForm(fields, pictures: pictures.filter { !$0.isEmpty })
    }

    private init(_ fields: FormFields, pictures: [[UInt8]]) {
        self.fields = fields
        var report = ReceiveFeedback.Report()
        report.kind = fields["kind"]
        report.text = fields["text"] ?? ""
        report.page = fields["page"]
        report.device = fields["device"]
        report.system = fields["system"]
        report.baseLibrary = fields["base_library"]
        report.pictures = pictures
        self.report = report
    }

    private static let tooMany = Refusal.invalid([
        FieldProblem(
            field: "pictures",
            words: Words("最多 \(FeedbackLimits.pictures) 张图片。", "At most \(FeedbackLimits.pictures) pictures.")
        )
    ])
}
