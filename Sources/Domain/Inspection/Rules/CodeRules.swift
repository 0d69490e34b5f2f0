/// What should not be in code that goes to every user.
extension Rule {
    static let codeRules = [
        privateKey, accessKey, secretLiteral, sourceMapFile, sourceMapReference, notUTF8, byteOrderMark, notRead,
    ]

    static let privateKey = Rule(
        "secret.private-key",
        .error,
        Words("代码里有私钥", "A private key in the code"),
        why: Words(
            "包会下发到每个用户的手机，任何人都能取出私钥，冒充你签名。",
            "The package goes to every user's phone; anybody can take the key out and sign in your name."
        ),
        remedy: Words("立即更换这把密钥，把签名放到服务器上完成。", "Replace this key at once, and sign on your server.")
    )
    static let accessKey = Rule(
        "secret.access-key",
        .error,
        Words("代码里有云服务密钥", "A cloud access key in the code"),
        why: Words(
            "这是云服务的访问密钥，拿到它的人可以用你的账号。",
            "This is a cloud service's access key; whoever finds it can use your account."
        ),
        remedy: Words(
            "立即停用这把密钥，改由服务器签发临时凭证。",
            "Disable this key at once, and have your server issue temporary credentials."
        )
    )
    static let secretLiteral = Rule(
        "secret.literal",
        .warning,
        Words("疑似写死的密码或令牌", "What looks like a password or token"),
        why: Words(
            "名为密码、密钥或令牌的变量写了固定的值，发布后人人可见。",
            "Something named password, secret or token has a fixed value, which everybody can read once released."
        ),
        remedy: Words(
            "确认它是否机密；是的话更换它，改为从服务器获取。",
            "Check whether it is secret; if so, replace it and fetch it from your server."
        )
    )
    static let sourceMapFile = Rule(
        "source-map.file",
        .warning,
        Words("包里有源码映射文件", "A source map in the package"),
        why: Words(".map 文件能还原出完整源码，也白占体积。", "A .map file gives away the whole source, and takes space."),
        remedy: Words(
            "发布构建不要输出 .map；需要排错时用 steward upload --source-maps 另外保存。",
            "Do not emit .map files for releases; keep them with steward upload --source-maps."
        )
    )
    static let sourceMapReference = Rule(
        "source-map.reference",
        .info,
        Words("引用了源码映射", "A source map is referred to"),
        why: Words(
            "文件末尾的 sourceMappingURL 会暴露源码的位置，内嵌时还会带上源码。",
            "sourceMappingURL gives away where the source is, or the source itself where it is inline."
        ),
        remedy: Words("在发布构建里关闭源码映射。", "Turn source maps off for release builds.")
    )
    static let notUTF8 = Rule(
        "encoding.not-utf8",
        .warning,
        Words("文件不是 UTF-8 编码", "A file is not UTF-8"),
        why: Words(
            "小程序的代码按 UTF-8 读取，其他编码会显示成乱码。",
            "Mini programs are read as UTF-8; other encodings come out garbled."
        ),
        remedy: Words("用编辑器另存为 UTF-8（无 BOM）。", "Save it as UTF-8 without a byte order mark.")
    )
    static let byteOrderMark = Rule(
        "encoding.bom",
        .warning,
        Words("文件开头有 BOM", "A file starts with a byte order mark"),
        why: Words(
            "BOM 是看不见的字符，有的宿主会因此解析失败。",
            "The mark is an invisible character; some hosts fail to parse the file because of it."
        ),
        remedy: Words("用编辑器另存为 UTF-8（无 BOM）。", "Save it as UTF-8 without a byte order mark.")
    )
    static let notRead = Rule(
        "text.not-read",
        .info,
        Words("文件太大，没有检查内容", "Too large to look into"),
        why: Words(
            "超过 4 MB 的文本（或 1 MB 的配置）只核对了完整性，没有查找密钥等问题。",
            "Texts over 4 MB (configuration over 1 MB) are checked for damage only, not searched for secrets."
        ),
        remedy: Words("拆分文件，或自行确认其中没有机密。", "Split the file, or make sure yourself that it holds no secrets.")
    )
}
