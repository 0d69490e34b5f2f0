import Domain
import TestSupport
import Testing

/// For every rule a package that breaks it, made from a good one.
struct RuleCase: Sendable, CustomTestStringConvertible {
    let rule: String
    let draft: PackageDraft
    var change: @Sendable (inout PackageListing) -> Void = { _ in }

    var testDescription: String { rule }

    static let all = layout + pages + subPackages + components + web + code + files

    private static let alipay = SamplePackages.alipayDraft()
    private static let w3c = SamplePackages.w3cDraft()
    private static let web0 = SamplePackages.webDraft()

    private static func alipay(_ rule: String, _ change: (inout PackageDraft) -> Void) -> RuleCase {
        RuleCase(rule: rule, draft: alipay.with(change))
    }

    private static func w3c(_ rule: String, _ change: (inout PackageDraft) -> Void) -> RuleCase {
        RuleCase(rule: rule, draft: w3c.with(change))
    }

    private static func web(_ rule: String, _ change: (inout PackageDraft) -> Void) -> RuleCase {
        RuleCase(rule: rule, draft: web0.with(change))
    }

    static let layout = [
        RuleCase(rule: "layout.unknown", draft: PackageDraft(["readme.md": [0x41]])),
        RuleCase(rule: "layout.wrapped", draft: w3c.wrapped(in: "src")),
        alipay("layout.app-json-missing") { $0["app.json"] = nil },
        alipay("layout.app-json-broken") { $0["app.json"] = "{ \"pages\": [\"pages/index/index\",] }" },
        alipay("layout.app-js-missing") { $0["app.js"] = nil },
        w3c("layout.manifest-missing") { $0["manifest.json"] = nil },
        w3c("layout.manifest-broken") { $0["manifest.json"] = "[]" },
        w3c("manifest.member-missing") { $0.replace("manifest.json", "\"app_id\"", "\"id\"") },
        w3c("manifest.version") { $0.replace("manifest.json", "\"code\": 1", "\"code\": 0") },
        w3c("manifest.icon-missing") { $0["common/icon.png"] = nil },
        alipay("project.broken") { $0["mini.project.json"] = "{" },
        alipay("project.format") { $0["mini.project.json"] = "{ \"format\": 1 }" },
        alipay("project.root-missing") {
            $0["app.json"] = nil; $0["mini.project.json"] = "{ \"format\": 2, \"miniprogramRoot\": \"dist\" }"
        },
    ]

    static let pages = [
        alipay("page.none") {
            $0.replace("app.json", "\"pages\": [\"pages/index/index\", \"pages/mine/mine\"]", "\"pages\": []")
        },
        alipay("page.files-missing") { $0["pages/mine/mine.axml"] = nil },
        alipay("page.json-missing") { $0["pages/mine/mine.json"] = nil },
        alipay("page.json-broken") { $0["pages/mine/mine.json"] = "// 我的\n{}" },
        alipay("page.repeated") {
            $0.replace("app.json", "\"pages/mine/mine\"]", "\"pages/mine/mine\", \"pages/mine/mine\"]")
        },
        alipay("page.unlisted") { draft in
            for ending in ["js", "axml"] { draft["pages/old/old." + ending] = " " }
            draft["pages/old/old.json"] = "{}"
        },
        alipay("tab-bar.outside-main") {
            $0.replace("app.json", "\"pagePath\": \"pages/mine/mine\"", "\"pagePath\": \"orders/pages/list/list\"")
        },
        alipay("tab-bar.page-unlisted") {
            $0.replace("app.json", "\"pagePath\": \"pages/mine/mine\"", "\"pagePath\": \"pages/me/me\"")
        },
        alipay("tab-bar.count") { $0["app.json"] = "{\"pages\":[\"pages/index/index\"],\"tabBar\":{\"items\":[]}}" },
        alipay("tab-bar.icon-missing") { $0.files["assets/mine.png"] = nil },
        alipay("path.absolute") { $0.replace("app.json", "[\"pages/index/index\"", "[\"/pages/index/index\"") },
        alipay("path.escapes") { $0.replace("app.json", "[\"pages/index/index\"", "[\"../pages/index/index\"") },
    ]

    static let subPackages = [
        alipay("sub-package.broken") { $0.replace("app.json", "\"root\": \"orders\", ", "") },
        alipay("sub-package.nested") {
            $0.replace(
                "app.json",
                "\"subPackages\": [",
                "\"subPackages\": [{\"root\":\"orders/pages\",\"pages\":[\"list/list\"]},"
            )
        },
        alipay("sub-package.over-main") {
            $0.replace("app.json", "\"pages/mine/mine\"]", "\"orders/pages/list/list\"]")
        },
        RuleCase(rule: "size.main", draft: alipay) { $0.enlarge("app.js", to: 3_000_000) },
        RuleCase(rule: "size.sub-package", draft: alipay) { $0.enlarge("orders/pages/list/list.js", to: 3_000_000) },
        RuleCase(rule: "size.whole", draft: alipay) { $0.enlarge("app.js", to: 9_000_000) },
    ]

