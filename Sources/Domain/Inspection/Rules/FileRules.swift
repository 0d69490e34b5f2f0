/// Names and files that do not belong.
extension Rule {
    static let fileRules = [nameNotUTF8, nameCase, nameUnusual, nameTooLong, leftover]

    static let nameNotUTF8 = Rule(
        "name.not-utf8",
        .warning,
        Words("文件名不是 UTF-8 编码", "A name is not UTF-8"),
        why: Words("不同系统会把这个文件名读成不同的字，引用会失效。", "Systems read such a name differently, and references to it break."),
        remedy: Words("改用英文文件名，或用支持 UTF-8 的工具打包。", "Use an ASCII name, or a tool that writes UTF-8 names.")
    )
    static let nameCase = Rule(
        "name.case",
        .warning,
        Words("文件名只有大小写不同", "Names differ only by case"),
        why: Words("在不区分大小写的系统上，其中一个会覆盖另一个。", "On systems that ignore case one would overwrite the other."),
        remedy: Words("改名，让它们不只是大小写不同。", "Rename one of them.")
    )
    static let nameUnusual = Rule(
        "name.unusual",
        .warning,
        Words("文件名含有特殊字符", "Unusual characters in a name"),
        why: Words(
            "控制字符、< > : \" | ? *，以及结尾的点或空格，在有的系统上无法保存。",
            "Control characters, < > : \" | ? *, and a final dot or space cannot be stored on some systems."
        ),
        remedy: Words("只用字母、数字、“-”、“_”和“.”。", "Use letters, digits, “-”, “_” and “.” only.")
    )
    static let nameTooLong = Rule(
        "name.too-long",
        .warning,
        Words("路径过长或过深", "A path is too long or too deep"),
        why: Words(
            "超过 1,000 字节的路径、255 字节的文件名或 32 层目录，在有的系统上解不开。",
            "Paths over 1,000 bytes, names over 255 bytes or 32 folders deep cannot be unpacked everywhere."
        ),
        remedy: Words("缩短文件名，减少目录层数。", "Shorten names, and nest fewer folders.")
    )
    static let leftover = Rule(
        "file.leftover",
        .warning,
        Words("包里有多余的文件", "Files that do not belong"),
        why: Words(
            "版本库、依赖目录、环境文件和系统文件不属于小程序，可能泄露信息，也占体积。",
            "Repositories, dependencies, environment and system files are no part of a mini program; they may leak and take space."
        ),
        remedy: Words(
            "打包时排除它们，或写进 mini.project.json 的 uploadExclude。",
            "Leave them out when packing, or name them in uploadExclude of mini.project.json."
        )
    )
}
