import Domain
import Foundation
import HTTPTypes
import Server
import Storage
import TestSupport

/// A mini program with its people, for the tests of versions.
struct VersionStage: Sendable {
    let site: Site
    let app: ID<MiniProgram>
    let owner: SiteClient

    /// A mini program of `lin`, called 山丘咖啡.
    init(_ site: Site, name: String = "山丘咖啡") async throws {
        self.site = site
        owner = try await site.as("lin", name: "林知远")
        guard let person = owner.person else { throw SiteFailure("nobody is signed in") }
        app = try await CreateMiniProgram(platform: site.platform)(name: name, by: person)
    }

    /// Somebody who belongs to it.
    func member(_ login: String, _ role: MemberRole) async throws -> SiteClient {
        let client = try await site.as(login)
        guard let person = client.person, let actor = owner.person else { throw SiteFailure("nobody is signed in") }
        try await AddMember(platform: site.platform)(person, to: app, as: role, by: actor)
        return client
    }

    var path: String { "/apps/\(app)" }
    var api: String { "/api/v1/apps/\(app)" }

    /// Uploads through the API as the owner, unless somebody else is given.
    @discardableResult
    func upload(
        _ number: String,
        _ fields: KeyValuePairs<String, String> = [:],
        package bytes: [UInt8] = SamplePackages.web(),
        by client: SiteClient? = nil
    ) async throws -> SiteResponse {
        let package = UploadedFile(field: "package", name: "dist.zip", type: "application/zip", bytes: bytes)
        var pairs: [(String, String)] = [("version", number)]
        pairs += fields.map { ($0.key, $0.value) }
        return try await (client ?? owner).upload("\(api)/versions", fields: pairs, files: [package])
    }

    /// The numbers that the API lists.
    func numbers() async throws -> [String] {
        try await owner.get("\(api)/versions").expect(200).items().compactMap { $0["version"] as? String }
    }

    /// The code of the experience version's link.
    func code() async throws -> String {
        let items = try await owner.get("\(api)/versions").expect(200).items()
        guard let url = items.compactMap({ $0["experience_url"] as? String }).first,
            let code = url.split(separator: "/").last
        else { throw SiteFailure("no experience version") }
        return String(code)
    }

    /// Every file in the store, kept or half-written.
    func files() throws -> [String] {
        let folder = URL(fileURLWithPath: site.platform.blobs.folder)
        let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
        return try (all?.compactMap { $0 as? URL } ?? [])
            .filter { try $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile ?? false }
            .map(\.lastPathComponent).filter { $0 != "lock" }
    }
}

extension SiteClient {
    /// Posts a form with files whose fields are made at run time.
    func upload(_ path: String, fields: [(String, String)], files: [UploadedFile]) async throws -> SiteResponse {
        let form = MultipartText(fields: fields, files: files)
        return try await send(.post, path, type: form.type, body: form.bytes)
    }
}

/// A multipart body.
struct MultipartText {
    let type = "multipart/form-data; boundary=versions-boundary"
    private(set) var bytes: [UInt8] = []

    init(fields: [(String, String)], files: [UploadedFile]) {
        func add(_ text: String) { bytes += Array(text.utf8) }
        for (name, value) in fields {
            add("--versions-boundary\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n")
        }
        for file in files {
            add("--versions-boundary\r\nContent-Disposition: form-data; name=\"\(file.field)\"; filename=\"a.zip\"\r\n")
            add("Content-Type: application/zip\r\n\r\n")
            bytes += file.bytes
            add("\r\n")
        }
        add("--versions-boundary--\r\n")
    }
}
