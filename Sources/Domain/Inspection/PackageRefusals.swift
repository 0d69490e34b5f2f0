/// The refusals of a package: nothing of it is kept. Each names the entry concerned and says what to do.
///
/// The list is closed: whatever else is wrong becomes a finding of a version that is kept.
extension Refusal {
    private static func refusing(_ code: String, _ zh: String, _ en: String, status: Int = 422) -> Refusal {
        Refusal(code: code, status: status, words: Words(zh, en))
    }

    package static let packageNotZip = refusing(
        "PACKAGE_NOT_ZIP",
        "这个文件不是 ZIP 压缩包。请把小程序目录打包成 .zip（或 .ma）后重新上传。",
        "This file is not a ZIP archive. Pack the mini program's folder as .zip (or .ma) and upload it again."
    )

    package static let packageTooLarge = refusing(
        "PACKAGE_TOO_LARGE",
        "代码包超过 20 MB。请删除用不到的图片和依赖后重新打包。",
        "The package is over 20 MB. Remove pictures and dependencies that are not used, and pack it again.",
        status: 413
    )

    package static func packagePathEscapes(_ name: String, _ danger: PackageName.Danger) -> Refusal {
        let name = PackageName.shown(name)
        let (zh, en) =
            switch danger {
            case .absolute: ("以“/”开头", "starts with “/”")
            case .parentFolder: ("含有“..”", "contains “..”")
            case .backslash: ("含有反斜杠", "contains a backslash")
            case .driveLetter: ("以盘符开头", "starts with a drive letter")
            case .nul: ("含有空字符", "contains a NUL character")
            }
        return refusing(
            "PACKAGE_PATH_ESCAPES",
            "“\(name)”的路径\(zh)，可能写到代码包之外。请在小程序目录内重新打包，路径用“/”分隔。",
            "The path “\(name)” \(en) and could reach outside the package. "
                + "Pack again from inside the mini program's folder, with “/” between folders."
        )
    }

    package static func packageHasLink(_ name: String) -> Refusal {
        refusing(
            "PACKAGE_HAS_LINK",
            "“\(PackageName.shown(name))”是链接或特殊文件。请换成真实的文件后重新打包。",
            "“\(PackageName.shown(name))” is a link or a special file. Put the real file in its place and pack again."
        )
    }

    package static func packageEncrypted(_ name: String) -> Refusal {
        refusing(
            "PACKAGE_ENCRYPTED",
            "“\(PackageName.shown(name))”已加密，无法检查。请不设密码重新打包。",
            "“\(PackageName.shown(name))” is encrypted and cannot be inspected. Pack again without a password."
        )
    }

    package static func packageDuplicate(_ name: String) -> Refusal {
        refusing(
            "PACKAGE_DUPLICATE_NAME",
            "“\(PackageName.shown(name))”在包里出现了不止一次，无法确定以哪个为准。请只保留一个后重新打包。",
            "“\(PackageName.shown(name))” is in the package more than once, so it is unclear which one counts. "
                + "Keep one and pack again."
        )
    }

    package static func packageOverlap(_ name: String) -> Refusal {
        refusing(
            "PACKAGE_ENTRIES_OVERLAP",
            "“\(PackageName.shown(name))”与其他文件共用同一段数据，正常的打包工具不会这样。请重新打包。",
            "“\(PackageName.shown(name))” shares its data with another entry, which no ordinary tool does. Pack again."
        )
    }

    package static let packageTooManyEntries = refusing(
        "PACKAGE_BOMB",
        "包里的文件超过 10,000 个。请去掉依赖目录（如 node_modules）后重新打包。",
        "The package holds more than 10,000 entries. Leave out dependencies (such as node_modules) and pack again."
    )

    package static let packageUnpacksTooLarge = refusing(
        "PACKAGE_BOMB",
        "代码包解压后超过 200 MB。请去掉用不到的文件后重新打包。",
        "The package is over 200 MB when unpacked. Leave out what is not used and pack again."
    )

    package static func packageExpands(_ name: String) -> Refusal {
        refusing(
            "PACKAGE_BOMB",
            "“\(PackageName.shown(name))”解压后会膨胀 200 倍以上，像是压缩炸弹。请去掉它后重新打包。",
            "“\(PackageName.shown(name))” grows more than 200 times when unpacked, like a decompression bomb. "
                + "Leave it out and pack again."
        )
    }

    /// The archive as a whole is cut off or contradicts itself.
    package static let packageDamaged = refusing(
        "PACKAGE_DAMAGED",
        "压缩包不完整或目录自相矛盾。请重新打包并上传。",
        "The archive is cut off, or its directory contradicts itself. Pack it again and upload it."
    )

    /// One entry cannot be read as the directory states it: checksum, size, or header.
    package static func packageEntryDamaged(_ name: String) -> Refusal {
        refusing(
            "PACKAGE_DAMAGED",
            "“\(PackageName.shown(name))”已损坏：内容与目录里记录的大小或校验值不符。请重新打包并上传。",
            "“\(PackageName.shown(name))” is damaged: its contents do not match the size or checksum in the directory. "
                + "Pack it again and upload it."
        )
    }
}
