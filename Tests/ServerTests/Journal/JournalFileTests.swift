import Domain
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct `The journal as a file` {
    @Test(arguments: EngineKind.available)
    func `holds every entry of the filter, the newest first, in the reader's language`(_ kind: EngineKind) async throws
    {
        try await Site.run(kind) { site in
            let stage = try await PeopleStage(site)
            let people = [
                try await site.person("zhou", name: "=SUM(A1)"), try await site.person("chen", name: "陈,\"一诺\""),
            ]
            try await site.journal(of: 1203, people: people, apps: [ID(rawValue: "2021000000000001")])
            let file = try await stage.root.get("/console/journal/file").expect(200)
            #expect(file.header("content-type") == "text/csv; charset=utf-8")
            #expect(file.header("content-disposition")?.contains("journal.csv") == true)
            let lines = file.text.split(separator: "\r\n")
            #expect(lines.count == 1206 + 1)
            #expect(lines[0] == "\u{feff}序号,时间,操作人,操作人账号,内容,小程序,小程序 ID,类型,事件,原始记录,哈希")
            #expect(lines[1].hasPrefix("1206,"))
            #expect(lines[1206].hasPrefix("1,"))
            // A name that begins like a formula is a text.
            #expect(lines.contains { $0.contains(#","'=SUM(A1)",zhou,"#) })
            #expect(lines.contains { $0.contains(#""陈,""一诺""",chen,"#) })
            let english = stage.root.with("accept-language", "en")
            let few = try await english.get("/console/journal/file?what=person.added").expect(200)
            let rows = few.text.split(separator: "\r\n")
            #expect(rows.count == 4)
            #expect(rows[0].hasPrefix("\u{feff}sequence,time,by,login,what happened,"))
            try await stage.root.get("/console/journal/file?person=nobody").expect(422)
            let root = try await site.token("root", duties: Set(Duty.allCases))
            let same = try await root.get("/api/v1/journal/file?word=person.added").expect(200)
            #expect(same.text.split(separator: "\r\n").count == 4)
        }
    }
}
