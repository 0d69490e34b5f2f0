import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// The whole table of a second factor: where it stands, with everything that can be asked of it, and the clock.
@Suite struct FactorTableTests {
    enum State: CaseIterable { case none, begun, stale, on }
    enum Command: CaseIterable { case begin, confirm, confirmWrong, makeCodes, turnOff, remove, stepUp, stepUpWrong }

    /// What comes of it: nil where it is done, the code of the refusal otherwise.
    private static func expected(_ state: State, _ command: Command) -> String? {
        switch (state, command) {
        case (.on, .begin), (.on, .confirm), (.on, .confirmWrong): "FACTOR_ON"
        case (_, .begin): nil
        case (.begun, .confirm): nil
        case (.begun, .confirmWrong): "WRONG_FACTOR_CODE"
        case (.none, .confirm), (.none, .confirmWrong), (.stale, .confirm), (.stale, .confirmWrong): "FACTOR_NOT_BEGUN"
        case (.on, .makeCodes), (.on, .turnOff), (.on, .remove), (.on, .stepUp): nil
        case (.on, .stepUpWrong): "WRONG_FACTOR_CODE"
        // Nothing is asked of who has none.
        case (_, .stepUp), (_, .stepUpWrong): nil
        case (_, .makeCodes), (_, .turnOff), (_, .remove): "FACTOR_OFF"
        }
    }

    @Test(arguments: State.allCases, Command.allCases)
    func `each state takes what the table says`(_ state: State, _ command: Command) async throws {
        try await Site.run { site in
            let person = try await site.person("lin", hasPassword: true)
            let platform = site.platform
            var totp = TOTP(secret: [])
            if state != .none { totp = try await BeginFactor(platform: platform)(of: person) }
            func code() -> String { totp.code(step: TOTP.step(at: site.world.now)) }
            func confirm(_ code: String) async throws {
                _ = try await ConfirmFactor(platform: platform)(
                    of: person,
                    code: FreshCode(code),
                    password: Site.password,
                    keeping: nil
                )
            }
            if state == .stale { site.world.advance(seconds: ConfirmFactor.lifetimeSeconds) }
            if state == .on {
                try await confirm(code())
                site.world.advance(seconds: 60)
            }
            var refusal: String?
            do {
                switch command {
                case .begin: _ = try await BeginFactor(platform: platform)(of: person)
                case .confirm: try await confirm(code())
                case .confirmWrong: try await confirm("12")
                case .makeCodes:
                    _ = try await MakeRecoveryCodes(platform: platform)(of: person, code: FreshCode(code()))
                case .turnOff:
                    try await TurnFactorOff(platform: platform)(
                        of: person,
                        password: Site.password,
                        code: FreshCode(code())
                    )
                case .remove: try await RemoveFactor(platform: platform)(login: "lin")
                case .stepUp: try await platform.change(by: person, proving: FreshCode(code())) { _ in }
                case .stepUpWrong: try await platform.change(by: person, proving: FreshCode("12")) { _ in }
                }
            } catch let error as Refusal {
                refusal = error.code
            }
            #expect(refusal == Self.expected(state, command))
            let hasFactor = try await platform.engine.read { try FactorQueries($0).hasFactor(person) }
            let isOn = state == .on && ![.turnOff, .remove].contains(command) || (state, command) == (.begun, .confirm)
            #expect(hasFactor == isOn)
        }
    }

    @Test(arguments: EngineKind.available)
    func `of two that end one set-up at once, one gets the codes`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let person = try await site.person("lin", hasPassword: true)
            let totp = try await BeginFactor(platform: site.platform)(of: person)
            let here = TOTP.step(at: site.world.now)
            let outcomes = await withTaskGroup(of: Bool.self) { group in
                for step in [here, here + 1] {
                    let confirm = ConfirmFactor(platform: site.platform)
                    let code = totp.code(step: step)
                    group.addTask {
                        (try? await confirm(of: person, code: FreshCode(code), password: Site.password, keeping: nil))
                            != nil
                    }
                }
                return await group.reduce(into: [Bool]()) { $0.append($1) }
            }
            #expect(outcomes.count { $0 } == 1)
            let left = try await site.platform.engine.read { try FactorQueries($0).recoveryCodesLeft(of: person) }
            #expect(left == RecoveryCodes.count)
        }
    }
}
