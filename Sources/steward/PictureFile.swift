import ArgumentParser
import Domain
import Foundation
import NIOHTTP1

/// A picture on this machine, for a submission or a decision.
struct PictureFile {
    let bytes: Data

    /// Reads it whole; it is as small as the server allows, or refused there.
    init(_ path: String) throws {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw Failure("\(path) cannot be read. Give a picture, PNG or JPEG.")
        }
        self.bytes = bytes
    }
}

extension ServerConnection {
    /// Sends pictures and gives their ids.
    func send(_ files: [PictureFile]) async throws -> [String] {
        struct Answer: Decodable { let id: String }
        var ids: [String] = []
        for file in files {
            let data = try await send(.POST, "/pictures", .picture(file.bytes))
            ids.append(try Self.decode(Answer.self, from: data).id)
        }
        return ids
    }
}

/// A paper as typed: `KIND,NUMBER,NAME,VALID_UNTIL,FILE…`.
struct TypedLicence {
    let kind: String
    let number: String
    let name: String
    let validUntil: String
    let files: [String]

    init(_ text: String) throws {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { PlainText.line(String($0)) }
        guard parts.count >= 5, parts.allSatisfy({ !$0.isEmpty }) else {
            throw ValidationError(
                "--licence: \(text) is not KIND,NUMBER,NAME,VALID_UNTIL,FILE…, such as "
                    + "食品经营许可证,JY13301060123456,山丘咖啡有限公司,2028-05-31,licence.jpg."
            )
        }
        (kind, number, name, validUntil) = (parts[0], parts[1], parts[2], parts[3])
        files = Array(parts[4...])
    }

    /// The same as the API takes it.
    struct Sent: Encodable {
        let kind: String
        let number: String
        let name: String
        let validUntil: String
        let pictures: [String]

        init(_ licence: TypedLicence, _ pictures: [String]) {
            (kind, number, name) = (licence.kind, licence.number, licence.name)
            (validUntil, self.pictures) = (licence.validUntil, pictures)
        }

        private enum CodingKeys: String, CodingKey {
            case kind, number, name, pictures
            case validUntil = "valid_until"
        }
    }
}
