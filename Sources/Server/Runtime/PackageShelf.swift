import Domain
import Synchronization

/// The packages that everybody may fetch, as far as they were asked for since the journal last grew.
///
/// It is a part of the runtime's picture, and each new picture begins with an empty one: so what it says is never older than the
/// releases that hosts are told, and a package that was taken down is gone from it with the answer that named it.
final class PackageShelf: Sendable {
    private let sizes = Mutex<[PackageHash: Int64]>([:])

    /// Beyond so many it begins anew: they are a few hundred kilobytes, and asked for again in a moment.
    private static let most = 10_000

    /// Bytes of a package that everybody may fetch; nil where that has to be asked for.
    func size(of hash: PackageHash) -> Int64? { sizes.withLock { $0[hash] } }

    func keep(_ hash: PackageHash, size: Int64) {
        sizes.withLock { sizes in
            if sizes.count >= Self.most { sizes = [:] }
            sizes[hash] = size
        }
    }
}
