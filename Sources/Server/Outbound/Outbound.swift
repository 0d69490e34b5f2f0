package import Domain

/// The one way out: every call that this program makes to somebody else's server.
///
/// The name is resolved here, every address behind it is judged by `AddressRule`, and the connection goes to an address that
/// was judged: a name that means something else a moment later changes nothing. Redirects are judged in the same way. No
/// proxy of the environment is used, no cookie is kept, no connection is shared.
package struct Outbound: Sendable {
    private let allowed: [NetworkRange]
    private let resolver: NameResolver
    package let limits: OutboundLimits

    /// - Parameter allowed: reserved addresses that the operator opened all the same.
    package init(allowed: [NetworkRange], resolver: NameResolver = .system, limits: OutboundLimits = OutboundLimits()) {
        (self.allowed, self.resolver, self.limits) = (allowed, resolver, limits)
    }

    /// Sends a request and gives the answer, whatever its status.
    package func send(_ request: OutboundRequest) async throws(OutboundFailure) -> OutboundAnswer {
        let result = await withTaskGroup(of: Result<OutboundAnswer, OutboundFailure>.self) { group in
            group.addTask {
                do { return .success(try await follow(request)) } catch { return .failure(OutboundHop.failure(error)) }
            }
            group.addTask { [limits] in
                do { try await Task.sleep(for: limits.whole) } catch { return .failure(.cancelled) }
                return .failure(.timedOut)
            }
            let first = await group.next() ?? .failure(.cancelled)
            group.cancelAll()
            return first
        }
        return try result.get()
    }

    /// Why an address may not be called, as far as it says so itself: without asking what its name means.
    package func refusal(of address: OutboundAddress) -> OutboundFailure? {
        let bytes = address.host == "localhost" ? [127, 0, 0, 1] : NetworkRange.bytes(of: address.host)
        return bytes.flatMap(IPAddress.init).flatMap { refusal(of: $0, behind: address.host) }
    }

    private func refusal(of address: IPAddress, behind host: String) -> OutboundFailure? {
        guard let what = AddressRule.reserved(address), !allowed.contains(where: { $0.contains(address.description) })
        else { return nil }
        return .forbidden(host: host, what)
    }

    private func follow(_ request: OutboundRequest) async throws -> OutboundAnswer {
        guard request.body.count <= limits.requestBytes else { throw OutboundFailure.tooLarge }
        var request = request
        for _ in 0...limits.redirects {
            let answer = try await hop(request)
            guard [301, 302, 303, 307, 308].contains(answer.status), let location = answer.header("location") else {
                return answer
            }
            guard let next = request.address.following(location),
                !(request.address.scheme == .https && next.scheme == .http)
            else { throw OutboundFailure.badRedirect }
            if next.origin != request.address.origin {
                request.headers.removeAll { $0.name.lowercased() == "authorization" }
            }
            if answer.status == 303 { (request.method, request.body) = (.get, []) }
            request.address = next
        }
        throw OutboundFailure.tooManyRedirects
    }

    private func hop(_ request: OutboundRequest) async throws -> OutboundAnswer {
        let addresses = try await judged(request.address.host)
        var last: any Error = OutboundFailure.notConnected
        for address in addresses.prefix(limits.addresses) {
            do {
                return try await OutboundHop(request: request, address: address, limits: limits)()
            } catch  where OutboundHop.isBeforeConnection(error) {
                last = error
            }
        }
        throw last
    }

    /// The addresses behind a host, all of which may be called: one that may not be closes the name.
    private func judged(_ host: String) async throws -> [IPAddress] {
        let addresses: [IPAddress]
        if let literal = NetworkRange.bytes(of: host).flatMap(IPAddress.init) {
            addresses = [literal]
        } else {
            do { addresses = try await resolver.addresses(host) } catch is NameResolver.Unknown {
                throw OutboundFailure.unknownName(host)
            }
        }
        guard !addresses.isEmpty else { throw OutboundFailure.unknownName(host) }
        for address in addresses {
            if let refusal = refusal(of: address, behind: host) { throw refusal }
        }
        return addresses
    }
}
