import Domain
import HTTPTypes
import Hummingbird
import Storage

/// Serves the pictures that people sent, by content. Open to whoever has the address, since logos are shown to hosts and
/// strangers too; the hash in it cannot be guessed.
struct PictureRoutes {
    let platform: Platform

    func add(to routes: Routes) {
        routes.open(.get, "/pictures/{hash}", .installationRead) { [platform] _, context in
            let hash = try context.parameters.require("hash")
            // The blobs hold packages as well: only what a row calls a picture and what begins like one goes out here.
            guard try await platform.engine.read({ try PictureQueries($0).isReferenced(hash) }),
                let bytes = try await platform.picture(hash), let format = PictureFormat(sniffing: bytes)
            else {
                throw Refusal.notFound
            }
            return .bytes(bytes, type: format.contentType, cache: "public, max-age=31536000, immutable")
        }
    }
}
