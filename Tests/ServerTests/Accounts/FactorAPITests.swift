import Domain
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Server

@Suite struct FactorAPITests {
    private let path = "/api/v1/me/factor"

    @Test(arguments: EngineKind.available)
    func `set up, looked at, and turned off by a program`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            _ = try await site.person("lin", hasPassword: true)
            let program = try await site.token("lin")
            let off = try await program.get(path).expect(200).json()
            #expect(off["on"] as? Bool == false && off["since"] is NSNull)
            let begun = try await program.postJSON(path, "").expect(201).json()
            let totp = TOTP(secret: try #require(Base32.bytes(begun["secret"] as? String ?? "")))
            #expect((begun["uri"] as? String)?.hasPrefix("otpauth://totp/Steward%20localhost:lin?secret=") == true)
            func code() -> String { totp.code(step: TOTP.step(at: site.world.now)) }
            try await program.postJSON("\(path)/confirm", #"{"factor_code":"\#(code())"}"#).expect(
                refusal: "INVALID",
                422
            )
            let confirmed = try await program.postJSON(
                "\(path)/confirm",
                #"{"factor_code":"\#(code())","password":"\#(Site.password)"}"#
            ).expect(200).json()
            #expect((confirmed["recovery_codes"] as? [String])?.count == 10)
            try await program.postJSON(path, "").expect(refusal: "FACTOR_ON", 409)
            let on = try await program.get(path).expect(200).json()
            #expect(on["on"] as? Bool == true && on["recovery_codes_left"] as? Int == 10)
            site.world.advance(seconds: 60)
            try await program.postJSON("\(path)/recovery-codes", "{}").expect(refusal: "FACTOR_CODE_REQUIRED", 422)
            try await program.with("steward-factor-code", code()).postJSON("\(path)/recovery-codes", "").expect(200)
            site.world.advance(seconds: 60)
            let proof = #"{"factor_code":"\#(code())","password":"\#(Site.password)"}"#
            try await program.postJSON(path, proof, method: .delete).expect(204)
            try await program.postJSON(path, proof, method: .delete).expect(refusal: "FACTOR_OFF", 409)
        }
    }

    @Test func `a token without the scope of the account changes nothing`() async throws {
        try await Site.run { site in
            let program = try await site.token("lin", scopes: [.profileRead])
            try await program.get(path).expect(200)
            try await program.postJSON(path, "").expect(403)
            try await program.get("/api/v1/me/sessions").expect(403)
        }
    }

    @Test func `an administrator's program removes a lost factor`() async throws {
        try await Site.run { site in
            let stage = try await FactorStage(site)
            let root = try await site.token("root", duties: [.administrator])
            try await site.token("zhou").delete("/api/v1/people/lin/factor").expect(403)
            try await root.delete("/api/v1/people/lin/factor").expect(204)
            try await root.delete("/api/v1/people/lin/factor").expect(refusal: "FACTOR_OFF", 409)
            try await root.delete("/api/v1/people/nobody/factor").expect(refusal: "PERSON_UNKNOWN", 404)
            try await stage.browser.get("/me/security").expect(200).expect(text: "未开启")
        }
    }
}
