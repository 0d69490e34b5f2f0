import Domain
import Testing

@Suite struct CategoriesTests {
    @Test func `the tree is read with its leaves, names and licences`() throws {
        let tree = try Fixtures.categories()
        #expect(tree.items.map(\.id) == ["01", "10"])
        #expect(tree["01"]?.isLeaf == false)
        #expect(tree["0101"]?.isLeaf == true)
        #expect(tree.path(of: "0101") == Words("餐饮 · 咖啡茶饮", "Food · Coffee"))
        #expect(tree.path(of: "10") == Words("工具", "Tools"))
        #expect(tree.path(of: "9999") == nil)
    }

    @Test func `licences of several categories are named once each`() throws {
        let licences = try Fixtures.categories().licences(of: ["0101", "1001", "0104", "9999"])
        #expect(licences.map(\.zh) == ["食品经营许可证", "平台备案"])
        #expect(licences.map(\.en) == ["Food licence", "Platform filing"])
    }

    @Test func `a licence without an English name is not read`() {
        let json = #"{"items":[{"id":"01","name":"餐饮","english_name":"Food","licences":["甲"],"english_licences":[]}]}"#
        #expect(throws: DecodingError.self) { try Categories(json: json) }
    }

    @Test func `one to four leaves are chosen, doubles count once`() throws {
        let tree = try Fixtures.categories()
        #expect(ChoiceRules.categories(["0101", "", "0101", "1001"], in: tree).value == ["0101", "1001"])
        let five = ["0101", "0104", "1001", "1002", "1003"]
        #expect(ChoiceRules.categories(Array(five.prefix(4)), in: tree).value?.count == 4)
        #expect(ChoiceRules.categories(five, in: tree).words?.zh == "类目太多：现在 5 个，最多 4 个。")
        #expect(ChoiceRules.categories([], in: tree).value == [])
    }

    @Test func `a group and an unknown id are refused`() throws {
        let tree = try Fixtures.categories()
        #expect(ChoiceRules.categories(["01"], in: tree).words?.zh == "“餐饮”是大类，请选择其中的具体类目。")
        #expect(ChoiceRules.categories(["0199"], in: tree).words?.zh == "没有编号为 0199 的类目，请重新选择。")
    }

    @Test func `provinces keep the list's order and unknown ones are refused`() throws {
        let list = try Fixtures.provinces()
        #expect(ChoiceRules.provinces(["330000", "110000", "330000", ""], in: list).value == ["110000", "330000"])
        #expect(ChoiceRules.provinces(["330100"], in: list).words?.zh == "没有编号为 330100 的省份，请重新选择。")
        #expect(list["310000"]?.name.en == "Shanghai")
    }

    @Test func `a region is one of three words`() {
        for region in RegionType.allCases {
            #expect(ChoiceRules.regionType(region.rawValue).value == .some(region))
        }
        #expect(ChoiceRules.regionType("china").words?.zh == "服务范围只能是 GLOBAL、CHINA、LOCATION 之一。")
    }
}
