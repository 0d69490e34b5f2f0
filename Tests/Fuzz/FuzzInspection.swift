import Domain
import Glibc

/// What libFuzzer calls with each input; built by `scripts/fuzz`, no part of the package.
///
/// An input is an archive as uploaded, or, with `F` in front, files that are packed into a sound archive first: so the
/// fuzzer reaches what lies behind the checksums too. With `E` in front it is events. Any trap is a finding; so is a fault where a refusal is due, and a
/// report that grows without limit.
@_cdecl("LLVMFuzzerTestOneInput")
public func inspectOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = [UInt8](UnsafeBufferPointer(start: start, count: count))
    if input.first == UInt8(ascii: "E") {
        FuzzEvents.read(Array(input.dropFirst()))
        return 0
    }
    write(input.first == UInt8(ascii: "F") ? FuzzFiles.archive(of: input) : input)
    do {
        let report = try PackageArchive.inspect(file: FuzzFiles.path)
        precondition(report.findings.count <= PackageLimits.findingsOfARule * Rule.all.count, "an endless report")
        precondition(report.pages.count <= PackageLimits.pages, "endless pages")
        for page in report.pages.prefix(3) {
            _ = try PackageArchive.open(FuzzFiles.path).read(page.path, atMost: 100_000)
        }
    } catch let refusal as Refusal {
        precondition(refusal.code.hasPrefix("PACKAGE_"), "a foreign refusal")
    } catch {
        preconditionFailure("a fault instead of a refusal: \(error)")
    }
    return 0
}

private func write(_ bytes: [UInt8]) {
    let file = open(FuzzFiles.path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    precondition(file >= 0, "no room for the archive")
    var done = 0
    while done < bytes.count {
        let wrote = bytes[done...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
        precondition(wrote > 0, "no room for the archive")
        done += wrote
    }
    close(file)
}
