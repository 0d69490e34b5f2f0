/// Something that happened in a mini program on somebody's phone, as a host app reports it.
package struct RuntimeEvent: Hashable, Sendable {
    package let at: Instant
    package let phone: Phone
    package let what: What

    /// What it ran on. Belongs to each event, since one user has several phones.
    package struct Phone: Hashable, Sendable {
        package let device: String?
        package let system: String?
        package let baseLibrary: VersionNumber?

        package static let unknown = Phone(device: nil, system: nil, baseLibrary: nil)
    }

    /// From the tap to the first page. Times in milliseconds.
    package struct Launch: Hashable, Sendable {
        package let isSuccess: Bool
        /// Of a successful launch.
        package let total: Int64?
        package let download: Int64?
        package let prepare: Int64?
        package let script: Int64?
        package let render: Int64?
        /// Whether the package was on the phone already: only such launches are compared between versions.
        package let hadPackage: Bool
        package let page: String?
        /// Why it failed.
        package let message: String?
        package let stack: String?

        package init(
            isSuccess: Bool,
            total: Int64?,
            download: Int64? = nil,
            prepare: Int64? = nil,
            script: Int64? = nil,
            render: Int64? = nil,
            hadPackage: Bool,
            page: String?,
            message: String?,
            stack: String?
        ) {
            (self.isSuccess, self.total, self.hadPackage) = (isSuccess, total, hadPackage)
            (self.download, self.prepare, self.script, self.render) = (download, prepare, script, render)
            (self.page, self.message, self.stack) = (page, message, stack)
        }
    }

    /// A request of the mini program to its server, or a call of the host's interface.
    package struct Call: Hashable, Sendable {
        /// The address without query and credentials, or the interface's name.
        package let subject: String?
        package let isSuccess: Bool
        /// The status, or the interface's own code.
        package let code: String?
        package let message: String?
        package let duration: Int64?
        package let page: String?

        package init(
            subject: String?,
            isSuccess: Bool,
            code: String?,
            message: String?,
            duration: Int64?,
            page: String?
        ) {
            (self.subject, self.isSuccess, self.code) = (subject, isSuccess, code)
            (self.message, self.duration, self.page) = (message, duration, page)
        }
    }

    /// How far an answer got on a phone.
    package enum Step: String, CaseIterable, Sendable {
        case resolved, downloaded, launched
    }

    package enum What: Hashable, Sendable {
        case launch(Launch)
        /// `stay` in milliseconds, where it is known.
        case pageView(page: String, stay: Int64?)
        case share(page: String?)
        case scriptError(message: String, stack: String?, page: String?)
        case http(Call)
        case jsapi(Call)
        case whiteScreen(page: String?)
        case resourceError(url: String, type: String?, page: String?)
        case exposure(Step)
    }

    /// The kinds by their words on the wire.
    package enum Kind: String, CaseIterable, Sendable {
        case launch
        case pageView = "page_view"
        case share
        case scriptError = "js_error"
        case http
        case jsapi
        case whiteScreen = "white_screen"
        case resourceError = "resource_error"
        case exposure
    }

    package init(at: Instant, phone: Phone, what: What) { (self.at, self.phone, self.what) = (at, phone, what) }

    package var kind: Kind {
        switch what {
        case .launch: .launch
        case .pageView: .pageView
        case .share: .share
        case .scriptError: .scriptError
        case .http: .http
        case .jsapi: .jsapi
        case .whiteScreen: .whiteScreen
        case .resourceError: .resourceError
        case .exposure: .exposure
        }
    }
}
