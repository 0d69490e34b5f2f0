import Domain
import Testing

@Suite struct RuntimeReceiptTests {
    private let maker = ReceiptMaker(key: [UInt8](0..<32))
    private let app = ID<MiniProgram>(rawValue: "2021004288173306")

    private func text(_ user: String, _ stage: RuntimeReceipt.Stage = .gray) -> String {
        let middle = ReceiptMaker.middle(VersionNumber(3, 9, 0), stage)
        return String(decoding: maker.receipt(of: user.utf8, in: app, middle: middle), as: UTF8.self)
    }

    @Test(arguments: RuntimeReceipt.Stage.allCases)
    func `a receipt says version and stage, and is read where it was made`(stage: RuntimeReceipt.Stage) throws {
        let receipt = try #require(maker.read(text("user", stage), in: app))
        #expect(receipt.number == VersionNumber(3, 9, 0))
        #expect(receipt.stage == stage)
        #expect(receipt.pseudonym.utf8.count == 16)
    }

    @Test func `the same user has one pseudonym in a mini program, and another elsewhere`() throws {
        let first = try #require(maker.read(text("user"), in: app))
        let second = try #require(maker.read(text("user", .release), in: app))
        #expect(first.pseudonym == second.pseudonym)
        let other = ID<MiniProgram>(rawValue: "2021004288173307")
        #expect(maker.pseudonym(of: "user".utf8, in: other) != Array(first.pseudonym.utf8))
        #expect(maker.pseudonym(of: "usex".utf8, in: app) != Array(first.pseudonym.utf8))
    }

    @Test func `nothing that was changed is read`() {
        let good = text("user")
        #expect(maker.read(good, in: ID(rawValue: "2021004288173307")) == nil)
        #expect(ReceiptMaker(key: [UInt8](1...32)).read(good, in: app) == nil)
        for index in good.indices {
            var changed = good
            changed.replaceSubrange(index...index, with: good[index] == "0" ? "1" : "0")
            #expect(maker.read(changed, in: app) == nil, "\(changed)")
        }
        for text in [
            "", ".", ".....", good + "0", String(good.dropLast()), good + ".g", String(repeating: "a", count: 500),
        ] {
            #expect(maker.read(text, in: app) == nil)
        }
    }
}
