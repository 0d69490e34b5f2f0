/// One reason for a decision: its type, what the reviewer says about it, and pictures.
package struct RejectionReason: Hashable, Sendable {
    package let type: RejectionType
    package let memo: String
    package let pictures: [ID<Picture>]

    package init(type: RejectionType, memo: String, pictures: [ID<Picture>] = []) {
        (self.type, self.memo, self.pictures) = (type, memo, pictures)
    }

    package static let most = 10
    package static let longestMemo = 500
    package static let mostPictures = 5

    /// The reasons of a decision, fit to keep. A rejection has at least one, an approval of the base may say why it is not
    /// promoted, and a full approval has none.
    package static func checked(_ reasons: [RejectionReason], for decision: ReviewDecision) throws(Refusal)
        -> [RejectionReason]
    {
        func refuse(_ field: String, _ zh: String, _ en: String) -> Refusal {
            .invalid([FieldProblem(field: field, words: Words(zh, en))])
        }
        switch decision {
        case .approve where !reasons.isEmpty:
            throw refuse("reasons", "通过时不写原因；只准入或驳回才写。", "An approval has no reasons.")
        case .reject where reasons.isEmpty:
            throw refuse("reasons", "驳回至少要有一条原因。", "A rejection needs at least one reason.")
        default: break
        }
        guard reasons.count <= most else {
            throw refuse("reasons", "原因最多 \(most) 条。", "At most \(most) reasons.")
        }
        var kept: [RejectionReason] = []
        for (index, reason) in reasons.enumerated() {
            let memo = PlainText.lines(reason.memo)
            guard !memo.isEmpty else {
                throw refuse("reasons.\(index).memo", "请写明具体问题，方便开发者修改。", "Say what exactly is wrong.")
            }
            guard TextLength.weighted(memo) <= longestMemo else {
                throw refuse(
                    "reasons.\(index).memo",
                    "说明最多 \(longestMemo)（一个汉字算 2）。",
                    "At most \(longestMemo) (a Chinese character counts 2)."
                )
            }
            guard reason.pictures.count <= mostPictures else {
                throw refuse(
                    "reasons.\(index).pictures",
                    "图片最多 \(mostPictures) 张。",
                    "At most \(mostPictures) pictures."
                )
            }
            kept.append(RejectionReason(type: reason.type, memo: memo, pictures: reason.pictures))
        }
        return kept
    }
}
