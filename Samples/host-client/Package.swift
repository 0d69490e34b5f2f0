// swift-tools-version: 6.2
import PackageDescription

/// The flags of every target.
var settings: [SwiftSetting] {
    [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .treatAllWarnings(as: .error),
    ]
}

let package = Package(
    name: "host-client",
    platforms: [.macOS(.v15), .iOS(.v18)],
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2")
    ],
    targets: [
        .systemLibrary(
            name: "CZstdDecoder",
            pkgConfig: "libzstd",
            providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]
        ),
        .target(
            name: "HostClient",
            dependencies: [
                "CZstdDecoder",
                // Apple's platforms have the same under the name of CryptoKit.
                .product(name: "Crypto", package: "swift-crypto", condition: .when(platforms: [.linux, .android])),
            ],
            swiftSettings: settings
        ),
        .executableTarget(name: "host-client", dependencies: ["HostClient"], swiftSettings: settings),
    ]
)
