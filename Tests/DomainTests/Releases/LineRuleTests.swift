import Domain
import Testing

/// Rules of a release line that hang on what is noted beside a version.
@Suite struct LineRuleTests {
    private func refusal(_ answer: Result<ReleaseLine, Refusal>) -> String? {
        if case .failure(let refusal) = answer { refusal.code } else { nil }
    }

    private let lin = ID<Person>(rawValue: "lin")
    private let tang = ID<Person>(rawValue: "tang")

    private func with(
        _ status: VersionStatus,
        _ neighbour: LineTable.Neighbour = .nobody,
        _ change: (inout ReleaseLine.Entry) -> Void
    ) -> ReleaseLine {
        var line = LineStage.line(status, beside: neighbour)
        if var entry = line.entries[LineStage.subject] {
            change(&entry)
            line.entries[LineStage.subject] = entry
        }
        return line
    }

    @Test func `what the inspection found errors in is not submitted, ordinary or replacing`() {
        let alone = with(.development) { $0.hasErrors = true }
        #expect(refusal(alone.after(LineStage.command(.submit))) == "CAN_NOT_SUBMIT_WITHOUT_SCAN_PASS")
        let beside = with(.development, .gray) { $0.hasErrors = true }
        #expect(refusal(beside.after(LineStage.command(.submitReplacing))) == "CAN_NOT_SUBMIT_WITHOUT_SCAN_PASS")
    }

    @Test func `the experience version is deleted only when that was asked for too`() throws {
        let line = with(.development) { $0.isExperience = true }
        #expect(refusal(line.after(.delete(cancelsExperience: false))) == "CAN_NOT_DELETE_WITH_EXPERIENCE")
        #expect(try line.after(.delete(cancelsExperience: true)).get().entries.isEmpty)
        let events = try line.events(of: .delete(cancelsExperience: true), on: LineStage.subject, by: nil)
        #expect(events.map(\.word) == ["experience.cancelled", "version.deleted"])
    }

    @Test(arguments: [VersionCommand.release, .forceOffline])
    func `a version that is released or taken down stops being the experience version`(_ command: VersionCommand) throws
    {
        let line = with(.gray) { $0.isExperience = true }
        let after = try line.after(command).get()
        #expect(after.entries[LineStage.subject]?.isExperience == false)
        let events = try line.events(of: command, on: LineStage.subject, by: nil)
        #expect(events.first?.word == "experience.cancelled")
    }

    @Test func `a gray version that is replaced stops being the experience version`() throws {
        var line = LineStage.line(.approved, beside: .grayToReplace)
        let running = ID<Version>(rawValue: "1.5.0")
        line.entries[running]?.isExperience = true
        let after = try line.after(.replaceGray).get()
        #expect(after.entries[running]?.status == .offline)
        #expect(after.entries[running]?.isExperience == false)
    }

    @Test func `rolling back over a forward only version asks for its number`() throws {
        let line = with(.released, .previous) { $0.isForwardOnly = true }
        #expect(refusal(line.after(.rollBack(confirmed: nil))) == "FORWARD_ONLY_CONFIRMATION_REQUIRED")
        let wrong = VersionCommand.rollBack(confirmed: VersionNumber(1, 0, 0))
        #expect(refusal(line.after(wrong)) == "FORWARD_ONLY_CONFIRMATION_REQUIRED")
        let after = try line.after(.rollBack(confirmed: VersionNumber(2, 0, 0))).get()
        #expect(after.released?.number == VersionNumber(1, 0, 0))
        #expect(after.wasRolledBack && after.previous == nil)
    }

    @Test func `where a second person is needed, who submitted does not release`() throws {
        var line = with(.gray) { $0.submitter = lin }
        line.needsSecondPerson = true
        #expect(refusal(line.after(.release, by: lin)) == "SECOND_PERSON_REQUIRED")
        #expect(refusal(line.after(.release, by: nil)) == "SECOND_PERSON_REQUIRED")
        #expect(try line.after(.release, by: tang).get().released?.id == LineStage.subject)
        line.needsSecondPerson = false
        #expect(try line.after(.release, by: lin).get().released?.id == LineStage.subject)
    }

    @Test func `a hotfix keeps the salt and the share, and the replaced one is never gone back to`() throws {
        let line = LineStage.line(.approved, beside: .grayToReplace)
        let after = try line.after(.replaceGray).get()
        #expect(
            after.gray
                == GrayRelease(
                    id: LineStage.gray,
                    version: LineStage.subject,
                    salt: LineStage.salt,
                    share: LineStage.ten
                )
        )
        #expect(after.entries[LineStage.subject]?.beforeGray == .approved)
        let released = try after.after(.release).get()
        #expect(released.gray == nil && released.previous == nil)
        #expect(refusal(released.after(.rollBack(confirmed: nil))) == "CAN_NOT_ROLLBACK_WITHOUT_OFFLINE")
    }

    @Test func `a replacement whose gray release is over is an ordinary version`() throws {
        var line = LineStage.line(.approved, beside: .grayToReplace)
        line = try line.after(.endGray, on: ID(rawValue: "1.5.0")).get()
        #expect(refusal(line.after(.replaceGray)) == "GRAY_VERSION_NOT_EXIST")
        #expect(try line.after(LineStage.command(.startGray)).get().gray?.version == LineStage.subject)
    }

    @Test func `a roll back is possible again after another release, not after taking it offline`() throws {
        let rolledBack = LineStage.line(.gray, beside: .rolledBack)
        let released = try rolledBack.after(.release).get()
        #expect(released.previous == ID(rawValue: "1.5.0"))
        #expect(try released.after(.rollBack(confirmed: nil)).get().released?.number == VersionNumber(1, 5, 0))
        let offline = try LineStage.line(.released, beside: .previous).after(.takeOffline).get()
        #expect(offline.previous == nil && offline.released == nil)
    }

    @Test
    func `the version that is taken down by force leaves what was gray to others, and what was released to nobody`()
        throws
    {
        let gray = try LineStage.line(.gray, beside: .previous).after(.forceOffline).get()
        #expect(gray.gray == nil)
        #expect(gray.previous == ID(rawValue: "1.0.0") && gray.released?.number == VersionNumber(1, 5, 0))
        let released = try LineStage.line(.released, beside: .gray).after(.forceOffline).get()
        #expect(released.released == nil && released.previous == nil)
        #expect(released.gray?.version == ID(rawValue: "1.5.0"))
    }
}
