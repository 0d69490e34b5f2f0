package import Domain

/// Changes what holds in the whole installation.
package struct ChangeSettings: Sendable {
    /// What is wished; nil leaves a setting as it is.
    package struct Wish: Sendable, Equatable {
        package var registration: InstallationSettings.Registration?
        package var operatorsNeedSecondFactor: Bool?

        package init(
            registration: InstallationSettings.Registration? = nil,
            operatorsNeedSecondFactor: Bool? = nil
        ) {
            (self.registration, self.operatorsNeedSecondFactor) = (registration, operatorsNeedSecondFactor)
        }
    }

    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// Gives what holds afterwards. A wish for what holds already changes nothing and leaves no trace.
    ///
    /// - Parameter caller: who asks; nil for a command on the data.
    @discardableResult
    package func callAsFunction(_ wish: Wish, by caller: Caller? = nil) async throws -> InstallationSettings {
        try caller?.require(.installationSettings)
        return try await platform.change(by: caller?.person) { change in
            let old = try InstallationQueries(change.db).settings()
            var new = old
            if let registration = wish.registration { new.registration = registration }
            if let needs = wish.operatorsNeedSecondFactor { new.operatorsNeedSecondFactor = needs }
            let changes = new.changes(from: old)
            guard !changes.isEmpty else { return old }
            for name in changes {
                try InstallationWrites(db: change.db).set(
                    name,
                    to: new.value(of: name),
                    by: change.actor,
                    at: change.now
                )
            }
            try change.record(.settingsChanged(settings: changes))
            return new
        }
    }
}
