/// How far a patch is. Raw values are stored; they never change.
enum PatchState: String, CaseIterable, Sendable {
    case waiting, made
    /// Not smaller enough than the package.
    case useless
    /// Tried as often as is sensible.
    case failed
}

/// A pair of packages.
struct PatchPair: Hashable, Sendable {
    /// What the client has.
    let base: String
    /// What it wants.
    let target: String
}

/// The numbers that patches are held to.
enum PatchLimits {
    /// Versions of a mini program that patches lead to and from by themselves: those that users got last.
    static let recent = 6
    /// Patches to one package, asked for by clients or not.
    static let basesOfATarget = 10
    /// A patch saves at least a tenth of the package, or is none.
    static func largest(to size: Int) -> Int { size - (size + 9) / 10 }
    /// A patch takes two minutes at most, on a busy machine; whoever took longer than this has died.
    static let leaseSeconds: Int64 = 600
    static let tries = 3
}
