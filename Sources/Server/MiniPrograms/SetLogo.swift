import Domain

/// Gives a mini program its logo: decoded, made square and encoded anew, then set as a change of the base information.
package struct SetLogo: Sendable {
    let platform: Platform
    let catalogue: Catalogue

    package init(platform: Platform, catalogue: Catalogue) { (self.platform, self.catalogue) = (platform, catalogue) }

    /// - Parameter bytes: the picture as sent, PNG or JPEG up to 2 MB.
    /// - Returns: the SHA-256 under which the picture is kept.
    package func callAsFunction(_ bytes: [UInt8], in app: AuthorisedApp) async throws -> String {
        try app.require(.appEdit)
        let (_, hash) = try await platform.keepPicture(bytes, as: .logo, field: InformationField.logo.rawValue)
        try await EditInformation(platform: platform, catalogue: catalogue).setLogo(hash, in: app)
        return hash
    }
}
