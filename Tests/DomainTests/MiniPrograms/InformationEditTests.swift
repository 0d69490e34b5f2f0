import Domain
import Testing

@Suite struct InformationEditTests {
    private func apply(
        to current: BaseInformation = BaseInformation(name: "山丘咖啡"),
        _ change: (inout InformationEdit) -> Void
    ) throws -> (information: BaseInformation, problems: [FieldProblem]) {
        var edit = InformationEdit()
        change(&edit)
        return edit.applied(to: current, categories: try Fixtures.categories(), provinces: try Fixtures.provinces())
    }

    @Test func `an empty edit changes nothing`() throws {
        let (information, problems) = try apply(to: Fixtures.complete) { _ in }
        #expect(information == Fixtures.complete)
        #expect(problems.isEmpty)
    }

    @Test func `every field is taken, and named among the differences`() throws {
        let (information, problems) = try apply {
            $0.name = "漂流书架"
            $0.englishName = "Drifting Shelf"
            $0.slogan = "一本书走遍一座城"
            $0.description = "把读完的书交给下一位读者，沿途留下书评。"
            $0.categories = ["1001"]
            $0.regionType = "LOCATION"
            $0.provinces = ["330000"]
            $0.servicePhone = "95188"
            $0.serviceEmail = "service@example.com"
            $0.filingNumber = "浙ICP备2021000001号-1"
            $0.privacyPolicyURL = "https://example.com/privacy"
            $0.requestDomains = ["api.example.com"]
        }
        #expect(problems.isEmpty)
        let changed = information.differences(from: BaseInformation(name: "山丘咖啡"))
        #expect(changed == InformationField.allCases.filter { $0 != .logo })
    }

    @Test func `all problems are told at once, each at its field`() throws {
        let (information, problems) = try apply {
            $0.name = "x"
            $0.slogan = "短"
            $0.categories = ["01"]
            $0.servicePhone = "电话"
            $0.description = "在手机上点一杯咖啡，到店就能取走。"
        }
        #expect(problems.map(\.field) == ["name", "slogan", "categories", "service_phone"])
        #expect(information.name == "山丘咖啡")
    }

    @Test func `some provinces need at least one`() throws {
        let none = try apply { $0.regionType = "LOCATION" }
        #expect(none.problems.map(\.field) == ["provinces"])
        let unknown = try apply {
            $0.regionType = "LOCATION"
            $0.provinces = ["1"]
        }
        #expect(unknown.problems.count == 1)
    }

    @Test func `provinces go with another area, and are refused without their own`() throws {
        var current = BaseInformation(name: "山丘咖啡")
        (current.regionType, current.provinces) = (.location, ["330000"])
        let moved = try apply(to: current) {
            $0.regionType = "CHINA"
            $0.provinces = ["330000"]
        }
        #expect(moved.problems.isEmpty)
        #expect(moved.information.provinces.isEmpty)
        #expect(try apply { $0.provinces = ["330000"] }.problems.map(\.field) == ["provinces"])
        #expect(try apply(to: current) { $0.provinces = ["310000"] }.information.provinces == ["310000"])
        #expect(try apply(to: current) { $0.provinces = [] }.problems.map(\.field) == ["provinces"])
    }

    @Test func `every field has its labels, a section and an anchor of its own`() {
        let fields = InformationField.allCases
        #expect(Set(fields.map(\.anchor)).count == fields.count)
        #expect(InformationField.privacyPolicyURL.anchor == "field-privacy-policy-url")
        #expect(Set(fields.map(\.label)).count == fields.count)
        #expect(InformationSection.allCases.flatMap(\.fields).count == fields.count)
    }
}
