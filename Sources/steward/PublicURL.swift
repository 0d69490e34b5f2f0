import ArgumentParser
import Foundation

/// What `--public-url` gives: the scheme, the host and perhaps a port. Links, QR codes and cookies depend on it, so what
/// cannot be meant is refused at once.
enum PublicURL {
    static func parse(_ text: String) throws -> String {
        guard let url = URLComponents(string: text), let scheme = url.scheme?.lowercased(),
            ["http", "https"].contains(scheme), url.host?.isEmpty == false
        else {
            throw ValidationError("--public-url: \(text) is no address; it looks like https://steward.example.com.")
        }
        guard ["", "/"].contains(url.path), url.query == nil, url.fragment == nil, url.user == nil else {
            throw ValidationError("--public-url: \(text) goes on after the host; Steward needs a host name of its own.")
        }
        let rest = text.dropFirst(scheme.utf8.count)
        return scheme + (rest.hasSuffix("/") ? rest.dropLast() : rest)
    }
}
