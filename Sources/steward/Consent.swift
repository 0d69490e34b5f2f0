import ArgumentParser
import Domain

/// Asks before something is done that users notice.
struct Consent: ParsableArguments {
    @Flag(help: "Do not ask.")
    var yes = false

    /// Goes on after a yes.
    ///
    /// - Parameter consequence: what will happen.
    func ask(_ consequence: String) throws {
        if try isGiven() { return }
        let answer = Terminal.ask("\(consequence) Go on? [y/N]")?.lowercased() ?? ""
        guard ["y", "yes", "是"].contains(answer) else { throw Failure("Nothing was done.") }
    }

    /// Goes on after the number was typed.
    func ask(_ consequence: String, typing number: VersionNumber) throws {
        if try isGiven() { return }
        guard Terminal.ask("\(consequence) Type \(number) to go on:") == number.description else {
            throw Failure("That is not \(number). Nothing was done.")
        }
    }

    private func isGiven() throws -> Bool {
        guard yes || Terminal.inputIsTerminal else {
            throw ValidationError("Nobody is there to confirm: add --yes.")
        }
        return yes
    }
}
