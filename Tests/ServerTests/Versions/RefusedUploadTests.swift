import Domain
import Foundation
import HTTPTypes
import NIOCore
import Storage
import TestSupport
import Testing

@testable import Server

/// Whatever is refused leaves neither a file nor a row.
@Suite struct `A refused upload` {
    @Test
    func `hostile archives through the door`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            var accepted = 0
            for archive in HostileArchive.all {
                // Uploads are limited by person; a day goes by for each.
                site.world.advance(seconds: 60)
                let answer = try await stage.upload("next", ["prune": "true"], package: archive.bytes())
                switch archive.outcome {
                case .refused(let code):
                    #expect(answer.status == 422 || answer.status == 413, "\(archive.name): \(answer.status)")
                    #expect(try answer.json()["code"] as? String == code, "\(archive.name)")
                case .finding(let rule):
                    #expect(answer.status == 201, "\(archive.name): \(answer.text)")
                    #expect(answer.text.contains("\"\(rule)\""), "\(archive.name)")
                    accepted += 1
                case .accepted:
                    #expect(answer.status == 201, "\(archive.name): \(answer.text)")
                    accepted += 1
                }
                #expect(try stage.halfWritten().isEmpty, "\(archive.name)")
            }
            #expect(try await stage.numbers().count == min(accepted, 20))
            // What was pruned goes with the clean-up; nothing else is there.
            #expect(try stage.files().count <= accepted)
            // And nothing is wrong with what comes after.
            site.world.advance(seconds: 60)
            try await stage.upload("next", ["prune": "true"]).expect(201)
        }
    }

    @Test func `one that is too large is refused while it arrives`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            let bytes = [UInt8](repeating: 0x50, count: PackageLimits.upload + 1)
            let answer = try await stage.upload("1.0.0", package: bytes).expect(refusal: "PACKAGE_TOO_LARGE", 413)
            try answer.expect(text: "20 MB")
            #expect(try stage.files().isEmpty)
            #expect(try await stage.numbers().isEmpty)
        }
    }

    @Test func `one that is cut off keeps nothing`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            let file = UploadedFile(field: "package", name: "a.zip", bytes: SamplePackages.web())
            let form = MultipartText(fields: [("version", "1.0.0")], files: [file])
            for part in [form.bytes.count / 2, form.bytes.count - 4] {
                let half = Array(form.bytes.prefix(part))
                let answer = try await stage.owner.send(.post, "\(stage.api)/versions", type: form.type, body: half)
                try answer.expect(refusal: "FORM_INCOMPLETE", 400)
            }
            #expect(try stage.files().isEmpty)
            #expect(try await stage.numbers().isEmpty)
        }
    }

    @Test func `a connection that breaks half way keeps nothing`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            let file = UploadedFile(field: "package", name: "a.zip", bytes: SamplePackages.web())
            let form = MultipartText(fields: [("version", "1.0.0")], files: [file])
            struct Broken: Error {}
            let halves = AsyncThrowingStream<ByteBuffer, any Error> { source in
                source.yield(ByteBuffer(bytes: form.bytes.prefix(form.bytes.count / 2)))
                source.finish(throwing: Broken())
            }
            await #expect(throws: Broken.self) {
                try await site.platform.withUpload(halves, type: form.type, length: nil) { _, _ in }
            }
            #expect(try stage.files().isEmpty)
        }
    }

    @Test func `two packages, or a file where a text belongs, are refused`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            let file = UploadedFile(field: "package", name: "a.zip", bytes: SamplePackages.web())
            let twice = try await stage.owner.upload(
                "\(stage.api)/versions",
                ["version": "1.0.0"],
                files: [file, file]
            )
            try twice.expect(refusal: "FORM_MALFORMED", 400)
            let json = try await stage.owner.postJSON("\(stage.api)/versions", #"{"version":"1.0.0"}"#)
            try json.expect(refusal: "FORM_TYPE", 415)
            #expect(try stage.files().isEmpty)
        }
    }

    @Test func `a refusal after the inspection takes the file away too`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            try await stage.upload("2.0.0").expect(201)
            let before = try stage.files()
            try await stage.upload("1.0.0", package: SamplePackages.alipay()).expect(
                refusal: "VERSION_NUMBER_NOT_LARGER",
                409
            )
            #expect(try stage.files() == before)
        }
    }
}

extension VersionStage {
    /// Files on their way in; none may stay behind.
    func halfWritten() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: site.platform.blobs.folder + "/incoming")
    }
}
