import Domain
import Testing

@testable import Server

@Suite struct CatalogueTests {
    @Test func `the embedded lists are read, with stable ids and both languages`() throws {
        let catalogue = try Catalogue()
        let branches = catalogue.categories.items
        #expect(branches.map(\.id) == (1...16).map { $0 < 10 ? "0\($0)" : "\($0)" })
        let leaves = branches.flatMap(\.children)
        #expect(leaves.count == 54)
        #expect(Set(leaves.map(\.id)).count == leaves.count)
        for branch in branches {
            #expect(branch.children.allSatisfy { $0.id.hasPrefix(branch.id) && $0.id.utf8.count == 4 && $0.isLeaf })
        }
        for category in branches + leaves {
            #expect(!category.name.zh.isEmpty)
            #expect(category.name.en.utf8.allSatisfy { $0 < 0x80 } && !category.name.en.isEmpty)
        }
        #expect(catalogue.categories["0104"]?.licences.map(\.zh) == ["食品经营许可证", "网络食品交易第三方平台备案"])
        let provinces = catalogue.provinces.items
        #expect(provinces.count == 34)
        #expect(provinces.allSatisfy { $0.code.utf8.count == 6 && $0.code.hasSuffix("0000") && !$0.name.en.isEmpty })
    }
}
