/// Small good packages in the three layouts, without a single finding.
package enum SamplePackages {
    /// An archive in Alipay layout; `version` stands in its code, so that two numbers make two packages.
    package static func alipay(version: String = "1.0.0") -> [UInt8] { alipayDraft(version: version).archive() }

    /// An archive in W3C MiniApp layout.
    package static func w3c(version: String = "1.0.0") -> [UInt8] { w3cDraft(version: version).archive() }

    /// A plain web page.
    package static func web(version: String = "1.0.0") -> [UInt8] { webDraft(version: version).archive() }

    package static func alipayDraft(version: String = "1.0.0") -> PackageDraft {
        var draft = PackageDraft([:])
        draft["app.json"] = """
            {
              "pages": ["pages/index/index", "pages/mine/mine"],
              "subPackages": [{ "root": "orders", "pages": ["pages/list/list"] }],
              "window": { "defaultTitle": "街角咖啡", "titleBarColor": "#1677ff", "backgroundColor": "#f5f5f5" },
              "tabBar": {
                "textColor": "#8c8c8c", "selectedColor": "#1677ff", "backgroundColor": "#ffffff",
                "items": [
                  { "pagePath": "pages/index/index", "name": "首页", "icon": "assets/home.png" },
                  { "pagePath": "pages/mine/mine", "name": "我的", "icon": "assets/mine.png" }
                ]
              }
            }
            """
        draft["app.js"] = "App({ version: '\(version)', onLaunch() {} })\n"
        draft["app.acss"] = "page { background: #f5f5f5; }\n"
        draft["mini.project.json"] = #"{ "format": 2, "compileType": "mini" }"#
        for (page, title) in [("pages/index/index", "首页"), ("pages/mine/mine", "我的"), ("orders/pages/list/list", "订单")]
        {
            draft[page + ".js"] = "Page({ data: { title: '\(title)' } })\n"
            draft[page + ".axml"] = "<view class=\"page\">{{title}}</view>\n"
            draft[page + ".acss"] = ".page { padding: 16px; }\n"
            draft[page + ".json"] = #"{ "defaultTitle": "\#(title)" }"#
        }
        draft["pages/index/index.json"] =
            #"{ "defaultTitle": "首页", "usingComponents": { "cup": "/components/cup/cup" } }"#
        draft["components/cup/cup.js"] = "Component({})\n"
        draft["components/cup/cup.axml"] = "<text>☕</text>\n"
        draft["components/cup/cup.json"] = #"{ "component": true }"#
        draft.files["assets/home.png"] = TinyPicture.png()
        draft.files["assets/mine.png"] = TinyPicture.png(red: 0xfa, green: 0x8c)
        return draft
    }

    package static func w3cDraft(version: String = "1.0.0") -> PackageDraft {
        var draft = PackageDraft([:])
        draft["manifest.json"] = """
            {
              "app_id": "2021000000000001",
              "name": "天气",
              "icons": [{ "src": "common/icon.png", "sizes": "24x24" }],
              "pages": ["pages/index/index", "pages/city/city"],
              "platform_version": { "min_code": 1, "release_type": "Release" },
              "version": { "name": "\(version)", "code": 1 },
              "window": { "navigation_bar_title_text": "天气", "background_color": "#ffffff" }
            }
            """
        draft["app.js"] = "export default { version: '\(version)' }\n"
        draft["app.css"] = "body { margin: 0; }\n"
        for page in ["pages/index/index", "pages/city/city"] {
            draft[page + ".js"] = "export default {}\n"
            draft[page + ".html"] = "<div>{{ city }}</div>\n"
            draft[page + ".css"] = "div { padding: 16px; }\n"
        }
        draft.files["common/icon.png"] = TinyPicture.png()
        return draft
    }

    package static func webDraft(version: String = "1.0.0") -> PackageDraft {
        var draft = PackageDraft([:])
        draft["index.html"] = """
            <!doctype html>
            <html lang="zh-CN">
            <head><meta charset="utf-8"><title>抽签</title><link rel="stylesheet" href="style.css"></head>
            <body><h1 data-version="\(version)">抽签</h1><img src="img/stick.png" alt=""><script src="./main.js"></script></body>
            </html>
            """
        draft["style.css"] = "h1 { text-align: center; }\n"
        draft["main.js"] = "document.querySelector('h1').onclick = () => location.reload()\n"
        draft.files["img/stick.png"] = TinyPicture.png()
        return draft
    }
}
