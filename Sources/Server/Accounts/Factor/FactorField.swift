import Domain
import HTTPTypes
import Hummingbird

/// The field in which a form asks a person with a second factor for a fresh code. What asks takes it to
/// `Platform.change(by:proving:)`; its template includes `accounts/_factor`.
struct FactorField: Sendable {
    let isAsked: Bool
    let note: FieldNote

    init(_ person: SignedInPerson?, _ refusal: Refusal?, _ language: Language) {
        isAsked = person?.hasFactor ?? false
        note = refusal.note(Refusal.factorField, language)
    }

    /// For a form that asks only for some of what it can do: shown once it was asked for.
    ///
    /// - Parameter typed: what was sent before, if anything.
    init(afterwards refusal: Refusal?, _ typed: FormFields?, _ language: Language) {
        isAsked = refusal?.isAboutFactor ?? false || typed?[Refusal.factorField] != nil
        note = refusal.note(Refusal.factorField, language)
    }
}

/// A JSON body that is nothing but the fresh code.
struct FactorCodeJSON: Decodable {
    let factorCode: String?

    private enum CodingKeys: String, CodingKey { case factorCode = "factor_code" }
}

extension AppContext {
    /// What came with a request whose body is nothing else.
    func freshCode(_ request: Request) async throws -> FreshCode {
        freshCode(request.factorCode(try await request.optionalJSON(FactorCodeJSON.self)?.factorCode))
    }
}

extension Request {
    /// A fresh code of the caller's second factor: what the body has under `factor_code`, or else the header
    /// `Steward-Factor-Code`.
    func factorCode(_ inBody: String?) -> String? {
        if let inBody, !inBody.isEmpty { return inBody }
        return HTTPField.Name("steward-factor-code").flatMap { headers[$0] }
    }
}
