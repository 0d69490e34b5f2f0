import Domain
import Foundation
import Server
import Storage
import Synchronization
import TestSupport
import Testing

@Suite struct `The list of versions` {
    @Test func `shows what is online and under way as it stands, without buttons that do nothing`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            for number in ["1.0.0", "1.1.0", "1.2.0", "1.3.0"] { try await stage.upload(number).expect(201) }
            func set(_ number: String, _ status: VersionStatus) async throws {
                try await site.platform.engine.execute(
                    "UPDATE version SET status = \(status.rawValue) WHERE number = \(number)"
                )
            }
            try await set("1.0.0", .released)
            try await set("1.1.0", .gray)
            try await set("1.2.0", .inReview)
            let page = try await stage.owner.get("\(stage.path)/versions").expect(200)
            for text in ["已上架", "灰度中", "审核中", "1 / 20", "alipays://platformapi/startapp?appId=\(stage.app)"] {
                try page.expect(text: text)
            }
            #expect(page.text.components(separatedBy: "/delete\"").count == 2)
        }
    }

    @Test func `says how to begin where there is nothing`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            let page = try await stage.owner.get("\(stage.path)/versions").expect(200)
            try page.expect(text: "上传第一个版本").expect(text: "--app \(stage.app)")
        }
    }

    @Test func `is paged by key, in the API and on the page`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            try await stage.upload("1.0.0").expect(201)
            try await stage.multiply(to: 120)
            var (numbers, next): ([String], String?) = ([], "")
            while let cursor = next {
                let query = cursor.isEmpty ? "" : "?after=\(cursor)"
                let answer = try await stage.owner.get("\(stage.api)/versions\(query)").expect(200)
                numbers += try answer.items().compactMap { $0["version"] as? String }
                next = try answer.json()["next"] as? String
            }
            #expect(numbers.count == 120 && Set(numbers).count == 120)
            #expect(numbers == numbers.compactMap { VersionNumber($0) }.sorted(by: >).map(\.description))
            try await stage.owner.get("\(stage.api)/versions?after=x").expect(refusal: "INVALID", 422)
            let first = try await stage.owner.get("\(stage.path)/versions").expect(200)
            try first.expect(text: "?before=")
        }
    }

    @Test func `asks as many questions for a hundred versions as for one, and reads no growing table through`()
        async throws
    {
        let recorder = Mutex<RecordingEngine?>(nil)
        try await Site.run(engine: { engine in
            let recording = RecordingEngine(engine)
            recorder.withLock { $0 = recording }
            return recording
        }) { site in
            let engine = try #require(recorder.withLock { $0 })
            let stage = try await VersionStage(site)
            try await stage.upload("1.0.0", ["experience": "true"]).expect(201)
            let code = try await stage.code()
            let paths = [
                "\(stage.path)/versions", "\(stage.path)/versions/1.0.0", "\(stage.path)/versions/1.0.0/open",
                "\(stage.path)/upload", "\(stage.path)/experience", "\(stage.api)/versions", "/e/\(code)",
            ]
            func asked(_ path: String) async throws -> [Query] {
                // Once before, for what is loaded once a process.
                try await stage.owner.get(path).expect(200)
                engine.clear()
                try await stage.owner.get(path).expect(200)
                return engine.queries
            }
            var few: [String: Int] = [:]
            for path in paths { few[path] = try await asked(path).count }
            try await stage.multiply(to: 100)
            for path in paths {
                let queries = try await asked(path)
                #expect(queries.count == few[path], "\(path)")
                for query in queries {
                    for line in try await engine.rows("EXPLAIN QUERY PLAN \(query)") {
                        let step = try line.text("detail")
                        // A subquery's own result and a constant row are no tables.
                        let isScan =
                            step.hasPrefix("SCAN") && !step.contains("CONSTANT ROW") && !step.hasPrefix("SCAN (")
                        #expect(!isScan, "\(path): \(step) in \(query)")
                    }
                }
            }
        }
    }
}

extension VersionStage {
    /// Copies the first version until there are `count`, most of them offline.
    func multiply(to count: Int) async throws {
        let app = app
        try await site.platform.engine.write { db in
            for index in 1..<count {
                let number = VersionNumber(0, Int32(index), 0)
                try db.execute(
                    """
                    INSERT INTO version (id, app_id, number, number_key, status, status_at, description, package,
                        package_size, layout, errors, warnings, uploaded_by, uploaded_at)
                    SELECT \("copy-\(index)"), app_id, \(number.description), \(number.sortKey),
                        \(index < 18 ? "INIT" : "OFFLINE"), status_at, description, package, package_size, layout, errors,
                        warnings, uploaded_by, uploaded_at
                    FROM version WHERE app_id = \(app) AND number = '1.0.0'
                    """
                )
            }
        }
    }
}
