import Domain

/// Every refusal of a picture: the rule, and what to do.
enum PictureRefusal {
    static let format = Refusal(
        code: "PICTURE_FORMAT",
        status: 422,
        words: Words(
            "只接受 PNG 和 JPEG 图片，请转换格式后再上传。",
            "Only PNG and JPEG pictures are accepted. Convert it and try again."
        )
    )

    static let avatarFormat = Refusal(
        code: "PICTURE_FORMAT",
        status: 422,
        words: Words(
            "只接受 PNG、JPEG、WebP 和 GIF 图片，请转换格式后再上传。",
            "Only PNG, JPEG, WebP and GIF pictures are accepted. Convert it and try again."
        )
    )

    static let notReadable = Refusal(
        code: "PICTURE_NOT_READABLE",
        status: 422,
        words: Words(
            "图片已损坏或不完整，无法读取。请重新导出后再上传。",
            "The picture is damaged or incomplete and cannot be read. Export it again and try once more."
        )
    )

    static func tooManyPixels(_ most: Int) -> Refusal {
        Refusal(
            code: "PICTURE_TOO_LARGE",
            status: 422,
            words: Words(
                "图片超过 \(most / 10_000) 万像素，请缩小尺寸后再上传。",
                "The picture has more than \(most / 1_000_000) million pixels. Make it smaller and try again."
            )
        )
    }

    static func tooManyBytes(_ kind: PictureKind) -> Refusal {
        Refusal(
            code: "PICTURE_TOO_LARGE",
            status: 413,
            words: Words(
                "\(kind.words.zh)不能超过 \(kind.mostBytes >> 20) MB，请压缩后再上传。",
                "\(kind.words.en) may have \(kind.mostBytes >> 20) MB at most. Compress it and try again."
            )
        )
    }

    static func notSquare(width: Int, height: Int) -> Refusal {
        Refusal(
            code: "PICTURE_NOT_SQUARE",
            status: 422,
            words: Words(
                "图标须为正方形，这张图片是 \(width) × \(height)。请裁剪后再上传。",
                "The logo must be square; this picture is \(width) × \(height). Crop it and try again."
            )
        )
    }

    static func tooSmall(_ kind: PictureKind, width: Int, height: Int) -> Refusal {
        Refusal(
            code: "PICTURE_TOO_SMALL",
            status: 422,
            words: Words(
                "\(kind.words.zh)的短边至少 \(kind.shortestEdge) 像素，这张图片是 \(width) × \(height)。请换一张更清晰的。",
                "\(kind.words.en) needs \(kind.shortestEdge) pixels on its shorter edge; this one is "
                    + "\(width) × \(height). Choose a sharper one."
            )
        )
    }

    static let tooLong = Refusal(
        code: "PICTURE_TOO_LONG",
        status: 422,
        words: Words(
            "截图的长边不能超过短边的 \(PictureKind.mostStretched) 倍，请分成几张上传。",
            "A screenshot may be \(PictureKind.mostStretched) times as long as wide at most. Send it in several parts."
        )
    )

    static let busy = Refusal(
        code: "PICTURE_BUSY",
        status: 503,
        words: Words("正在处理的图片太多，请稍后再试。", "Too many pictures are being processed. Try again in a moment."),
        retryAfterSeconds: 5
    )
}

extension Refusal {
    /// The same refusal, standing at a field of a form.
    func at(field: String) -> Refusal {
        Refusal(
            code: code,
            status: status,
            words: words,
            fields: [FieldProblem(field: field, words: words)],
            retryAfterSeconds: retryAfterSeconds
        )
    }
}
