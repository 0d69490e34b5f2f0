/// What a paper in a submission must say.
package enum LicenceRules {
    static func tidied(_ licence: SubmissionDraft.Licence) -> SubmissionDraft.Licence {
        SubmissionDraft.Licence(
            kind: licence.kind,
            number: PlainText.line(licence.number),
            name: PlainText.line(licence.name),
            validUntil: PlainText.line(licence.validUntil),
            pictures: licence.pictures
        )
    }

    /// - Parameters:
    ///   - index: its place among those asked for, for the fields' names.
    ///   - today: days since 1970; a licence that ran out before is refused.
    static func problems(
        of typed: SubmissionDraft.Licence,
        at index: Int,
        today: Int64
    ) -> [SubmissionRules.Problem] {
        let licence = tidied(typed)
        var problems: [SubmissionRules.Problem] = []
        func refuse(_ field: String, _ code: String, _ zh: String, _ en: String) {
            problems.append(
                SubmissionRules.Problem(
                    "licences.\(index).\(field)",
                    code,
                    "\(licence.kind)：\(zh)",
                    "\(licence.kind): \(en)"
                )
            )
        }
        let most = SubmissionRules.longestLicenceText
        if licence.number.isEmpty {
            refuse("number", "LICENSE_NO_IS_BLANK", "请填写证号。", "give its number.")
        } else if licence.number.unicodeScalars.count > most {
            refuse("number", "LICENSE_CHECK_FAIL", "证号最多 \(most) 个字符。", "its number has at most \(most) characters.")
        }
        if licence.name.isEmpty {
            refuse("name", "LICENSE_NAME_IS_BLANK", "请填写证照上的名称。", "give the name on it.")
        } else if licence.name.unicodeScalars.count > most {
            refuse("name", "LICENSE_CHECK_FAIL", "名称最多 \(most) 个字符。", "the name has at most \(most) characters.")
        }
        if licence.validUntil.isEmpty {
            refuse("valid_until", "LICENSE_VALID_DATE_IS_BLANK", "请填写有效期。", "say until when it is valid.")
        } else if licence.validUntil != SubmissionRules.longTerm {
            if let day = CivilDate.dayNumber(isoDay: licence.validUntil) {
                if day < today { refuse("valid_until", "LICENSE_VALID_DATE_IS_INVALID", "已过期。", "it has run out.") }
            } else {
                refuse(
                    "valid_until",
                    "LICENSE_VALID_DATE_IS_INVALID",
                    "有效期的格式是 2027-01-31。",
                    "the date is like 2027-01-31."
                )
            }
        }
        if licence.pictures.isEmpty {
            refuse("pictures", "LICENSE_PICS_ARE_BLANK", "请上传照片。", "add a picture of it.")
        } else if !SubmissionRules.licencePictures.contains(licence.pictures.count) {
            refuse("pictures", "LICENSE_PIC_NUM_IS_INVALID", "照片 1 到 5 张。", "1 to 5 pictures.")
        }
        return problems
    }
}

extension CivilDate {
    /// Days since 1970-01-01 of `2027-01-31`; nil for anything else.
    package static func dayNumber(isoDay text: String) -> Int64? {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2 else { return nil }
        let numbers = parts.compactMap { part in
            part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
                ? Int(String(decoding: part, as: UTF8.self)) : nil
        }
        guard numbers.count == 3 else { return nil }
        return dayNumber(year: numbers[0], month: numbers[1], day: numbers[2])
    }
}
