/// Pages, tabs, sub-packages and components: what app.json, manifest.json and index.html refer to.
extension Rule {
    static let pageRules = [
        pagesMissing, pageFilesMissing, pageJSONMissing, pageJSONBroken, pageRepeated, pageUnlisted, tabOutsideMain,
        tabUnlisted, tabCount, tabIcon, subPackageBroken, subPackageNested, subPackageOverMain, componentMissing,
        componentNPM, pluginIncomplete, pathAbsolute, pathEscapes, webFileMissing, webExternalScript,
    ]

    static let pagesMissing = Rule(
        "page.none",
        .error,
        Words("没有列出页面", "No page is listed"),
        why: Words(
            "pages 必须是页面路径的列表，第一项是首页，首页必须在主包里。",
            "pages must be a list of paths; the first is the home page, which lies in the main package."
        ),
        remedy: Words(
            "在 pages 里至少列出首页，例如 [\"pages/index/index\"]。",
            "List the home page at least, such as [\"pages/index/index\"]."
        )
    )
    static let pageFilesMissing = Rule(
        "page.files-missing",
        .error,
        Words("页面文件缺失", "A page's files are missing"),
        why: Words(
            "已列出的页面在包里没有对应的文件，用户打开时会白屏。",
            "A listed page has no files in the package; users would see a white screen."
        ),
        remedy: Words(
            "补上缺少的文件，或从列表里删除这个页面。检查路径大小写。",
            "Add the missing files, or take the page off the list. Mind upper and lower case."
        )
    )
    static let pageJSONMissing = Rule(
        "page.json-missing",
        .info,
        Words("页面没有配置文件", "A page has no configuration"),
        why: Words(
            "没有同名 .json 的页面使用全局窗口设置，也不能引用自定义组件。",
            "A page without its .json uses the global window settings and cannot use components of its own."
        ),
        remedy: Words("需要时添加同名 .json，内容可以只是 {}。", "Add a .json of the same name where needed; {} will do.")
    )
    static let pageJSONBroken = Rule(
        "page.json-broken",
        .error,
        Words("页面或组件的配置无法解析", "A page's or component's configuration cannot be read"),
        why: Words("配置不是合法的 JSON，页面会打不开。", "The configuration is not valid JSON, so the page will not open."),
        remedy: Words(
            "按提示的行列修正；JSON 不允许注释和多余的逗号。",
            "Mend it at the line given; JSON allows neither comments nor trailing commas."
        )
    )
    static let pageRepeated = Rule(
        "page.repeated",
        .warning,
        Words("页面重复列出", "A page is listed twice"),
        why: Words("同一页面列了不止一次，只有第一次有效。", "The same page is listed more than once; only the first counts."),
        remedy: Words("删除重复的一项。", "Remove the repeated one.")
    )
    static let pageUnlisted = Rule(
        "page.unlisted",
        .warning,
        Words("页面没有列出", "A page is not listed"),
        why: Words(
            "包里有这个页面的文件，但没有列出，用户打不开，还占体积。",
            "The files of this page are in the package, but nobody can open it, and it takes space."
        ),
        remedy: Words("把它加入 pages，或从包里删除。", "Add it to pages, or leave it out of the package.")
    )
    static let tabOutsideMain = Rule(
        "tab-bar.outside-main",
        .error,
        Words("标签页不在主包", "A tab's page is outside the main package"),
        why: Words(
            "标签栏的页面必须在主包里，否则启动时无法显示。",
            "Pages of the tab bar must lie in the main package, or they cannot be shown at the start."
        ),
        remedy: Words("把这个页面移到主包，或从标签栏去掉。", "Move the page to the main package, or take it off the tab bar.")
    )
    static let tabUnlisted = Rule(
        "tab-bar.page-unlisted",
        .error,
        Words("标签页没有列出", "A tab's page is not listed"),
        why: Words(
            "标签栏引用了 pages 里没有的页面，点按后没有反应。",
            "The tab bar names a page that is not in pages; tapping it does nothing."
        ),
        remedy: Words("把页面加入 pages，或改正 pagePath。", "Add the page to pages, or correct pagePath.")
    )
    static let tabCount = Rule(
        "tab-bar.count",
        .warning,
        Words("标签数量不合适", "The number of tabs does not fit"),
        why: Words("标签栏应有 2 到 5 个标签，多余的不会显示。", "A tab bar has 2 to 5 tabs; more are not shown."),
        remedy: Words("把标签调整到 2 到 5 个。", "Have 2 to 5 tabs.")
    )
    static let tabIcon = Rule(
        "tab-bar.icon-missing",
        .warning,
        Words("标签图标不存在", "A tab's icon does not exist"),
        why: Words(
            "标签栏引用了包里没有的图片，图标会空白。",
            "The tab bar names a picture that is not in the package; the icon stays blank."
        ),
        remedy: Words("把图标放进包里，或改正路径。", "Put the icon into the package, or correct its path.")
    )
    static let subPackageBroken = Rule(
        "sub-package.broken",
        .error,
        Words("分包声明不完整", "A sub-package is not declared properly"),
        why: Words("每个分包需要 root（目录）和 pages（页面列表）。", "Each sub-package needs root (a folder) and pages (a list)."),
        remedy: Words(
            "写成 {\"root\": \"packageA\", \"pages\": [\"pages/a/a\"]}。",
            "Write {\"root\": \"packageA\", \"pages\": [\"pages/a/a\"]}."
        )
    )
    static let subPackageNested = Rule(
        "sub-package.nested",
        .error,
        Words("分包相互嵌套", "Sub-packages are nested"),
        why: Words(
            "一个分包的目录在另一个里面（或相同），无法分别下载。",
            "One sub-package's folder lies in another's, or is the same; they cannot be downloaded apart."
        ),
        remedy: Words("让各分包的 root 互不包含。", "Give each sub-package a root of its own.")
    )
    static let subPackageOverMain = Rule(
        "sub-package.over-main",
        .error,
        Words("主包页面落在分包目录里", "A main page lies in a sub-package"),
        why: Words(
            "首页和主包页面必须在主包里，不能放在分包的 root 之下。",
            "The home page and the main package's pages may not lie below a sub-package's root."
        ),
        remedy: Words("把页面移出分包目录，或改列到分包的 pages。", "Move the page out, or list it in the sub-package's pages.")
    )
    static let componentMissing = Rule(
        "component.missing",
        .warning,
        Words("引用的组件不存在", "A component does not exist"),
        why: Words(
            "usingComponents 引用了包里没有的组件，页面上会缺一块。",
            "usingComponents names a component that is not in the package; the page will have a gap."
        ),
        remedy: Words("补上组件文件，或删除这条引用。", "Add the component's files, or remove the reference.")
    )
    static let componentNPM = Rule(
        "component.npm-missing",
        .info,
        Words("npm 组件不在包里", "An npm component is not in the package"),
        why: Words(
            "组件来自 npm，但包里没有它的文件，宿主需要自带它才能显示。",
            "The component comes from npm and its files are not in the package; it shows only where the host brings it."
        ),
        remedy: Words(
            "打包前执行构建，把用到的 npm 组件一起打进来。",
            "Build before packing, so that the npm components in use come along."
        )
    )
    static let pluginIncomplete = Rule(
        "plugin.incomplete",
        .warning,
        Words("插件声明不完整", "A plugin is not declared properly"),
        why: Words(
            "plugins 的每一项需要 version 和 provider，否则插件无法加载。",
            "Each of plugins needs version and provider, or the plugin cannot be loaded."
        ),
        remedy: Words("补上 version 和 provider。", "Add version and provider.")
    )
    static let pathAbsolute = Rule(
        "path.absolute",
        .warning,
        Words("使用了绝对路径", "An absolute path is used"),
        why: Words(
            "绝对路径的含义因宿主而异：放进不同目录后可能找不到文件。",
            "What an absolute path means differs between hosts: in another folder the file may not be found."
        ),
        remedy: Words("改用相对路径，不以“/”、盘符或 file: 开头。", "Use a relative path: no leading “/”, drive letter or file:.")
    )
    static let pathEscapes = Rule(
        "path.escapes",
        .error,
        Words("路径指向包外", "A path leads out of the package"),
        why: Words(
            "引用的路径用“..”走出了小程序目录，宿主会拒绝读取。",
            "The path leaves the mini program's folder through “..”; hosts refuse to read it."
        ),
        remedy: Words("把文件放进小程序目录，并改正路径。", "Put the file into the mini program's folder and correct the path.")
    )
    static let webFileMissing = Rule(
        "web.file-missing",
        .warning,
        Words("页面引用的文件不存在", "A file that a page refers to is missing"),
        why: Words(
            "HTML 引用的脚本或样式不在包里，页面可能显示不全。",
            "A script or style sheet that the HTML names is not in the package; the page may not work."
        ),
        remedy: Words("补上文件，或改正引用。", "Add the file, or correct the reference.")
    )
    static let webExternalScript = Rule(
        "web.external-script",
        .info,
        Words("引用了外部脚本", "An external script is used"),
        why: Words(
            "脚本来自别的服务器，它的内容不在审核范围内，也可能打不开。",
            "The script comes from another server: nobody has reviewed it, and it may be out of reach."
        ),
        remedy: Words("把脚本下载到包里再引用。", "Put the script into the package.")
    )
}
