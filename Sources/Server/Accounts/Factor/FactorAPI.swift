import Domain
import HTTPTypes
import Hummingbird
import Storage

/// `/api/v1/me/factor`: the second factor of whoever the token belongs to.
struct FactorAPI {
    let platform: Platform

    func add(to routes: Routes) {
        let path = "/api/v1/me/factor"
        routes.signedIn(.get, path, .profileRead) { [platform] _, _, person in
            let (factor, left) = try await platform.engine.read { db in
                let queries = FactorQueries(db)
                return (try queries.factor(of: person.id), try queries.recoveryCodesLeft(of: person.id))
            }
            let since = factor?.confirmedAt?.rfc3339
            return try .json(
                FactorJSON(isOn: since != nil, since: since, left: left, isRequired: !person.withheldDuties.isEmpty)
            )
        }
        routes.signedIn(.post, path, .factorManage) { [platform] _, _, person in
            let totp = try await BeginFactor(platform: platform)(of: person.id)
            let address = totp.address(login: person.login, host: platform.settings.hostName)
            let begun = BegunFactorJSON(secret: Base32.text(totp.secret), uri: address)
            return try .json(begun, status: .created)
        }
        routes.signedIn(.post, path + "/confirm", .factorManage) { [platform] request, context, person in
            let proof: FactorProofJSON = try await request.json()
            let codes = try await ConfirmFactor(platform: platform)(
                of: person.id,
                code: context.freshCode(request.factorCode(proof.factorCode)),
                password: proof.password ?? "",
                keeping: context.visitor.session
            )
            return try .json(RecoveryCodesJSON(codes))
        }
        routes.signedIn(.delete, path, .factorManage) { [platform] request, context, person in
            let proof = try await request.optionalJSON(FactorProofJSON.self)
            try await TurnFactorOff(platform: platform)(
                of: person.id,
                password: proof?.password ?? "",
                code: context.freshCode(request.factorCode(proof?.factorCode))
            )
            return .empty
        }
        routes.signedIn(.post, path + "/recovery-codes", .factorManage) { [platform] request, context, person in
            let code = try await context.freshCode(request)
            return try .json(
                RecoveryCodesJSON(try await MakeRecoveryCodes(platform: platform)(of: person.id, code: code))
            )
        }
    }
}

private struct FactorJSON: Encodable {
    let isOn: Bool
    let since: String?
    let left: Int
    let isRequired: Bool

    private enum Key: String, CodingKey {
        case isOn = "on"
        case since
        case left = "recovery_codes_left"
        case isRequired = "required"
    }

    /// Every key is there, null where there is nothing.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(isOn, forKey: .isOn)
        try container.encode(since, forKey: .since)
        try container.encode(left, forKey: .left)
        try container.encode(isRequired, forKey: .isRequired)
    }
}

private struct BegunFactorJSON: Encodable {
    let secret: String
    let uri: String
}

private struct FactorProofJSON: Decodable {
    let factorCode: String?
    let password: String?

    private enum CodingKeys: String, CodingKey {
        case factorCode = "factor_code"
        case password
    }
}

private struct RecoveryCodesJSON: Encodable {
    let codes: [String]

    init(_ codes: [String]) { self.codes = codes.map(RecoveryCodes.shown) }

    private enum CodingKeys: String, CodingKey { case codes = "recovery_codes" }
}
