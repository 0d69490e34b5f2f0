import Domain
import FoundationEssentials
import TestSupport
import Testing

@Suite struct `Layouts of packages` {
    private let alipay = SamplePackages.alipayDraft()

    @Test func `an Alipay package is read`() throws {
        let report = try alipay.inspect()
        #expect(report.layout == .alipay)
        #expect(report.root == "")
        #expect(report.home == "pages/index/index")
        #expect(report.pages.map(\.path) == ["pages/index/index", "pages/mine/mine", "orders/pages/list/list"])
        #expect(report.pages.map(\.title) == ["首页", "我的", "订单"])
        #expect(report.pages.map(\.subPackage) == [nil, nil, "orders"])
        #expect(report.window == .init(title: "街角咖啡", barColor: "#1677ff", background: "#f5f5f5"))
        #expect(report.tabBar?.items.map(\.name) == ["首页", "我的"])
        #expect(report.tabBar?.items.first?.icon == "assets/home.png")
        let inOrders = alipay.files.filter { $0.key.hasPrefix("orders/") }.reduce(0) { $0 + $1.value.count }
        let inAll = alipay.files.reduce(0) { $0 + $1.value.count }
        #expect(report.subPackages == [.init(root: "orders", pageCount: 1, bytes: inOrders)])
        #expect(report.wholeBytes == inAll)
        #expect(report.mainBytes == inAll - inOrders)
        #expect(report.fileCount == alipay.files.count)
    }

    @Test func `a W3C package is read`() throws {
        let report = try SamplePackages.w3cDraft(version: "2.1.0").inspect()
        #expect(report.layout == .w3c)
        #expect(report.name == "天气")
        #expect(report.declaredVersion == "2.1.0")
        #expect(report.lowestBaseLibrary == "1")
        #expect(report.pages.map(\.path) == ["pages/index/index", "pages/city/city"])
        #expect(report.window.title == "天气")
    }

    @Test func `a web package is read`() throws {
        let report = try SamplePackages.webDraft().with { $0["about/index.html"] = "<TITLE>关于</TITLE>" }.inspect()
        #expect(report.layout == .web)
        #expect(report.pages.map(\.path) == ["index.html", "about/index.html"])
        #expect(report.pages.map(\.title) == ["抽签", "关于"])
        #expect(report.findings == [])
    }

