/// What pages and the API tell about a mini program. Each is worked out from sums; where its denominator is nothing, so is it.
///
/// Source: reference, "Data and performance".
package enum Figure: String, CaseIterable, Sendable {
    // Traffic
    case visitors
    case newVisitors = "new_visitors"
    case visitors7 = "visitors_7"
    case visitors30 = "visitors_30"
    case pageViews = "page_views"
    case launches
    case stay
    case shares
    // Quality
    case launchHalf = "launch_p50"
    case launchMost = "launch_p90"
    case launchSlowest = "launch_p99"
    case launchDownload = "launch_download_p50"
    case launchPrepare = "launch_prepare_p50"
    case launchScript = "launch_script_p50"
    case launchRender = "launch_render_p50"
    case launchInTime = "launch_in_time"
    case availability
    case whiteScreens = "white_screen_rate"
    case scriptErrors = "js_error_rate"
    case requestErrors = "http_error_rate"
    case hostCallErrors = "jsapi_error_rate"
    case resourceErrors = "resource_error_rate"
    case pageErrors = "page_error_rate"

    package enum Unit: String, Sendable {
        case count, people, milliseconds, share
    }

    /// Which way is good; nil where neither is.
    package enum Direction: Sendable { case up, down }

    /// The target for a launch, from the tap to the first page.
    package static let launchTarget: Int64 = 4_500

    package var unit: Unit {
        switch self {
        case .visitors, .newVisitors, .visitors7, .visitors30: .people
        case .pageViews, .launches, .shares: .count
        case .stay, .launchHalf, .launchMost, .launchSlowest, .launchDownload, .launchPrepare, .launchScript,
            .launchRender:
            .milliseconds
        case .launchInTime, .availability, .whiteScreens, .scriptErrors, .requestErrors, .hostCallErrors,
            .resourceErrors, .pageErrors:
            .share
        }
    }

    package var good: Direction {
        switch self {
        case .visitors, .newVisitors, .visitors7, .visitors30, .pageViews, .launches, .stay, .shares, .launchInTime,
            .availability:
            .up
        case .launchHalf, .launchMost, .launchSlowest, .launchDownload, .launchPrepare, .launchScript, .launchRender,
            .whiteScreens, .scriptErrors, .requestErrors, .hostCallErrors, .resourceErrors, .pageErrors:
            .down
        }
    }

    /// What must be known to work it out.
    package var measures: [EventMeasure] {
        switch self {
        case .visitors, .newVisitors, .visitors7, .visitors30: []
        case .pageViews: [.pageViews]
        case .launches: [.launches]
        case .stay: [.stays, .stayTime]
        case .shares: [.shares]
        case .launchHalf, .launchMost, .launchSlowest, .launchInTime: [.launchTotals]
        case .launchDownload: [.launchDownloads]
        case .launchPrepare: [.launchPreparations]
        case .launchScript: [.launchScripts]
        case .launchRender: [.launchRenderings]
        case .availability: [.launches, .launchFailures, .whiteScreens]
        case .whiteScreens: [.whiteScreens, .pageViews]
        case .scriptErrors: [.scriptErrors, .pageViews]
        case .requestErrors: [.requestFailures, .requests]
        case .hostCallErrors: [.hostCallFailures, .hostCalls]
        case .resourceErrors: [.resourceErrors, .pageViews]
        case .pageErrors: [.scriptErrors, .whiteScreens, .resourceErrors, .pageViews]
        }
    }

    /// Whether it is of users and not of what they did.
    package var countsPeople: Bool { unit == .people }

    /// Whether it is known of all versions and stages together and of days only.
    package var isOfAll: Bool { self == .visitors7 || self == .visitors30 }

    /// Milliseconds, a number, or a share between 0 and 1; nil where it cannot be told.
    package func value(of sums: InsightSums) -> Double? {
        func ratio(_ part: Int64, _ whole: Int64) -> Double? { whole > 0 ? Double(part) / Double(whole) : nil }
        func percentile(_ share: Double, _ measure: EventMeasure) -> Double? {
            sums.percentile(share, of: measure).map(Double.init)
        }
        switch self {
        case .visitors: return sums.people.map { Double($0.visitors) }
        case .newVisitors: return sums.people.map { Double($0.fresh) }
        case .visitors7: return sums.people.map { Double($0.week) }
        case .visitors30: return sums.people.map { Double($0.month) }
        case .pageViews: return Double(sums[.pageViews])
        case .launches: return Double(sums[.launches])
        case .stay: return ratio(sums[.stayTime], sums[.stays])
        case .shares: return Double(sums[.shares])
        case .launchHalf: return percentile(0.5, .launchTotals)
        case .launchMost: return percentile(0.9, .launchTotals)
        case .launchSlowest: return percentile(0.99, .launchTotals)
        case .launchDownload: return percentile(0.5, .launchDownloads)
        case .launchPrepare: return percentile(0.5, .launchPreparations)
        case .launchScript: return percentile(0.5, .launchScripts)
        case .launchRender: return percentile(0.5, .launchRenderings)
        case .launchInTime:
            let all = (sums.times[.launchTotals] ?? [:]).values.reduce(0, +)
            return all > 0 ? sums.count(within: Self.launchTarget, of: .launchTotals) / Double(all) : nil
        case .availability:
            // A launch that ends at a white page has not succeeded, whatever it said.
            let bad = sums[.launchFailures] + sums[.whiteScreens]
            return ratio(max(0, sums[.launches] - bad), sums[.launches])
        case .whiteScreens: return ratio(sums[.whiteScreens], sums[.pageViews])
        case .scriptErrors: return ratio(sums[.scriptErrors], sums[.pageViews])
        case .requestErrors: return ratio(sums[.requestFailures], sums[.requests])
        case .hostCallErrors: return ratio(sums[.hostCallFailures], sums[.hostCalls])
        case .resourceErrors: return ratio(sums[.resourceErrors], sums[.pageViews])
        case .pageErrors:
            return ratio(sums[.scriptErrors] + sums[.whiteScreens] + sums[.resourceErrors], sums[.pageViews])
        }
    }
}
