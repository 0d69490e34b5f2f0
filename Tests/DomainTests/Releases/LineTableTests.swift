import Domain
import Testing

@Suite struct LineTableTests {
    @Test(arguments: VersionStatus.allCases, LineTable.Neighbour.allCases)
    func `every status answers every request beside every other version as the reference says`(
        status: VersionStatus,
        neighbour: LineTable.Neighbour
    ) {
        guard LineTable.isPossible(status, beside: neighbour) else { return }
        let line = LineStage.line(status, beside: neighbour)
        for request in LineTable.Request.allCases {
            let expected = LineTable.refusal(status, request, beside: neighbour)
            switch line.after(LineStage.command(request), through: request.channel) {
            case .failure(let refusal):
                #expect(refusal.code == expected, "\(request): \(refusal.words.en)")
                #expect(refusal.status == 409)
                check(refusal.words, request)
            case .success(let after):
                #expect(expected == nil, "\(request) was done")
                let now = after.entries[LineStage.subject]?.status.rawValue ?? "gone"
                #expect(now == LineTable.status(after: request), "\(request)")
                let changed = after.entries.values.filter {
                    $0.id != LineStage.subject && $0.status != line.entries[$0.id]?.status
                }.map { "\($0.number) \($0.status.rawValue)" }.sorted()
                #expect(changed == LineTable.others(after: request, beside: neighbour, status), "\(request)")
            }
        }
    }

    /// A refusal names what to do in both languages, each in its own script.
    private func check(_ words: Words, _ request: LineTable.Request) {
        let isHan: (Unicode.Scalar) -> Bool = { (0x4e00...0x9fff).contains($0.value) }
        #expect(words.zh.contains { $0.unicodeScalars.contains(where: isHan) }, "\(request)")
        #expect(!words.en.unicodeScalars.contains(where: isHan), "\(request): \(words.en)")
        #expect(["请", "可以"].contains { words.zh.contains($0) }, "\(request): what to do? \(words.zh)")
        #expect(words.zh.hasSuffix("。") && words.en.hasSuffix("."), "\(request): \(words.zh) \(words.en)")
        #expect([". ", ": "].contains { words.en.contains($0) }, "\(request): what to do? \(words.en)")
    }

    @Test func `every request is refused somewhere and done somewhere`() {
        for request in LineTable.Request.allCases {
            var answers: Set<Bool> = []
            for status in VersionStatus.allCases {
                for neighbour in LineTable.Neighbour.allCases where LineTable.isPossible(status, beside: neighbour) {
                    answers.insert(LineTable.refusal(status, request, beside: neighbour) == nil)
                }
            }
            let isNeverDone: Set<LineTable.Request> = [.enlargeToTheSame, .makeSmaller]
            #expect(answers == (isNeverDone.contains(request) ? [false] : [true, false]), "\(request)")
        }
    }

    @Test func `a version that the line does not know is not found`() {
        let line = LineStage.line(.released, beside: .nobody)
        for request in LineTable.Request.allCases {
            let answer = line.after(LineStage.command(request), on: ID(rawValue: "unknown"))
            guard case .failure(let refusal) = answer else {
                Issue.record("\(request) was done")
                continue
            }
            #expect(refusal == .notFound)
        }
    }
}
