import Domain

/// An input that begins with `E`: lines as host apps report them. Each is an event or a named problem, whatever it holds, and
/// what is kept of it has its bounds.
enum FuzzEvents {
    static func read(_ body: [UInt8]) {
        for (_, line) in EventLines(body)?.lines ?? [] {
            do throws(EventProblem) {
                let event = try EventLine.read(line, now: Instant(milliseconds: 1_768_874_400_000))
                if case .scriptError(let message, let stack, let page) = event.what {
                    precondition(
                        message.utf8.count <= EventLimits.message && !message.utf8.contains(0),
                        "an endless text"
                    )
                    precondition((stack?.utf8.count ?? 0) <= EventLimits.stack, "an endless stack")
                    precondition((page?.utf8.count ?? 0) <= EventLimits.page, "an endless page")
                }
            } catch {
                precondition(!error.code.isEmpty, "a problem without a name")
            }
        }
    }

    static let seeds = [
        #"E{"kind":"launch","ok":true,"total_ms":1240,"present":true,"at":"2026-01-20T01:59:59.120Z","device":"P60"}"#,
        #"E{"kind":"js_error","message":"TypeError: \"x\" \u00e9 \ud83d\ude00","stack":"at b\n\tat c","page":"p"}"#,
        #"E{"kind":"http","url":"https://u@a.example/b?c","status":502,"duration_ms":3.5e1,"x":[1,{"y":[true,null]}]}"#,
    ].map { Array($0.utf8) }
}