    @Test func `a web manifest beside index.html makes no MiniApp`() throws {
        let report = try SamplePackages.webDraft().with { $0["manifest.json"] = #"{"name":"a","start_url":"."}"# }
            .inspect()
        #expect(report.layout == .web)
    }

    @Test(arguments: ["src", "repository-main", "小程序"])
    func `one wrapping folder is accepted`(_ folder: String) throws {
        let packages = [
            (alipay, InspectionReport.Layout.alipay), (SamplePackages.w3cDraft(), .w3c),
            (SamplePackages.webDraft(), .web),
        ]
        for (draft, layout) in packages {
            let report = try draft.wrapped(in: folder).with { $0["__MACOSX/x"] = "" }.inspect()
            #expect(report.layout == layout)
            #expect(report.root == folder + "/")
            #expect(report.findings.map(\.rule).sorted() == ["file.leftover", "layout.wrapped"])
        }
    }

    @Test func `a mini program further below is not taken, but told where it is`() throws {
        let report = try alipay.wrapped(in: "examples").with { $0["docs/readme.md"] = "" }.inspect()
        #expect(report.layout == .unknown)
        #expect(report.findings.map(\.rule) == ["layout.unknown"])
        #expect(report.findings.first?.file == "examples")
        #expect(report.findings.first?.words.zh.contains("examples") == true)
    }

    @Test func `miniprogramRoot is followed, below a wrapping folder too`() throws {
        let project = alipay.with { $0["mini.project.json"] = nil }.wrapped(in: "dist").with {
            $0["mini.project.json"] = #"{"format": 2, "miniprogramRoot": "./dist/"}"#
            $0["app.json"] = "{}"
        }
        #expect(try project.inspect().root == "dist/")
        #expect(try project.wrapped(in: "main").inspect().root == "main/dist/")
        #expect(try project.wrapped(in: "main").inspect().hasErrors == false)
    }

    @Test func `sub-packages are read under either spelling`() throws {
        let report = try alipay.with { $0.replace("app.json", "subPackages", "subpackages") }.inspect()
        #expect(report.subPackages.count == 1)
        #expect(report.findings == [])
    }

    @Test func `colours that could break out of a style are dropped`() throws {
        let report = try alipay.with { $0.replace("app.json", "#1677ff", "red;background:url(x)") }.inspect()
        #expect(report.window.barColor == nil)
        #expect(report.tabBar?.selectedColor == nil)
    }

    @Test func `a missing page says which files, and what is there instead`() throws {
        let report = try alipay.with { draft in
            draft["pages/mine/Mine.axml"] = draft["pages/mine/mine.axml"]
            draft["pages/mine/mine.axml"] = nil
        }.inspect()
        let finding = try #require(report.findings.first { $0.rule == "page.files-missing" })
        #expect(finding.file == "pages/mine/mine")
        #expect(finding.words.zh == "页面“pages/mine/mine”缺少 mine.axml。包里有“pages/mine/Mine.axml”，注意大小写。")
    }

    @Test func `components and templates are no unlisted pages`() throws {
        let report = try alipay.with { draft in
            draft["templates/row.axml"] = "<template name=\"row\"/>"
            draft["widgets/a/a.axml"] = ""
            draft["widgets/a/a.js"] = "Component({})"
            draft["widgets/a/a.json"] = #"{"component": true}"#
        }.inspect()
        #expect(report.findings == [])
    }

    @Test func `node_modules in use belong to the package`() throws {
        let draft = alipay.with { draft in
            draft["pages/mine/mine.json"] = #"{"usingComponents":{"button":"antd-mini/es/Button/index"}}"#
            for ending in ["js", "axml"] { draft["node_modules/antd-mini/es/Button/index." + ending] = " " }
            draft["node_modules/antd-mini/es/Button/index.json"] = #"{"component": true}"#
        }
        #expect(try draft.inspect().findings == [])
        let unused = draft.with { $0["pages/mine/mine.json"] = "{}" }
        #expect(try unused.inspect().findings.map(\.rule) == ["file.leftover"])
    }

    /// As the published test packages of the W3C are: a file beside the wrapping folder, a page one folder up.
    @Test func `a published W3C package is accepted`() throws {
        let report = try PackageDraft([
            "test.jsonld": Array("{}".utf8), "src/app.js": Array("export default {}".utf8), "src/app.css": [],
            "src/manifest.json": Array(
                #"""
                {"app_id":"org.example.miniapp","name":"MiniApp test","pages":["pages/home/home"],
                "version":{"name":"1.0.0","code":1},"icons":[{"src":"common/icon.png","sizes":"48x48"}],
                "platform_version":{"min_code":1,"release_type":"Beta","target_code":1}}
                """#.utf8
            ),
            "src/common/icon.png": TinyPicture.png(), "src/pages/home.html": Array("<p>home</p>".utf8),
            "src/pages/home.js": [],
        ]).inspect()
        #expect(report.layout == .w3c)
        #expect(report.root == "src/")
        #expect(report.pages.map(\.path) == ["pages/home/home"])
        #expect(report.findings.map(\.rule) == ["layout.wrapped"])
    }

    @Test func `an unlisted folder of a W3C package is told`() throws {
        let report = try SamplePackages.w3cDraft().with { $0["pages/old/old.js"] = "" }.inspect()
        #expect(report.findings.map(\.file) == ["pages/old"])
        #expect(report.findings.map(\.rule) == ["page.unlisted"])
    }

    @Test func `a report is stored as JSON and read again`() throws {
        let report = try alipay.with { $0["app.js"] = nil }.inspect()
        let again = try JSONDecoder().decode(InspectionReport.self, from: JSONEncoder().encode(report))
        #expect(again == report)
    }

    @Test func `a report of another catalogue is read`() throws {
        let stored = #"""
            {"rulesVersion":0,"layout":"web","root":"","findings":[{"rule":"gone.rule","severity":"error","words":{"zh":"错","en":"wrong"},
            "remedy":{"zh":"改","en":"mend"}}],"leftOut":{},"pages":[],"window":{},"subPackages":[],"mainBytes":1,"wholeBytes":1,
            "unpackedBytes":1,"fileCount":1}
            """#
        let report = try JSONDecoder().decode(InspectionReport.self, from: Data(stored.utf8))
        #expect(report.hasErrors)
        #expect(report.findings.first?.file == nil)
    }
}
