/// Everything that the rules may not find out for themselves: the clock, identifiers and chance.
///
/// Passed in, never ambient, so that every test and the demonstration data are deterministic.
package struct World: Sendable {
    /// The present moment.
    package var now: @Sendable () -> Instant
    /// A new time-ordered identifier, unique in this installation.
    package var id: @Sendable () -> String
    /// That many bytes from a source fit for secrets.
    package var bytes: @Sendable (Int) -> [UInt8]

    package init(
        now: @escaping @Sendable () -> Instant,
        id: @escaping @Sendable () -> String,
        bytes: @escaping @Sendable (Int) -> [UInt8]
    ) {
        (self.now, self.id, self.bytes) = (now, id, bytes)
    }

    /// A new identifier of an entity.
    package func newID<Entity>(_: Entity.Type = Entity.self) -> ID<Entity> { ID(rawValue: id()) }

    /// A random word of `length` characters that people can read aloud and type: no 0, 1, i, l, o, u.
    package func code(length: Int) -> String {
        let alphabet = Array("23456789abcdefghjkmnpqrstvwxyz34".utf8)
        return String(decoding: bytes(length).map { alphabet[Int($0 & 31)] }, as: UTF8.self)
    }
}
