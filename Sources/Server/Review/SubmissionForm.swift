import Domain

extension SubmissionDraft {
    /// Takes over what the form of the fields holds; what it does not hold stays.
    mutating func take(_ form: FormFields) {
        guard let typed = form["description"] else { return }
        description = typed
        takenFrom = nil
        screenshots = form.all("screenshots").map { ID(rawValue: $0) }
        testAccount = form["test_account"] ?? testAccount
        testPassword = form["test_password"] ?? testPassword
        memo = form["memo"] ?? memo
        isExpress = form.isOn("express")
        if let choice = form["gray_choice"] {
            grayPercent = choice == Self.otherShare ? form["gray_percent"] ?? "" : choice
        }
        var index = 0
        while let kind = form["licences.\(index).kind"] {
            let name = "licences.\(index)"
            keep(
                Licence(
                    kind: kind,
                    number: form["\(name).number"] ?? "",
                    name: form["\(name).name"] ?? "",
                    validUntil: form.isOn("\(name).long_term")
                        ? SubmissionRules.longTerm : form["\(name).valid_until"] ?? "",
                    pictures: form.all("\(name).pictures").map { ID(rawValue: $0) }
                )
            )
            index += 1
        }
    }

    /// The choice of a share that is none of the presets.
    static let otherShare = "other"
    /// The shares that one tap chooses, in per cent.
    static let presetShares = ["1", "5", "10", "30", "50"]

    private mutating func keep(_ licence: Licence) {
        if let index = licences.firstIndex(where: { $0.kind == licence.kind }) {
            licences[index] = licence
        } else {
            licences.append(licence)
        }
    }

    /// Changes one of the lists of pictures: that of the screenshots, or that of the paper of a kind.
    mutating func change(_ list: PictureList, _ body: (inout [ID<Picture>]) -> Void) {
        switch list {
        case .screenshots: body(&screenshots)
        case .licence(let kind):
            var licence = licences.first { $0.kind == kind } ?? Licence(kind: kind)
            body(&licence.pictures)
            keep(licence)
        }
    }

    enum PictureList: Hashable, Sendable {
        case screenshots
        case licence(kind: String)
    }
}

/// What a button of the form asks for beside saving.
enum SubmissionAction: Equatable, Sendable {
    case next, leave, stay
    case move(SubmissionDraft.PictureList, from: Int, to: Int)
    case remove(SubmissionDraft.PictureList, Int)

    /// - Parameter kinds: the papers that are asked for, in the order of the form.
    init(_ form: FormFields, licences kinds: [Words]) {
        let text = form["action"] ?? ""
        let parts = text.split(separator: " ").map(String.init)
        switch text {
        case "next": self = .next
        case "leave": self = .leave
        default:
            // A place is small: the one beside it must be a number too.
            guard parts.count == 3, let list = Self.list(parts[1], kinds), let place = UInt16(parts[2]).map(Int.init)
            else {
                self = .stay
                return
            }
            switch parts[0] {
            case "earlier": self = .move(list, from: place, to: place - 1)
            case "later": self = .move(list, from: place, to: place + 1)
            case "remove": self = .remove(list, place)
            default: self = .stay
            }
        }
    }

    /// `screenshots` or `licences.0`, as fields and problems are called.
    static func list(_ name: String, _ kinds: [Words]) -> SubmissionDraft.PictureList? {
        if name == "screenshots" { return .screenshots }
        guard name.hasPrefix("licences."), let index = Int(name.dropFirst("licences.".count)),
            kinds.indices.contains(index)
        else { return nil }
        return .licence(kind: kinds[index].zh)
    }

    func apply(to draft: inout SubmissionDraft) {
        switch self {
        case .next, .leave, .stay: break
        case .move(let list, let from, let to):
            draft.change(list) { pictures in
                guard pictures.indices.contains(from), pictures.indices.contains(to) else { return }
                pictures.swapAt(from, to)
            }
        case .remove(let list, let place):
            draft.change(list) { pictures in
                if pictures.indices.contains(place) { pictures.remove(at: place) }
            }
        }
    }

    /// The place of the page that it is about.
    var anchor: String {
        switch self {
        case .move(.screenshots, _, _), .remove(.screenshots, _): "#field-screenshots"
        case .move(.licence, _, _), .remove(.licence, _): "#licences"
        case .next, .leave, .stay: ""
        }
    }
}
