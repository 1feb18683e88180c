// swift-tools-version: 6.2
import PackageDescription

/// Settings that every target is built with: warnings are errors, unsafe code is marked where it stands,
/// imports are internal unless said otherwise.
let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// One library target of the one-way chain of modules (docs/architecture.md draws it).
func module(
    _ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil, exclude: [String] = [],
    resources: [Resource] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies, path: path, exclude: exclude, resources: resources,
        swiftSettings: strict)
}

/// The tests of one module, in `Tests/<Name>Tests`.
func tests(of name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies, swiftSettings: strict)
}

let package = Package(
    name: "lindung",
    products: [
        .executable(name: "lindung", targets: ["lindung"]),
        .library(name: "Collecting", targets: ["Collecting"]),
        .library(name: "LindungMain", targets: ["LindungMain"]),
        // For Benchmarks/ alone: a package of its own sees no more of another than its products.
        .library(name: "NoiseSampling", targets: ["Rationals", "DifferentialPrivacy", "Cryptography"]),
        .library(name: "ByteStreams", targets: ["Bytes"]),
    ],
    targets: [
        // System libraries: a module map and a shim header each, imported by one target each.
        .systemLibrary(name: "CLibcrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(name: "CSQLite3", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        // No library: one instruction of the processor that Swift's SIMD types do not name.
        .systemLibrary(name: "CByteMasks"),

        // Vocabulary and mechanisms: no input or output, no clock, no Foundation.
        module("Rationals"),
        module("Statistics", ["Rationals"]),
        module("DifferentialPrivacy", ["Rationals"]),

        module("Residuals", ["Statistics", "Rationals"]),
        module("Inference", ["Statistics", "Residuals", "DifferentialPrivacy"]),

        // Bytes in and out, and what reads them.
        module("Bytes", ["CZlib"]),
        module("Spelling"),
        module("YAML", ["CLibYAML", "Spelling"]),
        module("Aggregation", ["Statistics", "Bytes", "CByteMasks"]),
        module("Cryptography", ["Statistics", "DifferentialPrivacy", "CLibcrypto"]),
        module(
            "Catalogue", ["Statistics", "Rationals", "Bytes", "YAML", "Spelling"],
            resources: [.copy("Resources/malaysia-ocsea")]),

        // What is kept.
        module("Storage", ["Statistics", "Rationals", "Cryptography"]),
        module("StorageSQLite", ["Storage", "Statistics", "Rationals", "Cryptography", "CSQLite3"]),
        // What every store must hold to, and a store in memory; for tests alone.
        module(
            "StorageConformance", ["Storage", "Statistics", "Rationals", "Cryptography"],
            path: "Tests/StorageConformance"),

        // Collectors.
        module("Collecting", ["Statistics", "Bytes", "Aggregation", "YAML", "Spelling"]),
        module(
            "TabularCollector", ["Collecting"], path: "Plugins/TabularCollector", exclude: ["Samples"]),
        module("HelplineFormCollector", ["Collecting"], path: "Plugins/HelplineFormCollector"),
        module(
            "Registry", ["Collecting", "TabularCollector", "HelplineFormCollector"], path: "Plugins/Registry"),

        // From cube to release to file.
        module(
            "Releasing",
            ["Rationals", "Statistics", "Residuals", "Aggregation", "DifferentialPrivacy", "Cryptography"]),
        module("Publishing", ["Statistics", "Rationals", "Bytes", "Inference"]),

        // The use cases and the command line.
        module(
            "Workspace",
            [
                "Rationals", "Statistics", "Bytes", "YAML", "Aggregation", "DifferentialPrivacy",
                "Cryptography", "Catalogue", "Collecting", "Storage", "Releasing", "Inference", "Publishing",
            ],
            resources: [.copy("Resources/demonstration")]),
        module("Arguments", ["Spelling"]),
        module(
            "LindungMain",
            [
                "Arguments", "Spelling", "Rationals", "Statistics", "Bytes", "Aggregation", "DifferentialPrivacy",
                "Cryptography", "Catalogue", "Collecting", "Storage", "StorageSQLite", "Releasing", "Inference",
                "Publishing", "Workspace",
            ]),
        .executableTarget(
            name: "lindung", dependencies: ["Collecting", "LindungMain", "Registry"], swiftSettings: strict),

        // What several test targets use; nothing that ships depends on it.
        module(
            "TestSupport", ["Rationals", "Statistics", "DifferentialPrivacy", "Bytes"], path: "Tests/TestSupport"),

        // What the fuzz targets and the tests ask of any bytes; for tests alone.
        module("FuzzChecks", ["Aggregation", "Bytes"], path: "Tests/Fuzzing/Checks"),

        tests(of: "Rationals"),
        tests(of: "Statistics", ["Rationals", "TestSupport"]),
        tests(of: "Spelling"),
        tests(of: "YAML"),
        tests(of: "Arguments"),
        tests(of: "Bytes", ["TestSupport"]),
        tests(of: "Aggregation", ["Statistics", "Bytes", "TestSupport"]),
        tests(of: "DifferentialPrivacy", ["Rationals", "TestSupport"]),
        tests(of: "Residuals", ["Statistics", "TestSupport"]),
        tests(
            of: "Inference",
            ["Statistics", "Residuals", "Rationals", "DifferentialPrivacy", "Releasing", "Aggregation", "TestSupport"]),
        tests(
            of: "Catalogue",
            ["Bytes", "DifferentialPrivacy", "Releasing", "Statistics", "Rationals", "YAML", "TestSupport"]),
        tests(of: "Collecting", ["TestSupport"]),
        tests(of: "TabularCollector", ["Catalogue", "Collecting", "TestSupport"]),
        tests(of: "HelplineFormCollector", ["Catalogue", "Collecting"]),
        tests(of: "Cryptography", ["DifferentialPrivacy", "Rationals", "TestSupport"]),
        tests(of: "Storage", ["StorageConformance", "Statistics", "Rationals", "Cryptography"]),
        tests(of: "StorageSQLite", ["Storage", "StorageConformance", "Statistics", "Rationals", "Cryptography"]),
        tests(
            of: "Releasing",
            ["Rationals", "Statistics", "Residuals", "Aggregation", "DifferentialPrivacy", "TestSupport"]),
        tests(of: "Publishing", ["Rationals", "Statistics", "Bytes", "TestSupport"]),
        tests(
            of: "Workspace",
            [
                "Aggregation", "Bytes", "Catalogue", "Collecting", "DifferentialPrivacy", "Publishing", "Rationals",
                "Registry",
                "Releasing", "Statistics", "Storage", "StorageSQLite", "TestSupport",
            ]),
        tests(of: "FuzzChecks", ["Aggregation", "Bytes", "TestSupport"]),
        tests(of: "LindungMain", ["Bytes", "Collecting", "Registry", "lindung", "TestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)

// Fuzz targets are built by `make fuzz` alone: they need the sanitizers' runtime, which nothing else does.
if Context.environment["FUZZ"] != nil {
    package.targets += [
        .systemLibrary(name: "CFuzzing", path: "Tests/Fuzzing/CFuzzing")
    ]
    for name in ["Readers", "Partials", "Gzip"] {
        package.targets.append(
            .executableTarget(
                name: "fuzz-\(name.lowercased())", dependencies: ["FuzzChecks", "CFuzzing"],
                path: "Tests/Fuzzing/\(name)", swiftSettings: strict))
    }
}
