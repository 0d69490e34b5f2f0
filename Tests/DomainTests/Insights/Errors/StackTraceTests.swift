import Testing

@testable import Domain

@Suite struct `Stacks` {
    @Test func `of V8 name function, file, line and column`() {
        let stack = """
            TypeError: Cannot read properties of undefined (reading 'price')
                at Cart.total (https://appx/2021001/index.worker.js?v=3:12:3456)
                at async submit (https://appx/2021001/index.worker.js:13:1)
                at new Order (pages/cart.js:7:2)
                at Object.eval [as onTap] (pages/cart.js:9)
                at https://appx/2021001/index.worker.js:1:1
                at <anonymous>
            """
        #expect(
            StackTrace.frames(of: stack) == [
                StackFrame(
                    function: "Cart.total",
                    file: "https://appx/2021001/index.worker.js?v=3",
                    line: 12,
                    column: 3456
                ),
                StackFrame(function: "submit", file: "https://appx/2021001/index.worker.js", line: 13, column: 1),
                StackFrame(function: "Order", file: "pages/cart.js", line: 7, column: 2),
                StackFrame(function: "Object.eval", file: "pages/cart.js", line: 9, column: nil),
                StackFrame(function: nil, file: "https://appx/2021001/index.worker.js", line: 1, column: 1),
            ]
        )
        #expect(StackTrace.lines(of: stack).count == 7 && StackTrace.lines(of: stack)[0].frame == nil)
    }

    @Test func `of JavaScriptCore too`() {
        let stack = "total@https://appx/index.js:12:3456\n@pages/cart.js:7:2\n[native code]\nglobal code@index.js:1:1"
        #expect(
            StackTrace.frames(of: stack) == [
                StackFrame(function: "total", file: "https://appx/index.js", line: 12, column: 3456),
                StackFrame(function: nil, file: "pages/cart.js", line: 7, column: 2),
                StackFrame(function: "global code", file: "index.js", line: 1, column: 1),
            ]
        )
    }

    @Test(arguments: [
        ("https://host/a/b.js?x#y", "a/b.js"), ("./a/b.js", "a/b.js"), ("/a/b.js", "a/b.js"), ("https://host", "host"),
        ("b.js", "b.js"),
    ])
    func `know a script without its host`(file: String, path: String) {
        #expect(StackFrame(function: nil, file: file, line: 1, column: 1).path == path)
    }

    @Test(arguments: ["", "at", "at :", "@", "at (:1:2)", "x@:1", "at f (a.js:0:1)", "at f (:1:2)"])
    func `with nothing to read have no frame`(stack: String) { #expect(StackTrace.frames(of: stack).isEmpty) }

    @Test func `of any length are read to the fiftieth line`() {
        let stack = String(repeating: "at f (a.js:1:1)\n", count: 1_000)
        #expect(StackTrace.frames(of: stack).count == StackTrace.most)
    }
}
