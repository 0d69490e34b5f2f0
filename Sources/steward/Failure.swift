/// What a command ends with when it was refused or failed: one line on standard error, exit code 1.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
