import Domain
import Testing

@Suite struct VersionStatusTests {
    @Test(arguments: VersionStatus.allCases, VersionAction.allCases)
    func `every status answers every action as the reference's table says`(
        status: VersionStatus,
        action: VersionAction
    ) {
        for channel in ActionChannel.allCases {
            let answer: StatusTable.Expected
            do throws(IllegalMove) {
                switch try status.destination(of: action, through: channel) {
                case .status(let next): answer = .status(next.rawValue)
                case .beforeGray: answer = .beforeGray
                case .deleted: answer = .gone
                }
            } catch {
                #expect(error.from == status)
                #expect(error.action == action)
                answer = .refused(error.code)
            }
            #expect(answer == StatusTable.expected(status, action, channel), "\(channel)")
        }
    }

    @Test(arguments: VersionStatus.allCases)
    func `buttons are offered for exactly what is possible by hand`(status: VersionStatus) {
        let possible = VersionAction.allCases.filter { action in
            if case .refused = StatusTable.expected(status, action, .byHand) { false } else { true }
        }
        #expect(status.possibleActions == possible)
    }

    @Test func `the stored words and their labels are the reference's`() {
        let labels = VersionStatus.allCases.map { "\($0.rawValue) \($0.words.zh)" }
        #expect(
            labels == [
                "INIT 开发中", "AUDITING 审核中", "AUDIT_REJECT 审核驳回", "WAIT_RELEASE 待上架", "BASE_AUDIT_PASS 准入不可营销",
                "GRAY 灰度中", "RELEASE 已上架", "OFFLINE 已下架", "AUDIT_OFFLINE 被强制下架",
            ]
        )
    }

    @Test func `what was taken down by force stays down`() {
        #expect(VersionStatus.takenDown.possibleActions.isEmpty)
    }
}
