import Domain
import Testing

@Suite struct TextRulesTests {
    private static func text(_ length: Int) -> String { String(repeating: "a", count: length) }

    @Test func `a name has 3 to 40 by the platform's count`() {
        for length in 1...60 {
            #expect((TextRules.name(Self.text(length)).value != nil) == (3...40).contains(length))
        }
        #expect(TextRules.name("咖").value == nil)
        #expect(TextRules.name("咖啡").value == "咖啡")
        #expect(TextRules.name(String(repeating: "咖", count: 20)).value != nil)
        #expect(TextRules.name(String(repeating: "咖", count: 20) + "a").value == nil)
    }

    @Test func `a slogan has 10 to 32, a description 20 to 400`() {
        for length in 1...500 {
            #expect((TextRules.slogan(Self.text(length)).value != nil) == (10...32).contains(length))
            #expect((TextRules.description(Self.text(length)).value != nil) == (20...400).contains(length))
        }
        #expect(TextRules.slogan("到店即取").value == nil)
        #expect(TextRules.slogan("到店即取，").value != nil)
    }

    @Test func `the sentence says the rule and what there is now`() {
        let short = TextRules.slogan("到店即取")
        #expect(short.words?.zh == "标语太短：现在 8，至少 10（一个汉字算 2）。")
        #expect(short.words?.en == "Slogan too short: 8 now, at least 10 (a Chinese character counts 2).")
        let long = TextRules.name(Self.text(41))
        #expect(long.words?.zh == "名称太长：现在 41，最多 40（一个汉字算 2）。")
        #expect(long.words?.en == "Name too long: 41 now, at most 40 (a Chinese character counts 2).")
    }

    @Test func `a name cannot be cleared, the other texts can`() {
        #expect(TextRules.name(" \u{7}\n ").words?.zh == "请填写名称。")
        #expect(TextRules.englishName(" ").value == "")
        #expect(TextRules.slogan("").value == "")
        #expect(TextRules.description("\n\n").value == "")
    }

    @Test func `blanks are counted as kept, not as typed`() {
        #expect(TextRules.name("  a   b  ").value == "a b")
        #expect(TextRules.name("  a  ").value == nil)
        #expect(TextRules.description("第一行写点什么\r\n\r\n\r\n第二行写点什么").value == "第一行写点什么\n\n第二行写点什么")
    }

    @Test func `an English name is Latin and 3 to 40`() {
        #expect(TextRules.englishName("Hill Coffee (Beta) 2").value == "Hill Coffee (Beta) 2")
        #expect(TextRules.englishName("ab").value == nil)
        #expect(TextRules.englishName(Self.text(40)).value != nil)
        #expect(TextRules.englishName(Self.text(41)).value == nil)
        #expect(TextRules.englishName("Café House").words?.zh == "英文名称只能用英文字母、数字和英文标点。")
        #expect(TextRules.englishName("山丘 Coffee").value == nil)
    }
}
