import Domain
import Testing

@testable import Server

@Suite struct PictureStudioTests {
    @Test func `many pictures at once are all made, one after the other`() async throws {
        let studio = PictureStudio()
        let png = try SamplePicture.png(400, 400)
        try await withThrowingTaskGroup(of: PreparedPicture.self) { group in
            for _ in 0..<10 { group.addTask { try await studio.prepare(png, as: .logo) } }
            for try await picture in group { #expect(picture.width == 512) }
        }
        // The line is empty again: none of the places was lost.
        for _ in 0..<17 { _ = try await studio.prepare(png, as: .avatar) }
    }

    @Test func `who comes when the line is full is told when to try again`() async throws {
        let studio = PictureStudio(mostWaiting: 0)
        let png = try SamplePicture.png(400, 400)
        let refusal = await #expect(throws: Refusal.self) { try await studio.prepare(png, as: .logo) }
        #expect(refusal?.code == "PICTURE_BUSY" && refusal?.status == 503 && refusal?.retryAfterSeconds == 5)
    }

    @Test func `a refused picture leaves its place in the line and stands at its field`() async throws {
        let studio = PictureStudio(mostWaiting: 1)
        for _ in 0..<3 {
            let refusal = await #expect(throws: Refusal.self) {
                try await studio.prepare(Array("no picture".utf8), as: .logo, field: "logo")
            }
            #expect(refusal?.code == "PICTURE_FORMAT" && refusal?.fields.map(\.field) == ["logo"])
        }
    }

    @Test func `a QR code with a prepared logo reads back`() async throws {
        let studio = PictureStudio()
        let logo = try await studio.prepare(try SamplePicture.jpeg(700, 700), as: .logo)
        let code = try QRCode(QRCodeTests.link, correction: .high)
        let png = try await studio.png(of: code, scale: 10, logo: logo.bytes)
        #expect(try await BarcodeReader.text(png: png) == QRCodeTests.link)
        #expect(try await studio.svg(of: code, logo: logo.bytes, title: "体验版").contains("<title>体验版</title>"))
    }
}
