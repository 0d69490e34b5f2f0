import Foundation
import Testing

@testable import Domain

@Suite struct EventLineTests {
    static let now = Instant(milliseconds: 1_768_874_400_000)

    private func read(_ line: String, isOffline: Bool = false) throws(EventProblem) -> RuntimeEvent {
        try EventLine.read(Array(line.utf8)[...], now: Self.now, isOffline: isOffline)
    }

    private func what(_ line: String) throws -> RuntimeEvent.What { try read(line).what }

    /// The code and field of what is wrong with a line; nil when nothing is.
    private func problem(_ line: String, isOffline: Bool = false) -> [String?]? {
        do throws(EventProblem) {
            _ = try read(line, isOffline: isOffline)
            return nil
        } catch {
            #expect(!error.words.zh.isEmpty && !error.words.en.isEmpty)
            return [error.code, error.field]
        }
    }

    @Test func `every kind is read`() throws {
        #expect(
            try what(
                #"{"kind":"launch","ok":true,"total_ms":1240.9,"download_ms":1,"prepare_ms":2,"script_ms":3,"render_ms":4,"present":true,"page":"p"}"#
            )
                == .launch(
                    RuntimeEvent.Launch(
                        isSuccess: true,
                        total: 1240,
                        download: 1,
                        prepare: 2,
                        script: 3,
                        render: 4,
                        hadPackage: true,
                        page: "p",
                        message: nil,
                        stack: nil
                    )
                )
        )
        #expect(
            try what(#"{"kind":"launch","ok":false,"total_ms":9,"message":"no package","stack":"a\nb"}"#)
                == .launch(
                    RuntimeEvent.Launch(
                        isSuccess: false,
                        total: nil,
                        download: nil,
                        prepare: nil,
                        script: nil,
                        render: nil,
                        hadPackage: false,
                        page: nil,
                        message: "no package",
                        stack: "a\nb"
                    )
                )
        )
        #expect(try what(#"{"kind":"page_view","page":"p","stay_ms":7}"#) == .pageView(page: "p", stay: 7))
        #expect(try what(#"{"kind":"page_view","page":"p","stay_ms":null}"#) == .pageView(page: "p", stay: nil))
        #expect(try what(#"{"kind":"share"}"#) == .share(page: nil))
        #expect(
            try what(#"{"kind":"js_error","message":"m","stack":"s","page":"p"}"#)
                == .scriptError(message: "m", stack: "s", page: "p")
        )
        let call = RuntimeEvent.Call(
            subject: "GET https://a.example/b",
            isSuccess: false,
            code: "502",
            message: nil,
            duration: 5,
            page: "p"
        )
        #expect(
            try what(
                #"{"kind":"http","url":"https://a.example/b?token=1","method":"GET","status":502,"duration_ms":5,"page":"p"}"#
            ) == .http(call)
        )
        let host = RuntimeEvent.Call(
            subject: "scan",
            isSuccess: true,
            code: "11",
            message: "m",
            duration: 5,
            page: nil
        )
        #expect(
            try what(#"{"kind":"jsapi","api":"scan","ok":true,"code":"11","message":"m","duration_ms":5}"#)
                == .jsapi(host)
        )
        #expect(try what(#"{"kind":"white_screen","page":"p"}"#) == .whiteScreen(page: "p"))
        #expect(
            try what(#"{"kind":"resource_error","url":"a.png","type":"image"}"#)
                == .resourceError(url: "a.png", type: "image", page: nil)
        )
        for step in RuntimeEvent.Step.allCases {
            #expect(try what(#"{"kind":"exposure","step":"\#(step.rawValue)"}"#) == .exposure(step))
        }
    }

    @Test(arguments: [(0, false), (1, true), (200, true), (399, true), (400, false), (999, false)])
    func `a request failed without an answer and from 400`(_ status: Int, _ isSuccess: Bool) throws {
        guard case .http(let call) = try what(#"{"kind":"http","status":\#(status)}"#) else {
            Issue.record("no request")
            return
        }
        #expect(call.isSuccess == isSuccess)
        #expect(call.code == "\(status)")
    }

    @Test func `what the phone is belongs to the event, and what is not known is ignored`() throws {
        let event = try read(
            #" { "kind" : "share", "device":" HUAWEI  P60\n", "system":"Android 14","base_library":"2.8.0","new":{"a":[1,{}]} } "#
        )
        #expect(event.phone.device == "HUAWEI P60")
        #expect(event.phone.system == "Android 14")
        #expect(event.phone.baseLibrary == VersionNumber(2, 8, 0))
        #expect(event.at == Self.now)
    }

    @Test(
        arguments: [
            (#"{"kind":"share""#, ["MALFORMED_JSON", nil]), ("[]", ["MALFORMED_JSON", nil]),
            ("{} {}", ["MALFORMED_JSON", nil]), (#"{"kind":share}"#, ["MALFORMED_JSON", nil]),
            (#"{"kind":"share","page":"\x"}"#, ["MALFORMED_JSON", nil]), (#"{"a":01}"#, ["MALFORMED_JSON", nil]),
            (#"{"a":1,}"#, ["MALFORMED_JSON", nil]), ("{}", ["KIND_MISSING", "kind"]),
            (#"{"kind":null}"#, ["KIND_MISSING", "kind"]), (#"{"kind":"crash"}"#, ["KIND_UNKNOWN", "kind"]),
            (#"{"kind":1}"#, ["KIND_UNKNOWN", "kind"]), (#"{"kind":"launch"}"#, ["FIELD_MISSING", "ok"]),
            (#"{"kind":"launch","ok":1}"#, ["FIELD_INVALID", "ok"]),
            (#"{"kind":"launch","ok":true}"#, ["FIELD_MISSING", "total_ms"]),
            (#"{"kind":"launch","ok":true,"total_ms":-1}"#, ["FIELD_INVALID", "total_ms"]),
            (#"{"kind":"launch","ok":true,"total_ms":3600001}"#, ["FIELD_INVALID", "total_ms"]),
            (#"{"kind":"launch","ok":true,"total_ms":1e999}"#, ["FIELD_INVALID", "total_ms"]),
            (#"{"kind":"launch","ok":true,"total_ms":"5"}"#, ["FIELD_INVALID", "total_ms"]),
            (#"{"kind":"page_view"}"#, ["FIELD_MISSING", "page"]),
            (#"{"kind":"page_view","page":" "}"#, ["FIELD_MISSING", "page"]),
            (#"{"kind":"page_view","page":5}"#, ["FIELD_INVALID", "page"]),
            (#"{"kind":"page_view","page":"p","stay_ms":86400001}"#, ["FIELD_INVALID", "stay_ms"]),
            (#"{"kind":"js_error"}"#, ["FIELD_MISSING", "message"]),
            (#"{"kind":"http"}"#, ["FIELD_MISSING", "status"]),
            (#"{"kind":"http","status":1000}"#, ["FIELD_INVALID", "status"]),
            (#"{"kind":"jsapi","ok":true}"#, ["FIELD_MISSING", "api"]),
            (#"{"kind":"jsapi","api":"a"}"#, ["FIELD_MISSING", "ok"]),
            (#"{"kind":"resource_error"}"#, ["FIELD_MISSING", "url"]),
            (#"{"kind":"exposure"}"#, ["FIELD_MISSING", "step"]),
            (#"{"kind":"exposure","step":"seen"}"#, ["FIELD_INVALID", "step"]),
            (#"{"kind":"share","at":5}"#, ["FIELD_INVALID", "at"]),
            (#"{"kind":"share","at":"today"}"#, ["FIELD_INVALID", "at"]),
            (#"{"kind":"share","base_library":"2"}"#, ["FIELD_INVALID", "base_library"]),
        ] as [(String, [String?])]
    )
    func `a bad line is named`(_ line: String, _ expected: [String?]) {
        #expect(problem(line) == expected, "\(line)")
    }

    @Test func `a line may be as long as it says, and no longer`() {
        let frame = #"{"kind":"share","x":""}"#.utf8.count
        let filler = String(repeating: "a", count: EventLimits.lineBytes - frame)
        #expect(problem(#"{"kind":"share","x":"\#(filler)"}"#) == nil)
        #expect(problem(#"{"kind":"share","x":"\#(filler)a"}"#) == ["LINE_TOO_LONG", nil])
    }

    @Test func `a moment lies within the window of the server's clock`() throws {
        func problem(_ seconds: Int64, _ more: Int64 = 0) -> [String?]? {
            let at = Instant(milliseconds: Self.now.milliseconds + seconds * 1000 + more)
            return self.problem(#"{"kind":"share","at":"\#(at.rfc3339)"}"#)
        }
        #expect(problem(-24 * 3600) == nil)
        #expect(problem(-24 * 3600, -1) == ["AT_OUTSIDE_WINDOW", "at"])
        #expect(problem(300) == nil)
        #expect(problem(300, 1) == ["AT_OUTSIDE_WINDOW", "at"])
        #expect(try read(#"{"kind":"share","at":"2026-01-20T09:59:00.5+08:00"}"#).at.milliseconds == 1_768_874_340_500)
    }

    @Test func `an offline answer's receipt takes exposures only`() {
        #expect(problem(#"{"kind":"share"}"#, isOffline: true) == ["KIND_NOT_TAKEN", "kind"])
        #expect(problem(#"{"kind":"exposure","step":"resolved"}"#, isOffline: true) == nil)
    }

    @Test func `texts are cut between two characters, and lose what nobody sees`() throws {
        let long = String(repeating: "错", count: 400)
        guard
            case .scriptError(let message, let stack, let page) = try what(
                #"{"kind":"js_error","message":"a\u0000\u202eb\#(long)","stack":"a\r\n\tat b\n\#(String(repeating: long, count: 8))","page":"\#(long)"}"#
            )
        else {
            Issue.record("no error")
            return
        }
        #expect(message.hasPrefix("ab错") && message.utf8.count <= 500 && message.utf8.count > 496)
        #expect(try #require(stack).hasPrefix("a\nat b\n错") && stack!.utf8.count <= 8_000)
        #expect(try #require(page) == String(repeating: "错", count: 42))
        // Half of a pair, as scripts make them by cutting texts.
        #expect(
            try what(#"{"kind":"js_error","message":"\ud83d\ude00 \ud83d \u00e9\/"}"#)
                == .scriptError(message: "\u{1f600} \u{fffd} é/", stack: nil, page: nil)
        )
    }

    @Test(arguments: [
        ("https://lin:secret@a.example/b?token=1#c", "https://a.example/b"), ("a.png?x", "a.png"),
        ("https://a.example/@b", "https://a.example/@b"), ("https://a.example#x", "https://a.example"),
        ("https://u@v@a.example", "https://a.example"), ("https://a.example/b?\u{301}token=1", "https://a.example/b"),
    ])
    func `an address loses its query and credentials`(_ url: String, _ kept: String) throws {
        #expect(
            try what(#"{"kind":"resource_error","url":"\#(url)"}"#) == .resourceError(url: kept, type: nil, page: nil)
        )
    }

    /// Every example of the documentation is an event of its kind, and every kind has one.
    @Test func `the examples in the documentation are events`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../docs/API.md")
        let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("| `") }
        let now = try #require(Instant(rfc3339: "2026-11-24T02:00:01Z"))
        var kinds: [RuntimeEvent.Kind] = []
        for row in rows {
            guard let start = row.range(of: "`{\"kind\""), let end = row.range(of: "}` |") else { continue }
            let line = row[row.index(after: start.lowerBound)..<row.index(after: end.lowerBound)]
            kinds.append(try EventLine.read(Array(line.utf8)[...], now: now).kind)
        }
        #expect(kinds == RuntimeEvent.Kind.allCases)
    }
}
