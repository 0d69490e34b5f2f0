import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// The questions that Steward answers to hosts.
struct Server: Sendable {
    let configuration: Configuration
    let http = HTTP()

    typealias Reply = (head: HTTP.Head, body: Data)

    /// - Parameter tag: of the answer that is here and still good.
    func release(unless tag: String?) async throws -> Reply {
        var query = [URLQueryItem(name: "user", value: configuration.user)]
        if let own = configuration.baseLibrary { query.append(URLQueryItem(name: "base_library", value: own)) }
        var request = request("runtime/v1/apps/\(configuration.app)/release", query)
        request.setValue(tag, forHTTPHeaderField: "If-None-Match")
        return try await http.exchange(request)
    }

    func keys() async throws -> Data {
        let (head, body) = try await http.exchange(request("runtime/v1/keys"))
        guard head.status == 200 else { throw head.failure }
        return body
    }

    func send(_ batch: EventQueue.Batch) async throws -> Reply {
        var request = request("runtime/v1/apps/\(configuration.app)/events")
        request.httpMethod = "POST"
        request.setValue("application/x-ndjson", forHTTPHeaderField: "Content-Type")
        request.setValue(batch.receipt, forHTTPHeaderField: "steward-receipt")
        request.setValue(batch.id, forHTTPHeaderField: "steward-batch")
        request.httpBody = batch.body
        return try await http.exchange(request)
    }

    private func request(_ path: String, _ query: [URLQueryItem] = []) -> URLRequest {
        var url = configuration.server.appending(path: path)
        if !query.isEmpty { url.append(queryItems: query) }
        return URLRequest(url: url, cachePolicy: .reloadIgnoringLocalCacheData)
    }
}
