import ArgumentParser
import Domain

/// Asks before something is done that users notice.
struct Consent: ParsableArguments {
    @Flag(help: "Do not ask.")
    var yes = false

    /// Throws where nobody is there to be asked: a command's `validate` calls it, before anything is sent.
    func requireSomebody() throws {
        guard yes || Terminal.inputIsTerminal else {
            throw ValidationError("Nobody is there to confirm: add --yes.")
        }
    }

    /// Goes on after a yes.
    ///
    /// - Parameter consequence: what will happen.
    func ask(_ consequence: String) throws {
        if yes { return }
        let answer = Terminal.ask("\(consequence) Go on? [y/N]")?.lowercased() ?? ""
        guard ["y", "yes", "是"].contains(answer) else { throw Failure("Nothing was done.") }
    }

    /// Goes on after the number was typed.
    func ask(_ consequence: String, typing number: VersionNumber) throws {
        if yes { return }
        guard Terminal.ask("\(consequence) Type \(number) to go on:") == number.description else {
            throw Failure("That is not \(number). Nothing was done.")
        }
    }
}