    static let components = [
        alipay("component.missing") {
            $0["components/cup/cup.js"] = nil; $0["components/cup/cup.axml"] = nil
        },
        alipay("component.npm-missing") {
            $0["pages/mine/mine.json"] = "{\"usingComponents\":{\"a\":\"antd-mini/es/Button/index\"}}"
        },
        alipay("plugin.incomplete") {
            $0.replace("app.json", "\"window\"", "\"plugins\": { \"map\": { \"version\": \"*\" } }, \"window\"")
        },
    ]

    static let web = [
        web("web.file-missing") { $0["main.js"] = nil },
        web("web.external-script") { $0.replace("index.html", "./main.js", "https://example.com/a.js") },
    ]

    static let code = [
        alipay("secret.private-key") { $0["pages/index/index.js"] = "const k = '" + Secrets.pkcs8 + "'" },
        alipay("secret.access-key") { $0["pages/index/index.js"] = "const id = 'AKIA" + "IOSFODNN7EXAMPLE'" },
        alipay("secret.literal") {
            $0["pages/index/index.js"] = "const config = { appSecret: 'q8Zt2Lw9" + "Xc4Vb7Nm1Kd5' }"
        },
        alipay("source-map.file") { $0["app.js.map"] = "{}" },
        alipay("source-map.reference") { $0["app.js"] = "App({})\n//# sourceMappingURL=app.js.map\n" },
        alipay("encoding.not-utf8") { $0.files["app.js"] = Array("App({}) // ".utf8) + [0xb6, 0xa9, 0xb5, 0xa5] },
        alipay("encoding.bom") { $0.files["app.js"] = [0xef, 0xbb, 0xbf] + Array("App({})".utf8) },
        RuleCase(rule: "text.not-read", draft: alipay) { $0.enlarge("app.js", to: 5_000_000) },
    ]

    static let files = [
        RuleCase(rule: "size.picture", draft: alipay) { $0.enlarge("assets/home.png", to: 300_000) },
        RuleCase(rule: "name.not-utf8", draft: alipay) { $0.rename("app.acss", to: [0xc4, 0xe3, 0xba, 0xc3]) },
        alipay("name.case") { $0["App.acss"] = "" },
        alipay("name.unusual") { $0["assets/what?.txt"] = "" },
        alipay("name.too-long") { $0["assets/" + String(repeating: "a", count: 300)] = "" },
        alipay("file.leftover") { $0[".git/config"] = "" },
        RuleCase(rule: "archive.compression", draft: alipay) { $0.change("app.acss") { $0.method = 12 } },
        RuleCase(rule: "archive.extra-bytes", draft: alipay) { $0.bytesBefore = 12 },
        alipay("archive.folder-content") { $0["assets/"] = "hidden" },
    ]
}

/// Keys made for these tests; put together at run time, so that no scanner takes the tests for a leak.
enum Secrets {
    static let pkcs8 = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC" + String(repeating: "BKcwggSjAgEAAoIBAQ", count: 8)
    static let pkcs1 = "MIIEpAIBAAKCAQEA" + String(repeating: "x7Vb2Nm9Kd5Qw8Zt", count: 8)
    static let publicKey =
        "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA" + String(repeating: "x7Vb2Nm9Kd5Qw8Zt", count: 8)
    static let pem = "-----BEGIN RSA " + "PRIVATE KEY-----\n" + String(repeating: "x7Vb2Nm9Kd5Qw8Zt", count: 4)
}

extension PackageDraft {
    mutating func replace(_ name: String, _ old: String, _ new: String) {
        self[name] = self[name]?.split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
    }
}

extension PackageListing {
    mutating func change(_ name: String, _ change: (inout PackageEntry) -> Void) {
        for index in entries.indices where entries[index].name == name { change(&entries[index]) }
    }

    /// As if the entry were this large; what follows it moves on.
    mutating func enlarge(_ name: String, to size: Int) {
        guard let at = entries.firstIndex(where: { $0.name == name }) else { return }
        let growth = size - entries[at].compressedSize
        (entries[at].size, entries[at].compressedSize) = (size, size)
        for index in entries.indices where index >= at {
            let range = entries[index].range
            entries[index].range =
                (index == at ? range.lowerBound : range.lowerBound + growth)..<range.upperBound + growth
        }
    }

    mutating func rename(_ name: String, to bytes: [UInt8]) {
        change(name) { entry in
            entry.rawName = bytes
            (entry.name, entry.isNameUTF8) = PackageName.decode(bytes)
        }
    }
}
