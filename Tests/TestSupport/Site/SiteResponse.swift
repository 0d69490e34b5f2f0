import Foundation
package import HTTPTypes

/// What the test site answered.
package struct SiteResponse: Sendable {
    let request: String
    package let status: Int
    package let headers: HTTPFields
    package let bytes: [UInt8]

    package var text: String { String(decoding: bytes, as: UTF8.self) }
    package var location: String? { headers[.location] }

    package func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }

    /// Throws with the beginning of the body when the status is another.
    @discardableResult
    package func expect(_ status: Int) throws -> SiteResponse {
        guard self.status == status else {
            throw SiteFailure("\(request): \(self.status), not \(status): \(location ?? "") \(text.prefix(2000))")
        }
        return self
    }

    /// Throws when the answer is not a redirect to this path.
    @discardableResult
    package func expect(redirectTo path: String) throws -> SiteResponse {
        guard status == 303, location == path else {
            throw SiteFailure("\(request): \(status) to \(location ?? "-"), not 303 to \(path): \(text.prefix(2000))")
        }
        return self
    }

    /// Throws when the page lacks the text.
    @discardableResult
    package func expect(text wanted: String) throws -> SiteResponse {
        guard text.contains(wanted) else { throw SiteFailure("\(request): no “\(wanted)” in: \(text.suffix(6000))") }
        return self
    }

    /// Throws when the answer is not a refusal with this status and code.
    @discardableResult
    package func expect(refusal code: String, _ status: Int) throws -> SiteResponse {
        try expect(status)
        guard try json()["code"] as? String == code else { throw SiteFailure("\(request): not \(code): \(text)") }
        return self
    }

    /// The JSON object.
    package func json() throws -> [String: Any] {
        guard let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] else {
            throw SiteFailure("\(request): not a JSON object: \(text.prefix(500))")
        }
        return object
    }

    /// The `items` of a list.
    package func items() throws -> [[String: Any]] {
        guard let items = try json()["items"] as? [[String: Any]] else {
            throw SiteFailure("\(request): no items: \(text.prefix(500))")
        }
        return items
    }

    package func decode<Value: Decodable>(_: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(bytes))
    }
}
