import Domain
import Storage
import Synchronization

/// The pseudonyms of a mini program's members, by the host app's users that they linked: they are left out of every figure.
final class MemberPseudonyms: Sendable {
    let all: Set<String>

    init(_ all: Set<String>) { self.all = all }

    /// Those of the mini program as it is in the table; read once for each state of it.
    static func of(_ entry: RuntimeEntry, _ receipts: ReceiptMaker, _ engine: any Engine) async throws
        -> MemberPseudonyms
    {
        if let known = entry.members.load() { return known }
        let app = entry.app
        let users = try await engine.read { try RuntimeQueries($0).members(of: app) }
        let all = users.map { String(decoding: receipts.pseudonym(of: $0.utf8, in: app), as: UTF8.self) }
        return entry.members.storeIfNil(MemberPseudonyms(Set(all)))
    }
}
