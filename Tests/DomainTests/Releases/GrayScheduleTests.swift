import Domain
import Testing

@Suite struct GrayScheduleTests {
    private let now = Instant(milliseconds: 1_768_874_400_000)

    private func share(_ percent: String) -> GrayShare { GrayShare(percent: percent) ?? .everyone }

    private func step(_ hours: Int64, _ percent: String) -> GraySchedule.Step {
        GraySchedule.Step(at: now.adding(seconds: hours * 3_600), share: share(percent))
    }

    private func check(_ steps: [GraySchedule.Step], after percent: String = "10") -> Refusal? {
        do throws(Refusal) {
            let schedule = try GraySchedule(steps, after: share(percent), now: now)
            #expect(schedule.steps == steps)
            return nil
        } catch {
            #expect(error.code == "INVALID")
            #expect(error.status == 422)
            #expect(error.fields.map(\.field) == ["schedule"])
            return error
        }
    }

    @Test func `ten per cent now, thirty tomorrow, everybody the day after`() {
        #expect(check([step(24, "30"), step(48, "100")]) == nil)
    }

    @Test func `no steps are a schedule without steps`() { #expect(check([]) == nil) }

    @Test func `a step lies in the future`() {
        #expect(check([step(0, "30")]) != nil)
        #expect(check([step(-1, "30")]) != nil)
        let next = GraySchedule.Step(at: Instant(milliseconds: now.milliseconds + 1), share: share("30"))
        #expect(check([next]) == nil)
    }

    @Test func `each step comes after the one before`() {
        #expect(check([step(2, "30"), step(2, "50")]) != nil)
        #expect(check([step(2, "30"), step(1, "50")]) != nil)
    }

    @Test func `each step is larger than the one before, the first larger than where the release stands`() {
        #expect(check([step(1, "10")]) != nil)
        #expect(check([step(1, "5")]) != nil)
        #expect(check([step(1, "10.01")]) == nil)
        #expect(check([step(1, "30"), step(2, "30")]) != nil)
        #expect(check([step(1, "30"), step(2, "20")]) != nil)
        #expect(check([step(1, "100")], after: "100") != nil)
    }

    @Test func `at most ten steps`() {
        let steps = (1...11).map { step(Int64($0), String(10 + $0)) }
        #expect(check(Array(steps.prefix(10))) == nil)
        #expect(check(steps) != nil)
    }

    @Test func `at most thirty days`() {
        #expect(check([step(30 * 24, "30")]) == nil)
        let late = GraySchedule.Step(
            at: Instant(milliseconds: step(30 * 24, "30").at.milliseconds + 1),
            share: share("30")
        )
        #expect(check([late]) != nil)
    }

    @Test func `what is refused says so in both languages`() {
        for steps in [
            [step(0, "30")], [step(1, "5")], [step(800, "30")], (1...11).map { step(Int64($0), String(10 + $0)) },
        ] {
            let refusal = check(steps)
            #expect(refusal?.words.zh.isEmpty == false && refusal?.words.en.isEmpty == false)
        }
    }

    @Test func `going on after a pause keeps the steps as far apart as they were`() {
        let shifted = GraySchedule.shifted([step(1, "30"), step(3, "50")], bySeconds: 1_800)
        #expect(shifted.map(\.at) == [now.adding(seconds: 5_400), now.adding(seconds: 12_600)])
        #expect(shifted.map(\.share) == [share("30"), share("50")])
    }
}
