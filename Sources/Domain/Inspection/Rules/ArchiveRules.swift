/// Oddities of the archive that are no reason to refuse it.
extension Rule {
    static let archiveRules = [compression, extraBytes, folderContent]

    static let compression = Rule(
        "archive.compression",
        .error,
        Words("使用了少见的压缩方式", "An unusual compression method"),
        why: Words(
            "宿主只认“存储”和“deflate”两种方式，其他方式在手机上解不开。",
            "Hosts know only stored and deflate; phones cannot unpack anything else."
        ),
        remedy: Words("用系统自带的压缩功能或 zip 命令重新打包。", "Pack again with your system's own tool, or with zip.")
    )
    static let extraBytes = Rule(
        "archive.extra-bytes",
        .info,
        Words("压缩包前后有多余的数据", "Extra data around the archive"),
        why: Words(
            "第一个文件之前或目录之后有不属于任何文件的数据，通常来自自解压工具。",
            "There is data before the first entry or after the directory, usually from a self-extracting tool."
        ),
        remedy: Words("用普通的 ZIP 格式重新打包。", "Pack again as a plain ZIP.")
    )
    static let folderContent = Rule(
        "archive.folder-content",
        .warning,
        Words("目录项带有内容", "A folder with contents of its own"),
        why: Words("名为目录的条目里有数据，解压后会丢失。", "An entry named as a folder holds data, which is lost when unpacked."),
        remedy: Words("重新打包；文件名不要以“/”结尾。", "Pack again; a file's name must not end in “/”.")
    )
}
