import Logging
package import ServiceLifecycle

/// A service that looks for work again and again until the server ends. What fails is logged and tried again at the next look;
/// several nodes look side by side, so that the work itself must make sure that each thing happens once.
package protocol RecurringWork: Service {
    var platform: Platform { get }
    /// What failed, as the log says it.
    static var name: String { get }
    /// From the end of one look to the next.
    static var interval: Duration { get }
    /// What must be there before the first look.
    func prepare() async throws
    /// Everything that is due now.
    func work() async throws
}

extension RecurringWork {
    package static var interval: Duration { .seconds(1) }

    package func prepare() async throws {}

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            var isReady = false
            repeat {
                do {
                    if !isReady { try await prepare() }
                    isReady = true
                    try await work()
                } catch is CancellationError {
                    return
                } catch {
                    platform.logger.error("\(Self.name) failed", metadata: ["cause": "\(String(reflecting: error))"])
                }
            } while (try? await Task.sleep(for: Self.interval)) != nil
        }
    }
}
