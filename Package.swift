// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "maturity-survey",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "survey-agent", targets: ["survey-agent"]),
        .executable(name: "survey-aggregator", targets: ["survey-aggregator"]),
        .library(name: "MaturityModel", targets: ["MaturityModel"]),
        .library(name: "SurveyProtocol", targets: ["SurveyProtocol"]),
    ],
    dependencies: [
        .package(
            url: "https://github.com/apple/swift-argument-parser", .upToNextMinor(from: "1.8.2")),
        .package(url: "https://github.com/apple/swift-asn1", .upToNextMinor(from: "1.7.4")),
        .package(
            url: "https://github.com/apple/swift-certificates", .upToNextMinor(from: "1.21.1")),
        .package(
            url: "https://github.com/apple/swift-configuration", .upToNextMinor(from: "1.4.0"),
            traits: ["CommandLineArguments", "YAML"]),
        .package(url: "https://github.com/apple/swift-crypto", .upToNextMinor(from: "4.5.2")),
        .package(url: "https://github.com/apple/swift-log", .upToNextMinor(from: "1.16.2")),
        .package(url: "https://github.com/apple/swift-http-types", .upToNextMinor(from: "1.8.0")),
        .package(url: "https://github.com/apple/swift-metrics", .upToNextMinor(from: "2.13.0")),
        .package(url: "https://github.com/apple/swift-nio", .upToNextMinor(from: "2.101.2")),
        .package(url: "https://github.com/apple/swift-nio-ssl", .upToNextMinor(from: "2.37.6")),
        .package(url: "https://github.com/groue/GRDB.swift", .upToNextMinor(from: "7.10.0")),
        .package(
            url: "https://github.com/apple/swift-nio-extras", .upToNextMinor(from: "1.35.2")),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird",
            .upToNextMinor(from: "2.28.1")),
        .package(url: "https://github.com/jpsim/Yams", .upToNextMinor(from: "6.2.2")),
        .package(
            url: "https://github.com/swift-server/async-http-client",
            .upToNextMinor(from: "1.37.0")),
        .package(
            url: "https://github.com/swift-server/swift-service-lifecycle",
            .upToNextMinor(from: "2.13.0")),
    ],
    targets: [
        // What both sides promise.
        .target(name: "SurveyProtocol", path: "protocol/Sources"),

        // What both use but neither owns.
        .target(name: "MaturityModel"),
        .target(
            name: "Pages",
            resources: [.embedInCode("Look/look.css"), .embedInCode("Look/icon.svg")]),
        .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
        .target(name: "CExpat", linkerSettings: [.linkedLibrary("expat")]),
        .target(name: "CXlsxWriter", linkerSettings: [.linkedLibrary("xlsxwriter")]),
        .target(name: "CZlib", linkerSettings: [.linkedLibrary("z")]),
        .target(name: "CZstd", linkerSettings: [.linkedLibrary("zstd")]),
        .target(
            name: "Formats",
            dependencies: [
                "CExpat", "CZlib",
                // Other systems do not bring it along; there gzip is used.
                .target(name: "CZstd", condition: .when(platforms: [.linux])),
            ]),
        .executableTarget(name: "survey-agent", dependencies: ["SurveyAgent"]),
        .executableTarget(name: "survey-aggregator", dependencies: ["SurveyAggregator"]),

        // What runs in a department or company.
        .target(
            name: "SurveyAgent",
            dependencies: [
                "CCurl", "Formats", "MaturityModel", "Pages", "SurveyProtocol",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
            ],
            path: "agent/Sources",
            resources: [.embedInCode("Form/form.js")]),

        // What the central team runs.
        .target(
            name: "SurveyAggregator",
            dependencies: [
                "CXlsxWriter", "Formats", "MaturityModel", "Pages", "SurveyProtocol",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdHTTP2", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
                .product(name: "Yams", package: "Yams"),
            ],
            path: "aggregator/Sources",
            // Served by the program itself.
            resources: [
                .embedInCode("Dashboard/desk.js"), .embedInCode("HTTP/openapi.yaml"),
            ]),

        // The main job on a model city.
        .executableTarget(
            name: "demo-city", dependencies: ["MaturityModel"], path: "Tests/Demo/Sources"),

        // How fast it is.
        .executableTarget(
            name: "survey-bench", dependencies: ["MaturityModel"], path: "bench/Sources"),

        // How we know.
        .target(
            name: "SurveyTesting", dependencies: ["SurveyProtocol"], path: "Tests/SurveyTesting"),
        .target(
            name: "AgentTesting", dependencies: ["SurveyAgent"], path: "Tests/AgentTesting"),
        .testTarget(
            name: "SurveyProtocolTests",
            dependencies: ["Formats", "SurveyProtocol", "SurveyTesting"]),
        .testTarget(name: "MaturityModelTests", dependencies: ["MaturityModel", "SurveyTesting"]),
        .testTarget(
            name: "SurveyAgentTests",
            dependencies: [
                "AgentTesting", "Formats", "MaturityModel", "Pages", "SurveyAgent",
                "SurveyProtocol", "SurveyTesting",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]),
        .testTarget(
            name: "SurveyAggregatorTests",
            dependencies: [
                "Formats", "MaturityModel", "Pages", "SurveyAggregator", "SurveyProtocol",
                "SurveyTesting",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "Yams", package: "Yams"),
            ],
            exclude: ["Forms"]),
        .testTarget(
            name: "SystemTests",
            dependencies: [
                "AgentTesting", "Formats", "MaturityModel", "SurveyAgent", "SurveyAggregator",
                "SurveyProtocol", "SurveyTesting", "survey-agent",
                "survey-aggregator",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
            ]),
        .testTarget(name: "PagesTests", dependencies: ["Pages"]),
        .testTarget(name: "TidyTests"),
    ]
)

// One settings loop: every target of ours is built the same way.
for target in package.targets where ![.system, .plugin, .binary].contains(target.type) {
    target.swiftSettings = [
        .swiftLanguageMode(.v6),
        .strictMemorySafety(),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
        // A dependency that deprecates something must not break a release of ours.
        .treatWarning("DeprecatedDeclaration", as: .warning),
    ]
}
