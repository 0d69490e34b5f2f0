import Domain
import Testing

@Suite struct RefusalTests {
    @Test func `one problem is said outright, several are counted`() {
        let name = FieldProblem(field: "name", words: Words("名称太短。", "The name is too short."))
        let phone = FieldProblem(field: "phone", words: Words("请填写电话。", "A phone number is missing."))
        #expect(Refusal.invalid([name]).words == name.words)
        #expect(Refusal.invalid([name, phone]).words.en == "2 things need mending.")
        #expect(Refusal.invalid([name, phone]).fields == [name, phone])
        #expect(Refusal.invalid([name]).status == 422)
    }

    @Test func `trying again later says when`() {
        let refusal = Refusal.tooMany(retryAfterSeconds: 30)
        #expect(refusal.status == 429)
        #expect(refusal.retryAfterSeconds == 30)
        #expect(refusal.words.zh.contains("30") && refusal.words.en.contains("30"))
    }

    @Test func `words are chosen by language`() {
        #expect(Refusal.notFound.words[.zh] != Refusal.notFound.words[.en])
        #expect(Words("版本", "Version")[.zh] == "版本")
        #expect(Words("版本", "Version")[.en] == "Version")
    }
}
