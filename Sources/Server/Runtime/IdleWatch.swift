import NIOCore

/// Ends a connection on which nothing was heard or taken for a time. Belongs to its event loop.
final class IdleWatch {
    private let timeout: TimeAmount
    private var lastActive = NIODeadline.now()
    private var task: Scheduled<Void>?

    init(timeout: TimeAmount) { self.timeout = timeout }

    /// Something was heard or taken.
    func touch() { lastActive = .now() }

    /// - Parameter isWorking: whether the client waits for this server, and not the other way round.
    func start(_ context: ChannelHandlerContext, isWorking: @escaping () -> Bool) {
        schedule(context, in: timeout, isWorking)
    }

    func stop() {
        task?.cancel()
        task = nil
    }

    private func schedule(_ context: ChannelHandlerContext, in time: TimeAmount, _ isWorking: @escaping () -> Bool) {
        task = context.eventLoop.assumeIsolated().scheduleTask(in: time) { [self] in
            let quiet = NIODeadline.now() - lastActive
            if isWorking() {
                schedule(context, in: timeout, isWorking)
            } else if quiet >= timeout {
                context.close(promise: nil)
            } else {
                schedule(context, in: timeout - quiet, isWorking)
            }
        }
    }
}

@available(*, unavailable)
extension IdleWatch: Sendable {}
