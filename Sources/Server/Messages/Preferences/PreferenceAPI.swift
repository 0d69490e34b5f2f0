import Domain
import Hummingbird
import Storage

/// `/api/v1/messages/preferences` and `…/push-devices`. A device joins on its own pages only: it goes with its session.
struct PreferenceAPI {
    let platform: Platform

    func add(to routes: Routes) {
        routes.signedIn(.get, "/api/v1/messages/preferences", .messageRead) { _, _, person in
            try .json(PreferenceJSON(try await chosen(by: person)))
        }
        routes.signedIn(.patch, "/api/v1/messages/preferences", .messageManage) { request, context, person in
            let wish: PreferenceWish = try await request.json()
            let wanted = try wish.applied(to: try await chosen(by: person))
            try await SetPreferences(platform: platform)(wanted, by: context.caller)
            return try .json(PreferenceJSON(wanted))
        }
        routes.signedIn(.get, "/api/v1/messages/push-devices", .messageRead) { [platform] _, context, person in
            let devices = try await platform.engine.read { try PushQueries($0).devices(of: person.id) }
            return try .json(PushDeviceList(items: devices.map { PushDeviceJSON($0, context.language) }))
        }
        routes.signedIn(.delete, "/api/v1/messages/push-devices/{device}", .messageManage) { [platform] _, context, _ in
            let id = ID<PushDevice>(rawValue: try context.parameters.require("device"))
            try await SubscribeToPush(platform: platform).end(id, by: context.caller)
            return .empty
        }
    }

    private func chosen(by person: SignedInPerson) async throws -> MessagePreferences {
        try await platform.engine.read { try PreferenceQueries($0).preferences(of: person.id) }
    }
}

private struct QuietJSON: Codable {
    let from: String
    let until: String
}

private struct PreferenceJSON: Encodable {
    let inbox: [String]
    let push: [String]
    let webhook: [String]
    let quietHours: Nullable<QuietJSON>

    init(_ chosen: MessagePreferences) {
        inbox = MessageCategory.allCases.filter(chosen.inbox.contains).map(\.rawValue)
        push = MessageCategory.allCases.filter(chosen.push.contains).map(\.rawValue)
        webhook = MessageCategory.allCases.filter(chosen.webhook.contains).map(\.rawValue)
        quietHours = Nullable(
            chosen.quiet.map { QuietJSON(from: QuietHours.text($0.from), until: QuietHours.text($0.until)) }
        )
    }

    private enum CodingKeys: String, CodingKey {
        case inbox, push, webhook
        case quietHours = "quiet_hours"
    }
}

/// What is left out stays as it is; `"quiet_hours": null` ends them.
private struct PreferenceWish: Decodable {
    let inbox: [MessageCategory]?
    let push: [MessageCategory]?
    let webhook: [MessageCategory]?
    let quiet: QuietJSON??

    private enum CodingKeys: String, CodingKey {
        case inbox, push, webhook
        case quietHours = "quiet_hours"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        inbox = try container.decodeIfPresent([MessageCategory].self, forKey: .inbox)
        push = try container.decodeIfPresent([MessageCategory].self, forKey: .push)
        webhook = try container.decodeIfPresent([MessageCategory].self, forKey: .webhook)
        quiet =
            container.contains(.quietHours)
            ? .some(try container.decodeIfPresent(QuietJSON.self, forKey: .quietHours)) : .none
    }

    func applied(to chosen: MessagePreferences) throws -> MessagePreferences {
        var wanted = chosen
        if let inbox { wanted.inbox = Set(inbox) }
        if let push { wanted.push = Set(push) }
        if let webhook { wanted.webhook = Set(webhook) }
        if let quiet { wanted.quiet = try quiet.map { try PreferenceForm.quiet(from: $0.from, until: $0.until) } }
        return wanted
    }
}

private struct PushDeviceJSON: Encodable {
    let id: String
    let device: String
    let createdAt: String
    let lastSentAt: Nullable<String>
    let problem: Nullable<String>

    init(_ device: PushQueries.Device, _ language: Language) {
        id = device.id.rawValue
        self.device = AgentWords(device.agent).name[language]
        createdAt = device.createdAt.rfc3339
        lastSentAt = Nullable(device.sentAt?.rfc3339)
        problem = Nullable(device.problem)
    }

    private enum CodingKeys: String, CodingKey {
        case id, device, problem
        case createdAt = "created_at"
        case lastSentAt = "last_sent_at"
    }
}

private struct PushDeviceList: Encodable {
    let items: [PushDeviceJSON]
    // A person has few.
    let next = Nullable<String>(nil)
}
