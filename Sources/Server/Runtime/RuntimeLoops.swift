import Domain
import NIOCore
import Synchronization

/// Hands the table to every event loop: each reads its own reference, so that a request takes no lock and waits for nobody.
final class RuntimeLoops: Sendable {
    private struct State {
        var picture = RuntimePicture()
        var views: [ObjectIdentifier: (loop: any EventLoop, view: RuntimeView)] = [:]
    }

    private let state = Mutex(State())

    init() {}

    /// The view of an event loop; made at its first connection. Called on that loop.
    func view(on loop: any EventLoop) -> RuntimeView {
        loop.preconditionInEventLoop()
        return state.withLock { state in
            let key = ObjectIdentifier(loop)
            if let known = state.views[key] { return known.view }
            let view = RuntimeView(state.picture, on: loop)
            state.views[key] = (loop, view)
            return view
        }
    }

    /// What every event loop has counted.
    var counters: [RuntimeCounters] { state.withLock { $0.views.values.map(\.view.counters) } }

    /// The newest picture, for whoever is not on an event loop.
    var picture: RuntimePicture { state.withLock { $0.picture } }

    /// Changes the picture, and returns when every event loop answers by it.
    func publish(_ change: @Sendable (inout RuntimePicture) -> Void) async {
        let (picture, views) = state.withLock { state in
            change(&state.picture)
            return (state.picture, Array(state.views.values))
        }
        for (loop, view) in views {
            // A loop that has been shut down answers nobody any more.
            try? await loop.submit { view.picture.value = picture }.get()
        }
    }
}

/// Everything that an answer is made of.
struct RuntimePicture: Sendable {
    var table = RuntimeTable([])
    /// Nil until the table was read: then nothing is answered yet.
    var makers: RuntimeMakers?
    /// Nil until then too: what it holds would not be followed.
    var packages: PackageShelf?
}

/// What one event loop sees, and what it works with.
final class RuntimeView: Sendable {
    let picture: NIOLoopBoundBox<RuntimePicture>
    let counters = RuntimeCounters()
    /// The `date` field's line as bytes, made once a second.
    private let date: NIOLoopBoundBox<(second: Int64, line: ByteBuffer)>
    private let spare: NIOLoopBoundBox<ByteBuffer?>

    init(_ picture: RuntimePicture, on loop: any EventLoop) {
        self.picture = NIOLoopBoundBox(picture, eventLoop: loop)
        date = NIOLoopBoundBox((.min, ByteBuffer()), eventLoop: loop)
        spare = NIOLoopBoundBox(nil, eventLoop: loop)
    }

    /// The present moment by the world's clock.
    var now: Instant { picture.value.makers?.now ?? Instant(milliseconds: 0) }

    /// The line for this moment's second.
    func dateLine(at now: Instant) -> ByteBuffer {
        let second = now.milliseconds / 1000
        if date.value.second != second {
            date.value = (second, ByteBuffer(string: "date: \(now.httpDate)\r\n"))
        }
        return date.value.line
    }

    /// An empty buffer for answers. The one before is used again, unless the kernel has not taken all of it yet.
    func takeBuffer() -> ByteBuffer {
        guard var buffer = spare.value.take() else { return ByteBuffer() }
        buffer.clear(minimumCapacity: 2048)
        return buffer
    }

    /// Gives the buffer back, once it was handed to the channel.
    func keep(_ buffer: ByteBuffer) {
        // One that grew for many answers at once would be kept for ever.
        if buffer.capacity <= 65_536 { spare.value = buffer }
    }
}

extension Instant {
    /// `Tue, 24 Nov 2026 06:30:00 GMT` (RFC 9110, section 5.6.7).
    var httpDate: String {
        let date = CivilDate(self, offsetSeconds: 0)
        let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let weekday = weekdays[Int((date.dayNumber % 7 + 7) % 7)]
        return "\(weekday), \(two(date.day)) \(months[date.month - 1]) \(date.year) "
            + "\(two(date.hour)):\(two(date.minute)):\(two(date.second)) GMT"
    }
}
