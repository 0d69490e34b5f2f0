import Glibc
import Server

/// What the terminal says once the server listens: where it is, a QR code for a phone, and what to do first.
struct Greeting: Sendable {
    let settings: Settings
    /// Nobody has an account yet: the code for the set-up page is shown.
    let isEmpty: Bool
    /// Only this machine can reach the address.
    let isLocal: Bool
    let port: Int

    func show() {
        let address = settings.publicURL
        let link = settings.demoCode.map { "\(address)/sign-in?code=\($0)" } ?? address
        if let code = try? QRCode(link, correction: .medium) {
            print("\n" + code.terminal(colours: isatty(STDOUT_FILENO) == 1))
        }
        print("Steward \(Release.version) · \(address)")
        if let code = settings.demoCode {
            print("The demonstration sign-in asks for this code; it is inside the QR code: \(code)")
        }
        if isEmpty {
            print("Nobody is here yet. Open \(address)/set-up and type this code: \(settings.setUpCode)")
        }
        if isLocal {
            print("Only this machine can reach it. For a phone: scripts/run --lan, or --address 0.0.0.0:\(port)")
        }
        fflush(nil)
    }
}
