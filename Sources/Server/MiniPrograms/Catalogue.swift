package import Domain

/// The lists that base information is chosen from, embedded in the program.
package struct Catalogue: Sendable {
    package let categories: Categories
    package let provinces: Provinces

    /// Reads them once, at start-up; a broken list is a fault of the build and stops it.
    package init() throws {
        categories = try Categories(json: EmbeddedViews.all["miniprograms/categories.json"] ?? "")
        provinces = try Provinces(json: EmbeddedViews.all["miniprograms/provinces.json"] ?? "")
    }
}
