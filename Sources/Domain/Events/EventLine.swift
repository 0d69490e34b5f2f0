/// Reads one line of a batch.
package struct EventLine {
    private let members: [(name: String, value: JSONLine.Value)]
    private let now: Instant

    /// - Parameters:
    ///   - line: the bytes without the line's end.
    ///   - now: the server's clock, against which `at` is held and which stands in for it.
    ///   - isOffline: whether the receipt is that of an answer under which nothing runs.
    package static func read(
        _ line: ArraySlice<UInt8>,
        now: Instant,
        isOffline: Bool = false
    ) throws(EventProblem) -> RuntimeEvent {
        guard line.count <= EventLimits.lineBytes else { throw .lineTooLong }
        guard let members = JSONLine.members(of: line) else { throw .malformed }
        return try EventLine(members: members, now: now).event(isOffline: isOffline)
    }

    private func event(isOffline: Bool) throws(EventProblem) -> RuntimeEvent {
        guard let word = value("kind") else { throw .kindMissing }
        guard case .text(let name) = word, let kind = RuntimeEvent.Kind(rawValue: name) else { throw .kindUnknown }
        guard !isOffline || kind == .exposure else { throw .kindNotTaken }
        let what = try what(kind)
        return RuntimeEvent(at: try at(), phone: try phone(), what: what)
    }

    private func what(_ kind: RuntimeEvent.Kind) throws(EventProblem) -> RuntimeEvent.What {
        switch kind {
        case .launch: return .launch(try launch())
        case .pageView:
            return .pageView(page: try needed("page", page()), stay: try number("stay_ms", EventLimits.stay))
        case .share: return .share(page: try page())
        case .scriptError:
            let message = try needed("message", line("message", EventLimits.message))
            return .scriptError(message: message, stack: try stack(), page: try page())
        case .http: return .http(try http())
        case .jsapi: return .jsapi(try jsapi())
        case .whiteScreen: return .whiteScreen(page: try page())
        case .resourceError:
            let type = try line("type", EventLimits.word)
            return .resourceError(url: try needed("url", url()), type: type, page: try page())
        case .exposure:
            let words = RuntimeEvent.Step.allCases.map(\.rawValue)
            guard let step = RuntimeEvent.Step(rawValue: try needed("step", line("step", EventLimits.word))) else {
                throw .invalid("step", .word(words))
            }
            return .exposure(step)
        }
    }

    private func launch() throws(EventProblem) -> RuntimeEvent.Launch {
        let isSuccess = try needed("ok", flag("ok"))
        let total = try number("total_ms", EventLimits.duration)
        if isSuccess, total == nil { throw .missing("total_ms") }
        return RuntimeEvent.Launch(
            isSuccess: isSuccess,
            total: isSuccess ? total : nil,
            download: try number("download_ms", EventLimits.duration),
            prepare: try number("prepare_ms", EventLimits.duration),
            script: try number("script_ms", EventLimits.duration),
            render: try number("render_ms", EventLimits.duration),
            hadPackage: try flag("present") ?? false,
            page: try page(),
            message: try line("message", EventLimits.message),
            stack: try stack()
        )
    }

    private func http() throws(EventProblem) -> RuntimeEvent.Call {
        let status = try needed("status", number("status", 999))
        let (method, url) = (try line("method", EventLimits.word), try url())
        let subject = [method, url].compactMap(\.self).joined(separator: " ")
        return RuntimeEvent.Call(
            subject: subject.isEmpty ? nil : subject,
            isSuccess: (1..<400).contains(status),
            code: "\(status)",
            message: nil,
            duration: try number("duration_ms", EventLimits.duration),
            page: try page()
        )
    }

    private func jsapi() throws(EventProblem) -> RuntimeEvent.Call {
        RuntimeEvent.Call(
            subject: try needed("api", line("api", EventLimits.word)),
            isSuccess: try needed("ok", flag("ok")),
            code: try line("code", EventLimits.word),
            message: try line("message", EventLimits.message),
            duration: try number("duration_ms", EventLimits.duration),
            page: try page()
        )
    }

    private func at() throws(EventProblem) -> Instant {
        switch value("at") {
        case nil: return now
        case .text(let text)?:
            guard let at = Instant(rfc3339: text) else { throw .invalid("at", .time) }
            let window = now.adding(seconds: -EventLimits.oldestSeconds)...now.adding(seconds: EventLimits.aheadSeconds)
            guard window.contains(at) else { throw .outsideWindow }
            return at
        default: throw .invalid("at", .time)
        }
    }

    private func phone() throws(EventProblem) -> RuntimeEvent.Phone {
        var library: VersionNumber?
        if let text = try line("base_library", EventLimits.word) {
            guard let number = VersionNumber(text) else { throw .invalid("base_library", .versionNumber) }
            library = number
        }
        return RuntimeEvent.Phone(
            device: try line("device", EventLimits.word),
            system: try line("system", EventLimits.word),
            baseLibrary: library
        )
    }
}

/// The fields by their types. One that is null is not there.
extension EventLine {
    private func value(_ name: String) -> JSONLine.Value? {
        for member in members where member.name == name { return member.value == .null ? nil : member.value }
        return nil
    }

    private func needed<Value>(_ name: String, _ value: Value?) throws(EventProblem) -> Value {
        guard let value else { throw .missing(name) }
        return value
    }

    private func text(_ name: String) throws(EventProblem) -> String? {
        switch value(name) {
        case nil: return nil
        case .text(let text)?: return text
        default: throw .invalid(name, .text)
        }
    }

    private func line(_ name: String, _ most: Int) throws(EventProblem) -> String? {
        try text(name).flatMap { EventText.line($0, most: most) }
    }

    private func page() throws(EventProblem) -> String? { try line("page", EventLimits.page) }
    private func url() throws(EventProblem) -> String? { try text("url").flatMap(EventText.url) }

    private func stack() throws(EventProblem) -> String? {
        try text("stack").flatMap { EventText.lines($0, most: EventLimits.stack) }
    }

    private func flag(_ name: String) throws(EventProblem) -> Bool? {
        switch value(name) {
        case nil: return nil
        case .flag(let flag)?: return flag
        default: throw .invalid(name, .flag)
        }
    }

    /// A number from 0 to `most`; parts of a whole are dropped.
    private func number(_ name: String, _ most: Int64) throws(EventProblem) -> Int64? {
        switch value(name) {
        case nil: return nil
        case .number(let number)?:
            guard number >= 0, number <= Double(most) else { throw .invalid(name, .number(upTo: most)) }
            return Int64(number)
        default: throw .invalid(name, .number(upTo: most))
        }
    }
}
