import Domain
import Foundation

struct SecurityPage: Sendable {
    let me: MeList
    let isOn: Bool
    let since: String
    let left: String
    /// Few codes are left, or none.
    let isShort: Bool
    let isEmpty: Bool
    let devices: String
    /// An operator's duties wait for it.
    let isRequired: Bool

    init(
        _ me: MeList,
        _ factor: FactorQueries.Factor?,
        left: Int,
        devices: Int,
        isRequired: Bool,
        _ time: PageTime,
        _ language: Language
    ) {
        self.me = me
        isOn = factor?.confirmedAt != nil
        since = factor?.confirmedAt.map { time.short($0, language) } ?? ""
        self.left = String(left)
        isShort = isOn && left <= RecoveryCodes.few
        isEmpty = isOn && left == 0
        self.devices = String(devices)
        self.isRequired = isRequired
    }
}

struct FactorSetUpPage: Sendable {
    let me: MeList
    /// The QR code, as the source of an image.
    let picture: String
    /// Opens the authenticator app where the page is on the same phone.
    let address: String
    /// The secret in groups of four, for typing.
    let secret: String
    let hasPassword: Bool
    let codeNote: FieldNote
    let passwordNote: FieldNote
    let general: FieldNote

    init(
        _ me: MeList,
        picture: String,
        address: String,
        secret: String,
        hasPassword: Bool,
        _ refusal: Refusal?,
        _ language: Language
    ) {
        self.me = me
        (self.picture, self.address, self.hasPassword) = (picture, address, hasPassword)
        let letters = Array(secret)
        self.secret = stride(from: 0, to: letters.count, by: 4)
            .map { String(letters[$0..<min($0 + 4, letters.count)]) }.joined(separator: " ")
        codeNote = refusal.note(Refusal.factorField, language)
        passwordNote = refusal.note("password", language)
        general = refusal.general(language)
    }
}

/// The only page that ever shows recovery codes.
struct RecoveryCodesPage: Sendable {
    let me: MeList
    let codes: [String]
    let isNew: Bool
    /// The codes as a file, in the link itself: nothing is kept to fetch them from.
    let file: String
    let fileName: String
    let login: String
    let host: String

    init(_ me: MeList, _ codes: [String], isNew: Bool, login: String, host: String) {
        self.me = me
        self.codes = codes.map(RecoveryCodes.shown)
        (self.isNew, self.login, self.host) = (isNew, login, host)
        let lines = ["Steward \(host)", login, ""] + self.codes
        let bytes = Data(lines.map { "\($0)\r\n" }.joined().utf8)
        file = "data:text/plain;charset=utf-8;base64,\(bytes.base64EncodedString())"
        fileName = "steward-recovery-codes-\(login).txt"
    }
}

/// What is done after a fresh code on a page of its own.
enum FactorQuestion: Sendable {
    case off, codes

    var title: Words {
        switch self {
        case .off: Words("停用两步验证", "Turn the second factor off")
        case .codes: Words("更换恢复码", "New recovery codes")
        }
    }
}

struct FactorAskPage: Sendable {
    let me: MeList
    let path: String
    let isOff: Bool
    let factor: FactorField
    let hasPassword: Bool
    let isOperator: Bool
    let passwordNote: FieldNote
    let general: FieldNote

    init(
        _ me: MeList,
        _ question: FactorQuestion,
        _ factor: FactorField,
        hasPassword: Bool,
        isOperator: Bool,
        _ refusal: Refusal?,
        _ language: Language
    ) {
        self.me = me
        isOff = question == .off
        path = isOff ? "\(Paths.factor)/off" : Paths.recoveryCodes
        self.factor = factor
        self.hasPassword = hasPassword && isOff
        self.isOperator = isOperator && isOff
        passwordNote = refusal.note("password", language)
        general = refusal.general(language)
    }
}
