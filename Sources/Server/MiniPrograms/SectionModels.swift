import Domain

/// Builds the form of a section from what is kept, what was typed, and what was refused.
struct SectionModels {
    let app: AuthorisedApp
    let information: BaseInformation
    let allowances: [InformationField: EditAllowance]
    let catalogue: Catalogue
    let offsetSeconds: Int
    let language: Language
    /// Where saving leads, when it is not the overview.
    let next: String?

    func page(
        _ section: InformationSection,
        typed: InformationEdit = InformationEdit(),
        refusal: Refusal? = nil
    ) -> SectionPage {
        let problems = Dictionary(
            (refusal?.fields ?? []).map { ($0.field, $0.words[language]) },
            uniquingKeysWith: { first, _ in first }
        )
        let fields = section.fields.map { field($0, typed, problems[$0.rawValue]) }
        let isElsewhere = refusal != nil && !section.fields.contains { problems[$0.rawValue] != nil }
        let domains = typed.requestDomains ?? information.requestDomains
        return SectionPage(
            path: Paths.section(section, of: app.id) + (next.map { "?next=\($0.addingPercentEncoding())" } ?? ""),
            back: next ?? Paths.information(app.id),
            isLocked: allowances[.name]?.state == .lockedInReview,
            refused: refusal?.words[language] ?? "",
            isRefused: isElsewhere,
            isTexts: [.names, .contacts, .compliance].contains(section),
            fields: fields,
            shown: section.fields.map { field in
                SectionPage.Shown(
                    name: field.shownName,
                    value: InformationEdit().text(of: field, else: information)
                )
            },
            isCategories: section == .categories,
            groups: section == .categories ? groups(typed.categories ?? information.categories) : [],
            mostCategories: ChoiceRules.mostCategories,
            isRegion: section == .region,
            regions: regions(typed.regionType ?? information.regionType?.rawValue ?? ""),
            provinces: section == .region ? provinces(typed.provinces ?? information.provinces) : [],
            isDomains: section == .domains,
            // An empty last line, so that one can be added without a script.
            domains: section == .domains ? domains + [""] : [],
            mostDomains: AddressRules.mostDomains,
            isLogo: section == .logo,
            tile: Tile(name: app.name, picture: information.logo),
            first: fields[0],
            second: fields[fields.count - 1]
        )
    }

    private func groups(_ chosen: [String]) -> [SectionPage.CategoryGroup] {
        catalogue.categories.items.map { branch in
            let choices = branch.children.map { leaf in
                let licences = leaf.licences.map { $0[language] }.joined(separator: language == .zh ? "、" : ", ")
                return ChoiceModel(
                    value: leaf.id,
                    label: leaf.name[language],
                    detail: licences.isEmpty
                        ? Words("不需要资质", "No licence needed")[language]
                        : Words("需要：\(licences)", "Needs: \(licences)")[language],
                    hasDetail: true,
                    isChosen: chosen.contains(leaf.id),
                    full: catalogue.categories.path(of: leaf.id)?[language] ?? leaf.name[language]
                )
            }
            return SectionPage.CategoryGroup(
                name: branch.name[language],
                isOpen: choices.contains(where: \.isChosen),
                choices: choices
            )
        }
    }

    private func regions(_ chosen: String) -> [ChoiceModel] {
        [RegionType.china, .location, .global].map { region in
            ChoiceModel(
                value: region.rawValue,
                label: region.words[language],
                detail: "",
                hasDetail: false,
                isChosen: region.rawValue == chosen,
                full: region.words[language]
            )
        }
    }

    private func provinces(_ chosen: [String]) -> [ChoiceModel] {
        catalogue.provinces.items.map { province in
            ChoiceModel(
                value: province.code,
                label: province.name[language],
                detail: "",
                hasDetail: false,
                isChosen: chosen.contains(province.code),
                full: province.name[language]
            )
        }
    }

    private func field(_ field: InformationField, _ typed: InformationEdit, _ problem: String?) -> FieldModel {
        let allowance = allowances[field]
        let isUsedUp = allowance?.isOpen == false
        let quota = allowance?.label(offsetSeconds: offsetSeconds)?[language] ?? ""
        let look = FieldLook(field)
        let closed = isUsedUp ? allowance?.note(offsetSeconds: offsetSeconds)?[language] : nil
        let hint = closed ?? look.hint[language]
        return FieldModel(
            anchor: field.anchor,
            name: field.rawValue,
            label: field.label[language],
            value: typed.text(of: field, else: information),
            isOptional: look.isOptional,
            quota: quota,
            hasQuota: !quota.isEmpty,
            // What cannot be changed needs no count.
            hasCount: look.limits != nil && !isUsedUp,
            least: look.limits?.lowerBound ?? 0,
            most: look.limits?.upperBound ?? 0,
            hint: hint,
            hasHint: !hint.isEmpty,
            problem: problem ?? "",
            isWrong: problem != nil,
            isFixed: isUsedUp,
            isLong: field == .description,
            type: look.type,
            inputMode: look.inputMode,
            placeholder: look.placeholder[language],
            language: field == .englishName ? "en" : ""
        )
    }
}
