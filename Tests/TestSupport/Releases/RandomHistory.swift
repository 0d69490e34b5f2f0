import Domain

/// Random acts: mostly what the statuses allow, so that histories go far, and now and then anything at all.
package struct RandomHistory: Sendable {
    private var chance: SeededGenerator

    package init(seed: UInt64) { chance = SeededGenerator(seed: seed) }

    /// From 1 to `most` acts.
    package mutating func length(most: Int) -> Int { Int.random(in: 1...most, using: &chance) }

    /// What is tried next where the mini program stands as the model says.
    package mutating func next(_ model: LineModel) -> Act {
        let person = Int.random(in: 0...1, using: &chance)
        return Act(person: person, deed: deed(model))
    }

    private mutating func deed(_ model: LineModel) -> Deed {
        switch Int.random(in: 0..<100, using: &chance) {
        case _ where model.versions.isEmpty, 0..<10: return upload(model)
        case 10..<13:
            if Bool.random(using: &chance) { return .setExperience(number(model)) }
            let experience = model.versions.first { model.line.entries[$0.id]?.isExperience == true }
            return .cancelExperience(experience?.number ?? number(model))
        case 13..<15: return .markForwardOnly(number(model), Bool.random(using: &chance))
        case 15..<16: return .requireSecondPerson(Int.random(in: 0..<4, using: &chance) == 0)
        case 16..<80: return likely(model)
        default: return deed(any(VersionAction.allCases), number(model), model)
        }
    }

    /// The next number mostly; sometimes one that was taken, or deleted before.
    private mutating func upload(_ model: LineModel) -> Deed {
        let errors = Int.random(in: 0..<12, using: &chance) == 0 ? 1 : 0
        let largest = model.largestTaken ?? VersionNumber(1, 0, 0)
        if Int.random(in: 0..<8, using: &chance) == 0 {
            return .upload(VersionNumber(1, 0, Int32.random(in: 0...largest.patch, using: &chance)), errors: errors)
        }
        return .upload(VersionNumber(1, 0, largest.patch + 1), errors: errors)
    }

    /// Something that the status of a version allows: mostly of one that is under way or released, and mostly a step forward.
    private mutating func likely(_ model: LineModel) -> Deed {
        let moving = model.versions.filter { version in
            guard let status = model.line.entries[version.id]?.status else { return false }
            return status.isUnderway || status == .released
        }
        let waiting = model.versions.last { model.line.entries[$0.id]?.status == .development }
        let chosen = Int.random(in: 0..<3, using: &chance) == 0 ? waiting : moving.randomElement(using: &chance)
        guard let version = chosen ?? waiting, let entry = model.line.entries[version.id] else { return upload(model) }
        let steps = entry.status.possibleActions.flatMap { [VersionAction](repeating: $0, count: Self.weight(of: $0)) }
        return deed(any(steps), version.number, model)
    }

    private static func weight(of action: VersionAction) -> Int {
        switch action {
        case .submit, .startGray, .release: 8
        case .approve: 6
        case .approveBase, .rollBack, .enlargeGray: 3
        case .endGray, .returnToDevelopment: 2
        case .withdraw, .reject, .takeOffline, .forceOffline, .delete, .restore, .replace: 1
        }
    }

    private mutating func deed(_ action: VersionAction, _ number: VersionNumber, _ model: LineModel) -> Deed {
        switch action {
        case .submit:
            let replaces = Int.random(in: 0..<8, using: &chance) < (model.line.gray == nil ? 1 : 7)
            let startsGray = Int.random(in: 0..<4, using: &chance) == 0
            return .submit(number, replaces: replaces, grayShare: startsGray ? share(nil) : nil)
        case .withdraw: return .withdraw(number)
        case .approve: return .decide(number, .approve)
        case .approveBase: return .decide(number, .approveBase)
        case .reject: return .decide(number, .reject)
        case .returnToDevelopment: return .returnToDevelopment(number)
        case .startGray: return model.line.gray == nil ? .startGray(number, share(nil)) : .replaceGray(number)
        case .enlargeGray: return .enlargeGray(number, share(model.line.gray?.share))
        case .endGray: return .endGray(number)
        case .release:
            return .release(number, Int.random(in: 0..<5, using: &chance) == 0 ? .openPlatform : .byHand)
        case .takeOffline: return .takeOffline(number)
        case .rollBack, .restore: return .rollBack(number, confirmed: Bool.random(using: &chance) ? number : nil)
        case .replace: return .replaceGray(number)
        case .forceOffline: return .forceOffline(number)
        case .delete: return .delete(number, cancelsExperience: Bool.random(using: &chance))
        }
    }

    /// Any share, mostly a larger one.
    private mutating func share(_ now: GrayShare?) -> GrayShare {
        let least = Int.random(in: 0..<5, using: &chance) == 0 ? 1 : (now?.ppm ?? 0) / 100 + 1
        let hundredths = least > 10_000 ? 10_000 : Int.random(in: least...10_000, using: &chance)
        return GrayShare(ppm: hundredths * 100) ?? .everyone
    }

    /// The number of a version, now and then of one that there is not.
    private mutating func number(_ model: LineModel) -> VersionNumber {
        if Int.random(in: 0..<20, using: &chance) == 0 { return VersionNumber(9, 9, 9) }
        return model.versions.randomElement(using: &chance)?.number ?? VersionNumber(9, 9, 9)
    }

    private mutating func any(_ actions: [VersionAction]) -> VersionAction {
        actions.randomElement(using: &chance) ?? .submit
    }
}
