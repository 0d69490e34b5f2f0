/// What kind of mini program the package holds, and whether its first file can be read.
extension Rule {
    static let layoutRules = [
        layoutUnknown, layoutWrapped, appJSONMissing, appJSONBroken, appJSMissing, manifestMissing, manifestBroken,
        manifestMember, manifestVersion, manifestIcon, projectBroken, projectFormat, projectRoot,
    ]

    static let layoutUnknown = Rule(
        "layout.unknown",
        .error,
        Words("认不出小程序", "No mini program found"),
        why: Words(
            "包的最外层（或唯一的一层目录里）应有 app.json、manifest.json 或 index.html，宿主靠它启动小程序。",
            "The top of the package (or its only folder) must hold app.json, manifest.json or index.html: hosts start there."
        ),
        remedy: Words(
            "进入小程序目录，选中其中的全部文件再打包，不要只压缩上级目录。",
            "Go into the mini program's folder, select everything in it and pack that, not a folder above it."
        )
    )
    static let layoutWrapped = Rule(
        "layout.wrapped",
        .info,
        Words("多了一层目录", "Wrapped in a folder"),
        why: Words(
            "小程序不在包的最外层。可以正常使用，只是路径会长一些。",
            "The mini program is not at the top of the package. It works; paths are just longer."
        ),
        remedy: Words("无需处理；想更整洁，可在目录内部打包。", "Nothing to do. To tidy up, pack from inside the folder.")
    )
    static let appJSONMissing = Rule(
        "layout.app-json-missing",
        .error,
        Words("缺少 app.json", "app.json is missing"),
        why: Words(
            "app.json 列出所有页面，没有它小程序无法启动。",
            "app.json lists the pages; without it the mini program cannot start."
        ),
        remedy: Words("把 app.json 放进小程序根目录后重新打包。", "Put app.json into the mini program's root and pack again.")
    )
    static let appJSONBroken = Rule(
        "layout.app-json-broken",
        .error,
        Words("app.json 无法解析", "app.json cannot be read"),
        why: Words(
            "app.json 不是合法的 JSON，宿主读不出页面列表。",
            "app.json is not valid JSON, so hosts cannot read the list of pages."
        ),
        remedy: Words(
            "按提示的行列修正；JSON 不允许注释和多余的逗号。",
            "Mend it at the line given; JSON allows neither comments nor trailing commas."
        )
    )
    static let appJSMissing = Rule(
        "layout.app-js-missing",
        .error,
        Words("缺少 app.js", "app.js is missing"),
        why: Words("app.js 是小程序的入口脚本，每个小程序都必须有。", "app.js is the entry script; every mini program must have one."),
        remedy: Words("在根目录添加 app.js，至少写上 App({})。", "Add app.js to the root, with App({}) at least.")
    )
    static let manifestMissing = Rule(
        "layout.manifest-missing",
        .error,
        Words("缺少 manifest.json", "manifest.json is missing"),
        why: Words(
            "W3C MiniApp 代码包由 manifest.json 描述，没有它宿主不知道如何启动。",
            "A W3C MiniApp is described by manifest.json; without it hosts cannot start it."
        ),
        remedy: Words("在根目录添加 manifest.json。", "Add manifest.json to the root.")
    )
    static let manifestBroken = Rule(
        "layout.manifest-broken",
        .error,
        Words("manifest.json 无法解析", "manifest.json cannot be read"),
        why: Words("manifest.json 不是合法的 JSON 对象。", "manifest.json is not a valid JSON object."),
        remedy: Words(
            "按提示的行列修正；JSON 不允许注释和多余的逗号。",
            "Mend it at the line given; JSON allows neither comments nor trailing commas."
        )
    )
    static let manifestMember = Rule(
        "manifest.member-missing",
        .error,
        Words("manifest.json 缺少必填项", "manifest.json lacks a required member"),
        why: Words(
            "app_id、icons、name、pages、platform_version 和 version 都是必填项，类型也要正确。",
            "app_id, icons, name, pages, platform_version and version are required, each of its proper type."
        ),
        remedy: Words("补上缺少的项。", "Add the missing member.")
    )
    static let manifestVersion = Rule(
        "manifest.version",
        .error,
        Words("manifest.json 的 version 不正确", "The version in manifest.json is wrong"),
        why: Words(
            "version 需要 name（文字）和 code（不小于 1 的整数），宿主用 code 比较新旧。",
            "version needs name (a text) and code (a whole number of 1 or more), by which hosts tell newer from older."
        ),
        remedy: Words(
            "写成 {\"name\": \"1.0.0\", \"code\": 1}，每次发布把 code 加 1。",
            "Write {\"name\": \"1.0.0\", \"code\": 1} and add 1 to code for every release."
        )
    )
    static let manifestIcon = Rule(
        "manifest.icon-missing",
        .error,
        Words("图标文件不存在", "An icon does not exist"),
        why: Words(
            "manifest.json 的 icons 引用了包里没有的图片，桌面和列表里会显示空白。",
            "icons in manifest.json names a picture that is not in the package; lists would show a blank."
        ),
        remedy: Words("把图标放进包里，或改正 src。", "Put the icon into the package, or correct its src.")
    )
    static let projectBroken = Rule(
        "project.broken",
        .warning,
        Words("mini.project.json 无法解析", "mini.project.json cannot be read"),
        why: Words(
            "读不出项目设置，只能按默认方式寻找小程序。",
            "The project's settings cannot be read, so defaults are used to find the mini program."
        ),
        remedy: Words("按提示的行列修正。", "Mend it at the line given.")
    )
    static let projectFormat = Rule(
        "project.format",
        .warning,
        Words("mini.project.json 格式过旧", "mini.project.json is of an old format"),
        why: Words(
            "开发工具按 format: 2 读取项目设置，其他写法可能被忽略。",
            "Tools read the project's settings as format: 2; anything else may be ignored."
        ),
        remedy: Words("在 mini.project.json 里写上 \"format\": 2。", "Write \"format\": 2 in mini.project.json.")
    )
    static let projectRoot = Rule(
        "project.root-missing",
        .warning,
        Words("miniprogramRoot 指向的目录没有小程序", "miniprogramRoot does not hold the mini program"),
        why: Words(
            "mini.project.json 指定的目录不在包里，或里面没有 app.json。",
            "The folder named in mini.project.json is not in the package, or has no app.json."
        ),
        remedy: Words("改正 miniprogramRoot，或先构建再打包。", "Correct miniprogramRoot, or build before packing.")
    )
}
