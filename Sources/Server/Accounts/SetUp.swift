import Domain
import Storage

/// Makes the first person of an installation, with all duties. Whoever can read the terminal may do it, once.
struct SetUp: Sendable {
    let platform: Platform

    /// - Throws: `NOT_FOUND` once somebody has an account; a refusal at `code`, `name`, `login` or `password`.
    func callAsFunction(
        code: String,
        name: String,
        login: String,
        password: String,
        from address: String
    ) async throws -> ID<Person> {
        guard try await platform.isWithoutPeople() else { throw Refusal.notFound }
        try platform.limiter.take(.signIns, from: address, at: platform.world.now())
        let right = DemoCode.normal(platform.settings.setUpCode)
        guard !right.isEmpty, DemoCode.normal(code).equalsInConstantTime(right) else { throw Refusal.wrongSetUpCode }
        let new = try await AddPerson(platform: platform).prepare(
            login: login,
            name: name,
            password: password,
            duties: Set(Duty.allCases),
            isDemo: false
        )
        return try await platform.change(by: nil) { change in
            // Of two at once, one claims it.
            guard try PersonQueries(change.db).isWithoutPeople(), try PersonWrites(db: change.db).claimSetUp(change.now)
            else { throw Refusal.notFound }
            return try new.write(change)
        }
    }
}

extension Refusal {
    static let wrongSetUpCode: Refusal = {
        let words = Words("设置码不对，请看启动服务的终端。", "Wrong code. It is printed in the terminal that started the server.")
        return Refusal(
            code: "WRONG_SET_UP_CODE",
            status: 422,
            words: words,
            fields: [FieldProblem(field: "code", words: words)]
        )
    }()
}
