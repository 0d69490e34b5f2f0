import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle

/// `GET /messages/live`: what is new, while a page is open.
struct LiveRoutes {
    let platform: Platform

    func add(to routes: Routes) {
        routes.signedIn(.get, Paths.liveMessages, .messageRead) { [hub = platform.live] request, context, person in
            // Browsers come with a session; a token has none that could end.
            guard let session = context.visitor.session else { throw Refusal.signInRequired }
            let connection = LiveConnection(
                person: person.id,
                session: session,
                language: context.language,
                hangUp: { [channel = context.channel] in channel.close(promise: nil) }
            )
            let seen = request.headers[.lastEventID] ?? request.query["after"]
            try await hub.join(connection, after: seen.flatMap { Int64($0) })
            context.channel.closeFuture.whenComplete { _ in connection.end() }
            var response = Response(
                status: .ok,
                body: ResponseBody { writer in
                    do {
                        try await withGracefulShutdownHandler {
                            try await Self.pump(connection, into: &writer)
                        } onGracefulShutdown: {
                            connection.end()
                        }
                    } catch {
                        await hub.leave(connection)
                        throw error
                    }
                    await hub.leave(connection)
                }
            )
            response.headers[.contentType] = "text/event-stream"
            response.headers[.cacheControl] = "no-store"
            // Asks a proxy in front to pass on each event at once.
            response.headers[.accelBuffering] = "no"
            return response
        }
    }

    private static func pump(_ connection: LiveConnection, into writer: inout any ResponseBodyWriter) async throws {
        try await writer.write(ByteBuffer(string: "retry: \(LiveEvent.retryMilliseconds)\n\n"))
        for await event in connection.events { try await writer.write(ByteBuffer(string: event.text())) }
        try await writer.finish(nil)
    }
}

extension Paths {
    static let liveMessages = "\(messages)/live"
}

extension HTTPField.Name {
    fileprivate static var lastEventID: Self { Self("last-event-id") ?? .server }
    fileprivate static var accelBuffering: Self { Self("x-accel-buffering") ?? .server }
}
