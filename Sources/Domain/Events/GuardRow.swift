/// An outcome by which a gray release is judged, as it is written: of one user, within a draw and share.
package struct GuardRow: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// How the first launch after the start went; final at once.
        case launch
        /// Whether white screens or JavaScript errors followed; final when `windowSeconds` have passed.
        case trouble
        /// How long the first launch with the package on the phone took; final at once.
        case time
        /// A confirmed report; read as soon as it is noted.
        case feedback
    }

    package struct Scope: Hashable, Sendable {
        package let draw: String
        package let kind: Kind
        package let pseudonym: String
        /// In millionths.
        package let share: Int

        package init(draw: String, kind: Kind, pseudonym: String, share: Int) {
            (self.draw, self.kind, self.pseudonym, self.share) = (draw, kind, pseudonym, share)
        }
    }

    package let group: GuardGroup
    package let at: Instant
    package let hasFailed: Bool
    /// Milliseconds.
    package let duration: Int64?
    package let standing: GuardStanding

    package init(
        group: GuardGroup,
        at: Instant,
        hasFailed: Bool,
        duration: Int64? = nil,
        standing: GuardStanding = .counts
    ) {
        (self.group, self.at, self.hasFailed) = (group, at, hasFailed)
        (self.duration, self.standing) = (duration, standing)
    }

    /// How long after a user's first launch white screens and JavaScript errors belong to it.
    package static let windowSeconds: Int64 = 300

    /// When it may be read, if it is written now: a phone may report what belongs to it as late as this.
    package static func due(_ kind: Kind, writtenAt now: Instant) -> Instant {
        kind == .trouble ? now.adding(seconds: windowSeconds + 60) : now
    }

    /// The earlier one of two stays.
    func merged(with other: GuardRow) -> GuardRow { other.at < at ? other : self }
}

/// Something that went wrong after a launch.
package struct GuardTrouble: Hashable, Sendable {
    package let draw: String
    package let pseudonym: String
    package let group: GuardGroup
    /// A white screen or a JavaScript error.
    package let kind: RuntimeEvent.Kind
    /// By the second.
    package let at: Instant

    package init(draw: String, pseudonym: String, group: GuardGroup, kind: RuntimeEvent.Kind, at: Instant) {
        (self.draw, self.pseudonym, self.group, self.kind, self.at) = (draw, pseudonym, group, kind, at)
    }
}

/// Whether an outcome counts, and if not, why. Raw values are stored.
package enum GuardStanding: String, CaseIterable, Codable, Hashable, Sendable {
    case counts
    /// The address had more outcomes within an hour than one user's phones have.
    case limited
    /// The mini program has a host secret, and the answer was asked for without it.
    case unproven
}

extension EventBatch.Draw {
    /// The group that a receipt's user belongs to; nil for versions that are not compared.
    func group(of receipt: RuntimeReceipt) -> GuardGroup? {
        switch receipt.stage {
        case .gray where receipt.number == number: .gray
        case .release where receipt.number == released: .control
        default: nil
        }
    }
}

extension EventFold {
    /// What an event says about a gray release.
    static func outcomes(
        of event: RuntimeEvent,
        _ receipt: RuntimeReceipt,
        _ draw: EventBatch.Draw
    ) -> (rows: [GuardRow.Kind: GuardRow], trouble: GuardTrouble?) {
        // What was reported late from before the start belongs to no group.
        guard let group = draw.group(of: receipt), event.at >= draw.startedAt else { return ([:], nil) }
        func row(_ hasFailed: Bool = false, _ duration: Int64? = nil) -> GuardRow {
            GuardRow(
                group: group,
                at: event.at,
                hasFailed: hasFailed,
                duration: duration,
                standing: hasFailed && !draw.mayFail && draw.standing == .counts ? .limited : draw.standing
            )
        }
        switch event.what {
        case .launch(let launch):
            var rows: [GuardRow.Kind: GuardRow] = [.launch: row(!launch.isSuccess), .trouble: row()]
            if draw.mayBeTimed, launch.hadPackage, let total = launch.total { rows[.time] = row(false, total) }
            return (rows, nil)
        case .whiteScreen, .scriptError:
            guard draw.mayFail else { return ([:], nil) }
            let second = Instant(milliseconds: event.at.milliseconds.floorDivided(by: 1_000) * 1_000)
            let trouble = GuardTrouble(
                draw: draw.key,
                pseudonym: receipt.pseudonym,
                group: group,
                kind: event.kind,
                at: second
            )
            return ([:], trouble)
        default: return ([:], nil)
        }
    }
}

extension RuntimeEvent {
    /// Whether it speaks against a gray version.
    package var isFailureOfGray: Bool {
        switch what {
        case .launch(let launch): !launch.isSuccess
        case .whiteScreen, .scriptError: true
        default: false
        }
    }
}
