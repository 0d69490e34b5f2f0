import Domain
import Storage

/// Fills an empty installation with believable data, by the same use cases that people use, so that what it shows is what the
/// product does. The same on every machine, but for its place in time: it ends now.
package struct FillDemonstration: Sendable {
    let platform: Platform
    let demo: DemoWorld
    let begin: Instant
    /// The same with chance that is real.
    private let secret: Platform

    /// The people sign in by a tap only: they have no password.
    package init(platform: Platform) {
        begin = platform.world.now()
        demo = DemoWorld(from: begin.adding(seconds: -30 * 86_400))
        func past(_ world: World) -> Platform {
            Platform(
                engine: platform.engine,
                blobs: platform.blobs,
                world: world,
                settings: platform.settings,
                logger: platform.logger
            )
        }
        self.platform = past(demo.world)
        secret = past(World(now: demo.world.now, id: demo.world.id, bytes: platform.world.bytes))
    }

    /// Does nothing where there is anybody already.
    package func callAsFunction() async throws {
        guard try await platform.isWithoutPeople() else { return }
        var people: [String: ID<Person>] = [:]
        for (index, somebody) in DemoCast.people.enumerated() {
            // A second apart, so that the sign-in page lists them in the cast's order.
            demo.move(to: begin.adding(seconds: Int64(index) - 30 * 86_400))
            people[somebody.login] = try await AddPerson(platform: platform)(
                login: somebody.login,
                name: somebody.name,
                password: nil,
                duties: somebody.duties,
                isDemo: true
            )
        }
        for guest in DemoMembers.guests {
            people[guest.login] = try await AddPerson(platform: platform)(
                login: guest.login,
                name: guest.name,
                password: nil,
                duties: guest.duties
            )
        }
        try await DemoTemplates.fill(platform, by: people["shuyan"])
        // The first in the cast is the newest: the list begins with it.
        for (index, app) in DemoCast.apps.enumerated().reversed() {
            demo.move(to: begin.adding(seconds: -Int64(20 + index) * 86_400))
            try await add(app, people)
        }
        try await review(people)
        try await report(people)
        try await announce(people)
        try await DemoAccounts(platform: secret, people: people).fill(demo, from: begin)
        for person in people.values { try await read(person) }
    }

    /// What users reported in two of the mini programs.
    private func report(_ people: [String: ID<Person>]) async throws {
        guard let assessor = people["shuyan"], let lin = people["lin"] else { return }
        // Reports come to what the runtime knows.
        try await platform.runtime.load()
        let feedback = DemoFeedback(platform: platform, demo: demo, begin: begin, assessor: assessor)
        for (name, app) in try await apps(of: lin) {
            if name == DemoCast.apps[0].name { try await feedback.coffee(app, lin) }
            if name == DemoCast.apps[1].name { try await feedback.booking(app) }
        }
    }

    private func apps(of person: ID<Person>) async throws -> [(name: String, id: ID<MiniProgram>)] {
        try await platform.engine.read { db in
            try SwitcherQueries(db).newest(of: person, inEach: 20).map { ($0.name, $0.app) }
        }
    }

    /// What is older than a day has been read, so that the inbox shows what is new.
    private func read(_ person: ID<Person>) async throws {
        let end = MessageCursor(at: begin.adding(seconds: -26 * 3600), sequence: 0)
        let old = try await platform.engine.read {
            try MessageQueries($0).page(of: person, .unread, after: end, limit: 1000)
        }
        for message in old { try await MarkMessages(platform: platform)(message.sequence, by: caller(person)) }
    }

    private func add(_ app: DemoCast.App, _ people: [String: ID<Person>]) async throws {
        guard let owner = people[app.owner] else { return }
        let id = try await CreateMiniProgram(platform: platform)(name: app.name, by: owner)
        var working = [owner]
        for member in app.members {
            guard let person = people[member.login] else { continue }
            try await AddMember(platform: platform)(person, to: id, as: member.role, by: owner)
            if member.role != .experiencer { working.append(person) }
        }
        try await show(id, to: working)
        try await fill(id, with: app, owner, people)
    }

    /// Puts it on the home page of those who work on it. The first in the cast is made last, so that they begin in the most
    /// interesting of theirs, and nobody in one that they only try out.
    private func show(_ app: ID<MiniProgram>, to people: [ID<Person>]) async throws {
        for person in people {
            let authorised = try await platform.authorise(app, for: .appView, by: caller(person))
            try await SwitchMiniProgram(platform: platform)(to: authorised, by: person)
        }
    }

    private func fill(
        _ id: ID<MiniProgram>,
        with app: DemoCast.App,
        _ owner: ID<Person>,
        _ people: [String: ID<Person>]
    ) async throws {
        guard let name = app.sample, let sample = DemoSample(named: name) else { return }
        let catalogue = try Catalogue()
        let authorised = try await platform.authorise(id, for: .appEdit, by: caller(owner))
        _ = try await EditInformation(platform: platform, catalogue: catalogue)(app.information, in: authorised)
        if let logo = sample.logo {
            _ = try await SetLogo(platform: platform, catalogue: catalogue)(logo, in: authorised)
        }
        var moments = DemoReleases(
            platform: platform,
            catalogue: catalogue,
            sample: sample,
            app: id,
            people: people,
            begin: begin
        ).moments(of: app.name)
        for upload in app.uploads {
            guard let person = people[upload.by] else { continue }
            moments.append(
                DemoReleases.Moment(hoursAgo: upload.hoursAgo) { try await add(upload, of: sample, to: id, by: person) }
            )
        }
        moments += DemoMembers(platform: platform, app: id, people: people).moments(of: app.name)
        let hooks = DemoWebhooks(platform: platform, app: authorised)
        if app.name == "山丘咖啡点单" {
            moments.append(DemoReleases.Moment(hoursAgo: 300) { try await hooks.make() })
            moments.append(DemoReleases.Moment(hoursAgo: 3) { try await hooks.pause() })
            moments += DemoGuard(platform: platform, app: id, demo: demo).moments(hours: 1...5)
        }
        for moment in moments.sorted(by: { $0.hoursAgo > $1.hoursAgo }) {
            demo.move(to: begin.adding(seconds: -moment.hoursAgo * 3600))
            try await moment.happens()
        }
        demo.move(to: begin)
        let users = app.name == "山丘咖啡点单" ? 420 : 160
        try await DemoFigures(platform: platform, app: id, now: begin, users: users).fill()
    }

    private func add(
        _ upload: DemoCast.Upload,
        of sample: DemoSample,
        to app: ID<MiniProgram>,
        by person: ID<Person>
    ) async throws {
        let authorised = try await platform.authorise(app, for: .versionUpload, by: caller(person))
        let bytes = try sample.package(leavingOut: Set(upload.removed), adding: upload.added)
        let wish = VersionWish(
            number: upload.number,
            description: upload.description,
            setsExperience: upload.isExperience
        )
        _ = try await UploadVersion(platform: platform)(platform.receivePackage(bytes), as: wish, in: authorised)
    }

    func caller(_ person: ID<Person>) -> Caller { Caller(person: person, duties: [], scopes: nil) }
}

extension DemoCast.App {
    /// What the owner typed on the page of the base information.
    var information: InformationEdit {
        var edit = InformationEdit()
        edit.englishName = englishName
        edit.slogan = slogan
        edit.description = description
        edit.categories = categories
        edit.regionType = RegionType.china.rawValue
        edit.servicePhone = phone
        edit.serviceEmail = email
        edit.filingNumber = filingNumber
        edit.privacyPolicyURL = privacyPolicy
        edit.requestDomains = domains
        return edit
    }
}
