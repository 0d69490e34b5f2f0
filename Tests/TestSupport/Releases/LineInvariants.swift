package import Domain

/// What must hold of every history, remembered on its own: it reads the line after each act and takes nothing from the rules.
package struct LineInvariants: Sendable {
    /// What users outside of gray releases got, one after the other; nil for nothing.
    private var shown: [ID<Version>?] = [nil]
    private var lastWasRollBack = false
    private var deleted: Set<ID<Version>> = []
    private var replaced: Set<ID<Version>> = []
    private var grays: [ID<GrayRelease>: GrayRelease] = [:]
    private var largestReleased: VersionNumber?

    package init() {}

    /// The first thing that does not hold after an act, in words; nil when all does.
    package mutating func violation(
        of deed: Deed,
        refused: Bool,
        before: ReleaseLine,
        after: ReleaseLine
    ) -> String? {
        if refused { return before == after ? nil : "a refused act changed the line" }
        let entries = Array(after.entries.values)
        return placesViolation(entries, after) ?? memoryViolation(before, after)
            ?? grayViolation(after) ?? releaseViolation(deed, entries, after)
    }

    /// Who stands where.
    private func placesViolation(_ entries: [ReleaseLine.Entry], _ after: ReleaseLine) -> String? {
        let gray = entries.filter { $0.status == .gray }
        if gray.count > 1 { return "two gray versions" }
        if entries.count(where: { $0.status == .released }) > 1 { return "two released versions" }
        if gray.first?.id != after.gray?.version { return "the gray release is not that of the gray version" }
        if entries.contains(where: { ($0.status == .gray) != ($0.beforeGray != nil) }) {
            return "what it was before its gray release is kept wrongly"
        }
        let waiting = entries.filter { $0.status.isUnderway && $0.status != .gray }
        if waiting.count(where: { $0.replaces == nil }) > 1 { return "two ordinary versions under way" }
        if waiting.count(where: { $0.replaces != nil }) > 1 { return "two replacements under way" }
        if entries.count(where: { $0.status.isUnderway }) > 2 { return "three versions under way" }
        let experience = entries.filter(\.isExperience)
        if experience.count > 1 { return "two experience versions" }
        if let one = experience.first, !one.status.isUnderway, one.status != .development {
            return "the experience version is \(one.status.rawValue)"
        }
        return nil
    }

    /// What is gone, replaced or taken down stays so.
    private mutating func memoryViolation(_ before: ReleaseLine, _ after: ReleaseLine) -> String? {
        for (id, entry) in before.entries {
            guard let now = after.entries[id] else {
                if entry.status != .development { return "\(entry.number) was \(entry.status.rawValue) and is gone" }
                deleted.insert(id)
                continue
            }
            if entry.status == .takenDown, now.status != .takenDown { return "\(entry.number) came back after all" }
            if entry.status == .gray, now.status == .offline { replaced.insert(id) }
        }
        if after.entries.keys.contains(where: deleted.contains) { return "a deleted version is there again" }
        for id in replaced where after.entries[id]?.status != .offline { return "a replaced version came back" }
        if let previous = after.previous, replaced.contains(previous) {
            return "a roll back would reach a replaced one"
        }
        return nil
    }

    /// Within a gray release the salt stays and the share only grows; one that is over does not begin again.
    private mutating func grayViolation(_ after: ReleaseLine) -> String? {
        guard let gray = after.gray else { return nil }
        defer { grays[gray.id] = gray }
        guard let old = grays[gray.id] else { return nil }
        if old.salt != gray.salt { return "the salt changed" }
        return old.share > gray.share ? "the share shrank from \(old.share) to \(gray.share)" : nil
    }

    /// A roll back reaches exactly what was released before, once; everything else that is released is larger than all before.
    private mutating func releaseViolation(_ deed: Deed, _ entries: [ReleaseLine.Entry], _ after: ReleaseLine)
        -> String?
    {
        let now = entries.first { $0.status == .released }
        defer { if now?.id != shown.last { shown.append(now?.id) } }
        if case .rollBack = deed {
            if lastWasRollBack { return "rolled back twice in a row" }
            lastWasRollBack = true
            guard let now, shown.count > 1, now.id == shown[shown.count - 2] else {
                return "the roll back reached \(now?.number.description ?? "nothing"), not what was released before"
            }
        } else if now?.id != shown.last {
            lastWasRollBack = false
            if let now {
                if let largestReleased, largestReleased >= now.number {
                    return "\(now.number) was released after a larger one"
                }
                largestReleased = now.number
            }
        }
        if let previous = after.previous, now?.id == shown.last, shown.count < 2 || previous != shown[shown.count - 2] {
            return "a roll back would not lead to what was released before"
        }
        return nil
    }
}
