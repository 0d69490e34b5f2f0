package import Logging
import Synchronization

/// Keeps what is logged, so that a test can read it.
package final class TestLog: Sendable {
    package struct Line: Sendable {
        package let level: Logger.Level
        package let message: String
        package let metadata: [String: String]
    }

    private let box = Mutex<[Line]>([])

    package init() {}

    package var lines: [Line] { box.withLock { $0 } }
    /// What somebody would have to look into.
    package var errors: [Line] { lines.filter { $0.level >= .error } }

    package func clear() { box.withLock { $0.removeAll() } }

    package var logger: Logger { Logger(label: "test", factory: { [self] _ in Handler(log: self) }) }

    private struct Handler: LogHandler {
        let log: TestLog
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.info

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
            let line = Line(
                level: event.level,
                message: event.message.description,
                metadata: all.mapValues { "\($0)" }
            )
            log.box.withLock { $0.append(line) }
        }
    }
}
