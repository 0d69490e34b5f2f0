package import Domain
import Foundation
package import HTTPTypes
import HummingbirdTesting
import NIOCore
import Synchronization

/// A browser or a program at the test site: keeps cookies, follows nothing by itself.
package struct SiteClient: Sendable {
    let site: Site
    /// Who is signed in; nil for strangers.
    package var person: ID<Person>?
    /// Sent as a bearer token when set.
    package var token: String?
    /// The address that it seems to come from.
    package var address: String?
    package var headers: HTTPFields = [:]
    package let jar = CookieJar()

    init(site: Site) { self.site = site }

    /// The same client at another address.
    package func at(_ address: String) -> SiteClient {
        var copy = self
        copy.address = address
        return copy
    }

    package func with(_ name: String, _ value: String) -> SiteClient {
        var copy = self
        if let name = HTTPField.Name(name) { copy.headers[name] = value }
        return copy
    }

    package func get(_ path: String) async throws -> SiteResponse { try await send(.get, path) }

    /// Posts a form; a list of pairs where a name occurs twice.
    package func post(_ path: String, _ fields: KeyValuePairs<String, String> = [:]) async throws -> SiteResponse {
        let body = fields.map { "\(Self.encoded($0.key))=\(Self.encoded($0.value))" }.joined(separator: "&")
        return try await send(.post, path, type: "application/x-www-form-urlencoded", body: Array(body.utf8))
    }

    package func postJSON(_ path: String, _ json: String, method: HTTPRequest.Method = .post) async throws
        -> SiteResponse
    {
        try await send(method, path, type: "application/json", body: Array(json.utf8))
    }

    package func delete(_ path: String) async throws -> SiteResponse { try await send(.delete, path) }

    /// Posts a form with files.
    package func upload(
        _ path: String,
        _ fields: KeyValuePairs<String, String> = [:],
        files: [UploadedFile],
        method: HTTPRequest.Method = .post
    ) async throws -> SiteResponse {
        let boundary = "steward-test-boundary"
        var body: [UInt8] = []
        func add(_ text: String) { body += Array(text.utf8) }
        for (name, value) in fields {
            add("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n")
        }
        for file in files {
            add("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(file.field)\"; ")
            add("filename=\"\(file.name)\"\r\nContent-Type: \(file.type)\r\n\r\n")
            body += file.bytes
            add("\r\n")
        }
        add("--\(boundary)--\r\n")
        return try await send(method, path, type: "multipart/form-data; boundary=\(boundary)", body: body)
    }

    package func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        type: String? = nil,
        body: [UInt8]? = nil
    ) async throws -> SiteResponse {
        var fields: HTTPFields = [:]
        if let name = HTTPField.Name("sec-fetch-site"), method != .get { fields[name] = "same-origin" }
        for field in headers { fields[field.name] = field.value }
        if let type { fields[.contentType] = type }
        if let token { fields[.authorization] = "Bearer \(token)" }
        if let address, let name = HTTPField.Name("x-forwarded-for") { fields[name] = address }
        if let cookies = jar.header { fields[.cookie] = cookies }
        let buffer = body.map { ByteBuffer(bytes: $0) }
        let response = try await site.client.execute(uri: path, method: method, headers: fields, body: buffer)
        jar.take(response.headers[values: .setCookie])
        return SiteResponse(
            request: "\(method) \(path)",
            status: Int(response.status.code),
            headers: response.headers,
            bytes: Array(response.body.readableBytesView)
        )
    }

    private static func encoded(_ text: String) -> String {
        var allowed = CharacterSet.alphanumerics
        allowed.insert(charactersIn: "-._~")
        return text.addingPercentEncoding(withAllowedCharacters: allowed) ?? text
    }
}

package struct UploadedFile: Sendable {
    package let field: String
    package let name: String
    package let type: String
    package let bytes: [UInt8]

    package init(field: String, name: String, type: String = "application/octet-stream", bytes: [UInt8]) {
        (self.field, self.name, self.type, self.bytes) = (field, name, type, bytes)
    }
}

/// The cookies of one client; copies of the client share them.
package final class CookieJar: Sendable {
    private let box = Mutex<[String: String]>([:])

    package subscript(_ name: String) -> String? { box.withLock { $0[name] } }

    package func set(_ name: String, _ value: String) { box.withLock { $0[name] = value } }

    var header: String? {
        let all = box.withLock { $0 }
        return all.isEmpty
            ? nil : all.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
    }

    func take(_ lines: [String]) {
        for line in lines {
            let parts = line.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
            guard let pair = parts.first?.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false),
                pair.count == 2
            else { continue }
            let isGone = parts.contains { $0.lowercased() == "max-age=0" }
            box.withLock { $0[String(pair[0])] = isGone ? nil : String(pair[1]) }
        }
    }
}
