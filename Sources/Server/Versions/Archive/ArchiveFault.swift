/// The archive could not be read for a reason that is not the uploader's: the file is gone, the disk fails, memory is short.
package struct ArchiveFault: Error, CustomStringConvertible {
    package let description: String

    init(_ doing: String, _ cause: String) { description = "\(doing): \(cause)" }
}
