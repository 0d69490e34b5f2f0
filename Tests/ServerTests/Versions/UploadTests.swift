import Domain
import Foundation
import Server
import Storage
import TestSupport
import Testing

@Suite struct `Uploading a version` {
    @Test(arguments: EngineKind.available)
    func `a web package becomes a development version with its report`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await VersionStage(site)
            let answer = try await stage.upload("1.0.0", ["description": "第一版", "commit": "9f3c1e7"]).expect(201).json()
            #expect(answer["version"] as? String == "1.0.0")
            #expect(answer["status"] as? String == "INIT")
            #expect(answer["layout"] as? String == "web")
            #expect(answer["commit"] as? String == "9f3c1e7")
            #expect(answer["experience"] as? Bool == false)
            let inspection = try #require(answer["inspection"] as? [String: Any])
            #expect(inspection["errors"] as? Int == 0)
            #expect((inspection["findings"] as? [Any])?.isEmpty == true)
            try await stage.owner.get("\(stage.path)/versions").expect(200).expect(text: "1.0.0").expect(text: "第一版")
            try await stage.owner.get("\(stage.path)/versions/1.0.0").expect(200).expect(text: "检查通过")
        }
    }

    @Test(arguments: [
        ("alipay", SamplePackages.alipay()), ("w3c", SamplePackages.w3c()), ("web", SamplePackages.web()),
    ])
    func `all three layouts are accepted and opened`(_ layout: String, _ bytes: [UInt8]) async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            let answer = try await stage.upload("1.0.0", package: bytes).expect(201).json()
            #expect(answer["layout"] as? String == layout)
            let page = try await stage.owner.get("\(stage.path)/versions/1.0.0/open").expect(200)
            if layout == "web" {
                try page.expect(text: "<iframe").expect(text: #"sandbox="allow-scripts"#)
                #expect(!page.text.contains("allow-same-origin"))
            } else {
                try page.expect(text: "alipays://platformapi/startapp?appId=\(stage.app)")
            }
        }
    }

    @Test func `next is the number after the largest`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            #expect(try await stage.upload("next").expect(201).json()["version"] as? String == "1.0.0")
            #expect(try await stage.upload("2.3.9").expect(201).json()["version"] as? String == "2.3.9")
            #expect(try await stage.upload("next").expect(201).json()["version"] as? String == "2.3.10")
        }
    }

    @Test func `a number that is not larger is refused with the largest and the next`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            try await stage.upload("1.9.0").expect(201)
            try await stage.upload("1.10.0").expect(201)
            for number in ["1.10.0", "1.9.1", "0.0.1"] {
                let answer = try await stage.upload(number).expect(refusal: "VERSION_NUMBER_NOT_LARGER", 409)
                try answer.expect(text: "1.10.0").expect(text: "1.10.1")
                let fields = try #require(try answer.json()["fields"] as? [[String: Any]])
                #expect(fields.first?["field"] as? String == "version")
            }
            #expect(try await stage.numbers() == ["1.10.0", "1.9.0"])
        }
    }

    @Test func `what cannot be read is refused at its field`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            for number in ["", "1.0", "01.0.0", "1.0.0.0", "a.b.c", "1.0.2147483648", "-1.0.0"] {
                try await stage.upload(number).expect(refusal: "INVALID", 422)
            }
            let long = String(repeating: "说", count: 251)
            try await stage.upload("1.0.0", ["description": long]).expect(refusal: "INVALID", 422).expect(text: "502")
            try await stage.upload("1.0.0", ["build_url": "javascript:alert(1)"]).expect(refusal: "INVALID", 422)
            let without = try await stage.owner.upload("\(stage.api)/versions", ["version": "1.0.0"], files: [])
            try without.expect(refusal: "INVALID", 422).expect(text: "package")
            #expect(try stage.files().isEmpty)
        }
    }

    @Test(arguments: EngineKind.available)
    func `of two people who upload the same number at once one wins`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await VersionStage(site)
            let other = try await stage.member("zhou", .developer)
            async let first = stage.upload("1.0.0", package: SamplePackages.web(version: "a"))
            async let second = stage.upload("1.0.0", package: SamplePackages.web(version: "b"), by: other)
            let statuses = try await [first.status, second.status].sorted()
            #expect(statuses == [201, 409])
            #expect(try await stage.numbers() == ["1.0.0"])
            #expect(try stage.files().count == 1)
        }
    }

    @Test(arguments: EngineKind.available)
    func `the twenty-first is refused unless the oldest may go`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await VersionStage(site)
            // The very first is the experience version, which pruning leaves alone.
            try await stage.upload("1.0.0", ["experience": "true"]).expect(201)
            for patch in 1..<20 { try await stage.upload("1.0.\(patch)").expect(201) }
            try await stage.upload("1.0.20").expect(refusal: "TOO_MANY_DEVELOPMENT_VERSIONS", 409)
            try await stage.upload("1.0.20", ["prune": "maybe"]).expect(refusal: "INVALID", 422)
            let answer = try await stage.upload("1.0.20", ["prune": "true"]).expect(201).json()
            #expect(answer["pruned"] as? String == "1.0.1")
            let numbers = try await stage.numbers()
            #expect(numbers.count == 20)
            #expect(numbers.contains("1.0.0") && !numbers.contains("1.0.1"))
        }
    }

    @Test func `it becomes the experience version in the same step`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            let answer = try await stage.upload("1.0.0", ["experience": "true"]).expect(201).json()
            #expect(answer["experience"] as? Bool == true)
            let link = try #require(answer["experience_url"] as? String)
            #expect(link.hasPrefix("http://localhost/e/"))
            let words = try await site.platform.engine.rows("SELECT word FROM journal ORDER BY sequence")
                .map { try $0.text("word") }
            #expect(words.suffix(2) == ["version.uploaded", "experience.set"])
        }
    }

    @Test func `source maps are kept beside the package and served nowhere`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            let files = [
                UploadedFile(field: "package", name: "dist.zip", bytes: SamplePackages.web()),
                UploadedFile(field: "source_maps", name: "maps.zip", bytes: SamplePackages.w3c()),
            ]
            try await stage.owner.upload("\(stage.api)/versions", ["version": "1.0.0"], files: files).expect(201)
            #expect(try stage.files().count == 2)
            let row = try await site.platform.engine.first("SELECT source_maps FROM version")
            let hash = try #require(try row?.optionalText("source_maps"))
            try await stage.owner.get("/pictures/\(hash)").expect(404)
        }
    }

    @Test func `the page's script is told where to go on, and the browser is sent there`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            let file = UploadedFile(field: "package", name: "a.zip", bytes: SamplePackages.web())
            let script = stage.owner.with("x-requested-with", "steward")
            let answer = try await script.upload("\(stage.path)/upload", ["version": "1.0.0"], files: [file]).expect(
                200
            )
            #expect(try answer.json()["location"] as? String == "\(stage.path)/versions/1.0.0")
            try await stage.owner.upload("\(stage.path)/upload", ["version": "1.0.1"], files: [file])
                .expect(redirectTo: "\(stage.path)/versions/1.0.1")
            let refused = try await script.upload("\(stage.path)/upload", ["version": "1.0.1"], files: [file])
            try refused.expect(refusal: "VERSION_NUMBER_NOT_LARGER", 409)
        }
    }

    @Test func `a refused form keeps what was typed and says at the field what is wrong`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            try await stage.upload("2.0.0").expect(201)
            let file = UploadedFile(field: "package", name: "a.zip", bytes: SamplePackages.web())
            let fields: KeyValuePairs = ["version": "1.5.0", "description": "换了新的支付"]
            let page = try await stage.owner.upload("\(stage.path)/upload", fields, files: [file]).expect(409)
            try page.expect(text: "换了新的支付").expect(text: #"value="1.5.0""#).expect(text: "p-version")
            try await stage.owner.get("\(stage.path)/upload").expect(200).expect(text: #"value="2.0.1""#)
        }
    }
}
