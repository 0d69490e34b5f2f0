import Foundation
import HostClient

/// What the command line says.
struct Options {
    let configuration: Configuration
    let isOnce: Bool

    static let usage = """
        usage: host-client --server URL --app APP_ID --user USER --folder DIR [--base-library x.y.z] [--once]
        example: host-client --server http://127.0.0.1:8080 --app 2021004288173306 --user 2088000000000001 --folder /tmp/host --once
        """

    /// Nil when something is missing or not understood.
    init?(_ arguments: some Sequence<String>) {
        var (values, isOnce): ([String: String], Bool) = ([:], false)
        var rest = Array(arguments)
        while !rest.isEmpty {
            let name = rest.removeFirst()
            if name == "--once" {
                isOnce = true
            } else if ["--server", "--app", "--user", "--folder", "--base-library"].contains(name), !rest.isEmpty {
                values[name] = rest.removeFirst()
            } else {
                return nil
            }
        }
        guard let server = values["--server"].flatMap(URL.init(string:)), server.host() != nil,
            let app = values["--app"],
            let user = values["--user"], let folder = values["--folder"]
        else { return nil }
        var configuration = Configuration(server: server, app: app, user: user, folder: URL(filePath: folder))
        configuration.baseLibrary = values["--base-library"]
        (self.configuration, self.isOnce) = (configuration, isOnce)
    }
}
