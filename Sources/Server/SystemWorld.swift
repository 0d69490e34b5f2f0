package import Domain
import Foundation

extension World {
    /// The real world: the system's clock and its random source.
    package static var system: World {
        let now: @Sendable () -> Instant = {
            Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
        }
        let bytes: @Sendable (Int) -> [UInt8] = { count in
            var generator = SystemRandomNumberGenerator()
            return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        }
        return World(now: now, id: { TimeOrderedID.text(at: now(), random: bytes(10)) }, bytes: bytes)
    }
}
