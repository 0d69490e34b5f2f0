import Domain
import Testing

@Suite struct DutyChangeTests {
    @Test func `says what is given and what is taken, in the order of the duties`() {
        let change = DutyChange(from: [.administrator, .official], to: [.moderator, .reviewer, .official])
        #expect(change.given == [.reviewer, .moderator])
        #expect(change.taken == [.administrator])
        #expect(DutyChange(from: [.official], to: [.official]).isEmpty)
    }

    /// Every way in which administration can be taken: by whom, said twice or not, with somebody left or not.
    @Test(arguments: [true, false], [true, false])
    func `the last administrator stays, and one's own duty asks twice`(isOwn: Bool, isSure: Bool) throws {
        let taken = DutyChange(from: [.administrator], to: [])
        #expect(throws: Refusal.lastAdministrator) {
            try taken.check(isOwn: isOwn, isSure: isSure, hasOther: false)
        }
        if isOwn, !isSure {
            #expect(throws: Refusal.ownAdministrator) {
                try taken.check(isOwn: isOwn, isSure: isSure, hasOther: true)
            }
        } else {
            try taken.check(isOwn: isOwn, isSure: isSure, hasOther: true)
        }
        let other = DutyChange(from: [.administrator, .reviewer], to: [.administrator])
        try other.check(isOwn: isOwn, isSure: isSure, hasOther: false)
    }

    @Test func `another reason has to be written down, and no note is endless`() throws {
        #expect(throws: Refusal.self) { try DisableReason.other.checked(note: " \n ") }
        #expect(try DisableReason.left.checked(note: "") == "")
        #expect(try DisableReason.other.checked(note: " 借给了别人\r\n\r\n\r\n请来办公室 ") == "借给了别人\n\n请来办公室")
        let longest = String(repeating: "字", count: DisableReason.noteLength / 2)
        #expect(try DisableReason.breach.checked(note: longest) == longest)
        #expect(throws: Refusal.self) { try DisableReason.breach.checked(note: longest + "a") }
    }
}
