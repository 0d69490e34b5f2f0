extension Paths {
    package static let settings = "/settings"
}
