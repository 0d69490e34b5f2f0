/// What is counted by the minute. Every figure is a sum, so minutes, nodes and versions can be added.
package enum EventMeasure: String, CaseIterable, Sendable {
    /// Launches, with those that failed.
    case launches = "launch"
    case launchFailures = "launch.failed"
    /// Successful launches with the package on the phone already.
    case readyLaunches = "launch.present"
    /// Milliseconds of all successful launches together; of those with the package there.
    case launchTime = "launch.ms"
    case readyLaunchTime = "launch.present_ms"
    /// Successful launches by their time, in `DurationBuckets`: the whole, the whole with the package there, and the parts.
    case launchTotals = "launch.total"
    case readyLaunchTotals = "launch.present_total"
    case launchDownloads = "launch.download"
    case launchPreparations = "launch.prepare"
    case launchScripts = "launch.script"
    case launchRenderings = "launch.render"

    case pageViews = "page_view"
    /// Page views whose stay is known, and their milliseconds together.
    case stays = "stay"
    case stayTime = "stay.ms"
    case shares = "share"

    case scriptErrors = "js_error"
    case whiteScreens = "white_screen"
    case resourceErrors = "resource_error"

    case requests = "http"
    case requestFailures = "http.failed"
    /// Requests whose time is known, and their milliseconds together.
    case timedRequests = "http.timed"
    case requestTime = "http.ms"

    case hostCalls = "jsapi"
    case hostCallFailures = "jsapi.failed"
    case timedHostCalls = "jsapi.timed"
    case hostCallTime = "jsapi.ms"

    case resolved = "exposure.resolved"
    case downloaded = "exposure.downloaded"
    case launched = "exposure.launched"

    /// Whether its sums are apart by `DurationBuckets`; all others stand under bucket 0.
    package var isHistogram: Bool {
        switch self {
        case .launchTotals, .readyLaunchTotals, .launchDownloads, .launchPreparations, .launchScripts,
            .launchRenderings:
            true
        default: false
        }
    }
}

extension RuntimeEvent {
    /// What the event adds to the sums.
    func add(_ sum: (EventMeasure, _ bucket: Int, _ amount: Int64) -> Void) {
        func call(
            _ call: Call,
            _ all: EventMeasure,
            _ failed: EventMeasure,
            _ timed: EventMeasure,
            _ time: EventMeasure
        ) {
            sum(all, 0, 1)
            if !call.isSuccess { sum(failed, 0, 1) }
            if let duration = call.duration {
                sum(timed, 0, 1)
                sum(time, 0, duration)
            }
        }
        switch what {
        case .launch(let launch): Self.add(launch, sum)
        case .pageView(_, let stay):
            sum(.pageViews, 0, 1)
            if let stay {
                sum(.stays, 0, 1)
                sum(.stayTime, 0, stay)
            }
        case .share: sum(.shares, 0, 1)
        case .scriptError: sum(.scriptErrors, 0, 1)
        case .whiteScreen: sum(.whiteScreens, 0, 1)
        case .resourceError: sum(.resourceErrors, 0, 1)
        case .http(let it): call(it, .requests, .requestFailures, .timedRequests, .requestTime)
        case .jsapi(let it): call(it, .hostCalls, .hostCallFailures, .timedHostCalls, .hostCallTime)
        case .exposure(.resolved): sum(.resolved, 0, 1)
        case .exposure(.downloaded): sum(.downloaded, 0, 1)
        case .exposure(.launched): sum(.launched, 0, 1)
        }
    }

    private static func add(_ launch: Launch, _ sum: (EventMeasure, _ bucket: Int, _ amount: Int64) -> Void) {
        sum(.launches, 0, 1)
        guard launch.isSuccess, let total = launch.total else { return sum(.launchFailures, 0, 1) }
        let bucket = DurationBuckets.bucket(of: total)
        sum(.launchTime, 0, total)
        sum(.launchTotals, bucket, 1)
        if launch.hadPackage {
            sum(.readyLaunches, 0, 1)
            sum(.readyLaunchTime, 0, total)
            sum(.readyLaunchTotals, bucket, 1)
        }
        let parts: [(EventMeasure, Int64?)] = [
            (.launchDownloads, launch.download), (.launchPreparations, launch.prepare), (.launchScripts, launch.script),
            (.launchRenderings, launch.render),
        ]
        for case (let measure, let time?) in parts { sum(measure, DurationBuckets.bucket(of: time), 1) }
    }
}
