package import Domain

/// One call to somebody else's server.
package struct OutboundRequest: Sendable {
    package enum Method: String, Sendable { case get = "GET", post = "POST", put = "PUT", delete = "DELETE" }

    package var method: Method
    package var address: OutboundAddress
    /// Names and values as sent; host, length and agent are added.
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]

    package init(
        _ method: Method,
        _ address: OutboundAddress,
        headers: [(name: String, value: String)] = [],
        body: [UInt8] = []
    ) {
        (self.method, self.address, self.headers, self.body) = (method, address, headers, body)
    }
}

/// What the other server answered, whatever its status.
package struct OutboundAnswer: Sendable {
    package let status: Int
    package let headers: [(name: String, value: String)]
    /// Its beginning: at most `OutboundLimits.answerBytes`.
    package let body: [UInt8]
    /// There was more than is kept.
    package let isCut: Bool

    /// The first value of a header, whatever the case of its name.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}

/// How long and how much a call may be.
package struct OutboundLimits: Sendable {
    package var connect: Duration = .seconds(5)
    /// From the name's resolution to the answer's last byte, redirects included.
    package var whole: Duration = .seconds(15)
    package var requestBytes = 256 << 10
    package var answerBytes = 64 << 10
    package var redirects = 3
    /// Addresses of one name that are tried when the first cannot be connected to.
    package var addresses = 3

    package init() {}
}
