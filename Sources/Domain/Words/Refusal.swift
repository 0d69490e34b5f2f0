/// A failure that the person in front of the screen can do something about.
///
/// Everything that is not a `Refusal` is a fault: logged, and shown as "something broke" with the request's id.
package struct Refusal: Error, Equatable, Sendable {
    /// A stable word: the platform's own where the reference names one (`CAN_NOT_SUBMIT_WITHOUT_INIT`).
    package let code: String
    /// The HTTP status it is answered with.
    package let status: Int
    /// What rule stands in the way and what to do instead.
    package let words: Words
    /// The fields concerned, when it is about a form.
    package let fields: [FieldProblem]
    /// After how many seconds trying again makes sense.
    package let retryAfterSeconds: Int?

    package init(
        code: String,
        status: Int,
        words: Words,
        fields: [FieldProblem] = [],
        retryAfterSeconds: Int? = nil
    ) {
        self.code = code
        self.status = status
        self.words = words
        self.fields = fields
        self.retryAfterSeconds = retryAfterSeconds
    }

    /// What the caller may not know of, and what does not exist: the same answer.
    package static let notFound = Refusal(
        code: "NOT_FOUND",
        status: 404,
        words: Words("没有找到。它可能已被删除，或者你没有权限查看。", "Not found. It may be gone, or you may not see it.")
    )

    package static let signInRequired = Refusal(
        code: "SIGN_IN_REQUIRED",
        status: 401,
        words: Words("请先登录。", "Please sign in first.")
    )

    /// Known, but not permitted; `words` say who may.
    package static func forbidden(_ words: Words) -> Refusal { Refusal(code: "FORBIDDEN", status: 403, words: words) }

    /// Somebody else was first, or the state has moved on.
    package static func conflict(_ code: String, _ words: Words) -> Refusal {
        Refusal(code: code, status: 409, words: words)
    }

    /// What was typed breaks a rule; each problem stands at its field.
    package static func invalid(_ fields: [FieldProblem]) -> Refusal {
        Refusal(
            code: "INVALID",
            status: 422,
            words: fields.count == 1
                ? fields[0].words : Words("有 \(fields.count) 处需要修改。", "\(fields.count) things need mending."),
            fields: fields
        )
    }

    package static func tooMany(retryAfterSeconds: Int) -> Refusal {
        Refusal(
            code: "TOO_MANY_REQUESTS",
            status: 429,
            words: Words(
                "操作太频繁，请在 \(retryAfterSeconds) 秒后再试。",
                "Too many requests. Try again in \(retryAfterSeconds) seconds."
            ),
            retryAfterSeconds: retryAfterSeconds
        )
    }
}

/// What is wrong with one field of a form or of a JSON body.
package struct FieldProblem: Hashable, Sendable {
    package let field: String
    package let words: Words

    package init(field: String, words: Words) { (self.field, self.words) = (field, words) }
}
