import Domain
import Testing

@Suite struct CompletenessTests {
    private func completeness(_ change: (inout BaseInformation) -> Void = { _ in }) throws -> Completeness {
        var information = Fixtures.complete
        change(&information)
        return Completeness(of: information, categories: try Fixtures.categories())
    }

    @Test func `nothing lacks when all is filled`() throws {
        let full = try completeness()
        #expect(full.isComplete)
        #expect(full.percent == 100)
        #expect(full.ratio == 1)
        #expect(full.problems.isEmpty)
    }

    @Test func `each required field alone is named when it lacks`() throws {
        let removals: [(InformationField, (inout BaseInformation) -> Void)] = [
            (.name, { $0.name = "" }), (.logo, { $0.logo = nil }), (.slogan, { $0.slogan = "" }),
            (.description, { $0.description = "" }), (.categories, { $0.categories = [] }),
            (.regionType, { $0.regionType = nil }), (.provinces, { $0.regionType = .location }),
            (.servicePhone, { $0.servicePhone = "" }),
        ]
        for (field, remove) in removals {
            let lacking = try completeness(remove)
            #expect(lacking.missing.map(\.field) == [field])
            #expect(lacking.percent == 85)
            #expect(lacking.problems.map(\.field) == [field.rawValue])
        }
    }

    @Test func `a new mini program has a seventh of it`() throws {
        let fresh = Completeness(of: BaseInformation(name: "山丘咖啡"), categories: try Fixtures.categories())
        #expect(fresh.missing.map(\.field) == [.logo, .slogan, .description, .categories, .regionType, .servicePhone])
        #expect(fresh.percent == 14)
        #expect(fresh.problems.first?.words.zh == "提审前请先填写图标。")
    }

    @Test func `an e-mail address stands in for a phone`() throws {
        let full = try completeness {
            $0.servicePhone = ""
            $0.serviceEmail = "service@example.com"
        }
        #expect(full.isComplete)
    }

    @Test func `filing, privacy policy, domains and English name are advised, not demanded`() throws {
        let full = try completeness()
        #expect(full.advised.map(\.field) == [.englishName, .filingNumber, .privacyPolicyURL, .requestDomains])
        #expect(full.advised.allSatisfy { !$0.isFilled })
    }

    @Test func `the licences that the categories ask for are named`() throws {
        let licences = try completeness { $0.categories = ["0104", "1001"] }.licences
        #expect(licences.map(\.zh) == ["食品经营许可证", "平台备案"])
    }
}
