import Foundation

/// Writes the inputs that the fuzzer starts from into the folder that is named: the sample packages, the hostile archives of
/// the tests, and the samples' files in the other form.
@main
struct Seeds {
    static func main() throws {
        let folder = URL(fileURLWithPath: CommandLine.arguments[1], isDirectory: true)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var seeds: [[UInt8]] = [SamplePackages.alipay(), SamplePackages.w3c(), SamplePackages.web()]
        for draft in [SamplePackages.alipayDraft(), SamplePackages.w3cDraft(), SamplePackages.webDraft()] {
            seeds.append(FuzzFiles.input(of: draft))
            seeds.append(FuzzFiles.input(of: draft.wrapped(in: "src")))
        }
        seeds += FuzzEvents.seeds
        seeds += HostileArchive.all.map { $0.bytes() }.filter { $0.count < 64 * 1024 }
        for (number, seed) in seeds.enumerated() {
            try Data(seed).write(to: folder.appendingPathComponent("seed-\(number)"))
        }
    }
}
