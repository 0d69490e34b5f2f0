import Domain
import Foundation
import Testing

@Suite struct CohortVectorTests {
    private struct Published: Decodable {
        struct Vector: Decodable {
            let salt: CohortSalt
            let user: String
            let position: Int
            let inside: [Double]
        }

        let shares: [Double]
        let vectors: [Vector]
    }

    @Test func `the published vectors are what this program computes`() throws {
        let file = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../docs/cohort-vectors.json")
        let published = try JSONDecoder().decode(Published.self, from: Data(contentsOf: file.standardizedFileURL))
        #expect(published.vectors.count >= 12)
        for vector in published.vectors {
            let position = Cohort.position(of: vector.user, salt: vector.salt)
            #expect(position == vector.position, "\(vector.user)")
            let inside = try published.shares.filter { try #require(GrayShare(percent: $0)).contains(position) }
            #expect(inside == vector.inside, "\(vector.user)")
        }
    }
}
