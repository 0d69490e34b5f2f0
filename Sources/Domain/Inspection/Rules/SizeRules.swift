/// The platform's sizes, measured in compressed bytes.
extension Rule {
    static let sizeRules = [sizeMain, sizeSubPackage, sizeWhole, bigPicture]

    static let sizeMain = Rule(
        "size.main",
        .error,
        Words("主包超过 2 MB", "The main package is over 2 MB"),
        why: Words(
            "主包在启动前下载，越大启动越慢。平台上限为 2 MB（压缩后）。",
            "The main package is downloaded before the start. The platform's limit is 2 MB, compressed."
        ),
        remedy: Words(
            "把不常用的页面移到分包，压缩或外置图片。",
            "Move rarely used pages to sub-packages; shrink pictures or host them elsewhere."
        )
    )
    static let sizeSubPackage = Rule(
        "size.sub-package",
        .error,
        Words("分包超过 2 MB", "A sub-package is over 2 MB"),
        why: Words("每个分包的平台上限为 2 MB（压缩后）。", "The platform's limit is 2 MB for each sub-package, compressed."),
        remedy: Words("把它拆成两个分包，或去掉大文件。", "Split it in two, or leave out large files.")
    )
    static let sizeWhole = Rule(
        "size.whole",
        .error,
        Words("整包超过 8 MB", "The package is over 8 MB"),
        why: Words(
            "主包与所有分包合计的平台上限为 8 MB（压缩后）。",
            "The platform's limit is 8 MB for the main package and all sub-packages, compressed."
        ),
        remedy: Words("去掉用不到的文件，把图片放到服务器上。", "Leave out what is not used, and host pictures elsewhere.")
    )
    static let bigPicture = Rule(
        "size.picture",
        .info,
        Words("图片较大", "A large picture"),
        why: Words("图片超过 200 KB，弱网下会拖慢显示。", "The picture is over 200 KB and slows pages down on a weak network."),
        remedy: Words("压缩图片、改用 WebP，或放到服务器上。", "Compress it, use WebP, or host it elsewhere.")
    )
}
