extension SiteResponse {
    /// What the page holds inside of the frame that all share, for golden files. What is chance in it stands by its name
    /// instead, and a drawn picture as `data:…`.
    package func inside(naming chance: KeyValuePairs<String, String> = [:]) throws -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let begin = lines.firstIndex(where: { $0.hasPrefix("<div class=\"page") }),
            let end = lines.firstIndex(where: { $0.hasPrefix("</body>") })
        else { throw SiteFailure("\(request): no page in: \(text.prefix(2000))") }
        let page = lines[begin..<end].joined(separator: "\n").replacing(/"data:[^"]*"/, with: "\"data:…\"")
        return chance.reduce(page) { $0.replacing($1.key, with: $1.value) }
    }
}
