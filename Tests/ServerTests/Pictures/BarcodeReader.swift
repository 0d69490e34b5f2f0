import Foundation

/// Reads QR codes back with `zbarimg`, as a phone would: an eye that shares no code with what drew them.
enum BarcodeReader {
    struct Unreadable: Error {
        let output: String
    }

    /// The text of the one code in a PNG.
    static func text(png: [UInt8]) async throws -> String {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("steward-qr-\(UUID().uuidString).png")
        try Data(png).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let (status, output) = try await run(
            "zbarimg",
            ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", file.path]
        )
        guard status == 0 else { throw Unreadable(output: output) }
        return String(output.dropLast())
    }

    private static func run(_ tool: String, _ arguments: [String]) async throws -> (Int32, String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [tool] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        // The output is one short line, which the pipe holds: it can be read once the process has ended.
        let status: Int32 = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        return (status, String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self))
    }
}
