import Domain
import HTTPTypes
import Hummingbird
import Storage

/// 我的: profile, password, devices.
struct MeRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        routes.signedIn(.get, Paths.me, .profileRead) { request, context, person in
            try await profilePage(request, context, person, isFirst: true)
        }
        routes.signedIn(.get, Paths.profile, .profileRead) { request, context, person in
            try await profilePage(request, context, person)
        }
        routes.signedIn(.post, Paths.profile, .profileEdit) { request, context, person in
            try await changeProfile(request, context, person)
        }
        routes.signedIn(.get, Paths.password, .passwordChange) { request, context, person in
            try await passwordPage(request, context, person, nil)
        }
        routes.signedIn(.post, Paths.password, .passwordChange) { request, context, person in
            try await changePassword(request, context, person)
        }
        routes.signedIn(.get, Paths.devices, .profileRead) { request, context, person in
            try await devicesPage(request, context, person)
        }
        routes.signedIn(.post, Paths.devices + "/end", .sessionEnd) { [platform, pages] request, context, person in
            let id = ID<Session>(rawValue: try await request.form()["device"] ?? "")
            let isGone = try await platform.engine.write { try SessionWrites(db: $0).end(id, of: person.id) }
            guard isGone else { throw Refusal.notFound }
            return pages.done(Words("这台设备已退出", "That device is signed out"), to: Paths.devices, context)
        }
        routes.signedIn(.post, Paths.devices + "/end-others", .sessionEnd) { [platform, pages] _, context, person in
            let here = context.visitor.session
            try await platform.engine.write { try SessionWrites(db: $0).endAll(of: person.id, except: here) }
            return pages.done(Words("其他设备都已退出", "All other devices are signed out"), to: Paths.devices, context)
        }
    }

    private func changeProfile(
        _ request: Request,
        _ context: AppContext,
        _ person: SignedInPerson
    ) async throws -> Response {
        let (form, picture) = try await request.form(withPicture: "picture", .avatar)
        let change: ChangeProfile.Picture =
            form["remove"] != nil ? .remove : picture.isEmpty ? .keep : .new(picture)
        do {
            try await ChangeProfile(platform: platform)(of: person, name: form["name"] ?? "", picture: change)
        } catch let refusal as Refusal where !refusal.fields.isEmpty {
            return try await profilePage(request, context, person, form, refusal)
        }
        return pages.done(Words("资料已保存", "Profile saved"), to: Paths.profile, context)
    }

    private func changePassword(
        _ request: Request,
        _ context: AppContext,
        _ person: SignedInPerson
    ) async throws -> Response {
        let form = try await request.form()
        do {
            try await ChangePassword(platform: platform)(
                of: person,
                old: form["old"] ?? "",
                new: form["password"] ?? "",
                repeated: form["repeated"] ?? "",
                revokesTokens: form.isOn("tokens"),
                code: context.freshCode(form[Refusal.factorField]),
                keeping: context.visitor.session
            )
        } catch let refusal as Refusal {
            return try await passwordPage(request, context, person, refusal, form)
        }
        let said =
            form.isOn("tokens")
            ? Words("密码已修改，其他设备已退出，令牌已吊销", "Password changed; other devices are out, tokens revoked")
            : Words("密码已修改，其他设备已退出", "Password changed; other devices are signed out")
        return pages.done(said, to: Paths.me, context)
    }

    private func profilePage(
        _ request: Request,
        _ context: AppContext,
        _ person: SignedInPerson,
        _ form: FormFields? = nil,
        _ refusal: Refusal? = nil,
        isFirst: Bool = false
    ) async throws -> Response {
        let (me, _) = try await platform.meList(person, at: isFirst ? .none : .profile, context)
        let model = ProfilePage(me, name: form?["name"] ?? person.name, refusal, context.language)
        let page = Page(
            isFirst ? "accounts/me" : "accounts/profile",
            title: isFirst ? Words("我的", "Me") : Words("个人资料", "Profile"),
            model: model,
            tab: .me,
            back: isFirst ? nil : Paths.me,
            status: refusal.map { HTTPResponse.Status(code: $0.status) } ?? .ok
        )
        return try pages.render(page, request, context)
    }

    private func passwordPage(
        _ request: Request,
        _ context: AppContext,
        _ person: SignedInPerson,
        _ refusal: Refusal?,
        _ typed: FormFields? = nil
    ) async throws -> Response {
        let (me, summary) = try await platform.meList(person, at: .password, context)
        let page = Page(
            "accounts/password",
            title: Words("修改密码", "Change password"),
            model: PasswordPage(
                me,
                sessions: summary.sessions,
                tokens: summary.tokens,
                revokesTokens: typed?.isOn("tokens") ?? false,
                FactorField(person, refusal, context.language),
                refusal,
                context.language
            ),
            tab: .me,
            back: Paths.me,
            status: refusal.map { HTTPResponse.Status(code: $0.status) } ?? .ok
        )
        return try pages.render(page, request, context)
    }

    private func devicesPage(
        _ request: Request,
        _ context: AppContext,
        _ person: SignedInPerson
    ) async throws -> Response {
        let (me, _) = try await platform.meList(person, at: .devices, context)
        let time = PageTime(platform)
        let devices = try await platform.engine.read { try MeQueries($0).devices(of: person.id, at: time.now) }
        let page = Page(
            "accounts/devices",
            title: Words("登录的设备", "Devices"),
            model: DevicesPage(me, devices, here: context.visitor.session, time, context.language),
            tab: .me,
            back: Paths.me
        )
        return try pages.render(page, request, context)
    }
}

extension Platform {
    /// The list under 我的 with the figures in it.
    func meList(
        _ person: SignedInPerson,
        at section: MeList.Section,
        _ context: AppContext
    ) async throws -> (MeList, MeQueries.Summary) {
        let now = world.now()
        let (summary, chosen) = try await engine.read { db in
            (try MeQueries(db).summary(of: person.id, at: now), try PersonQueries(db).language(of: person.id))
        }
        return (MeList(person, summary, chosen: chosen, at: section, context.language), summary)
    }
}
