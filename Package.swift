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
        .library(name: "CollectorConformance", targets: ["CollectorConformance"]),
        .library(name: "LindungMain", targets: ["LindungMain", "Registry"]),
        // For Benchmarks/ alone: a package of its own sees no more of another than its products.
        .library(name: "NoiseSampling", targets: ["Rationals", "DifferentialPrivacy", "Cryptography"]),
        .library(name: "ByteStreams", targets: ["Bytes"]),
    ],
    targets: [
        // System libraries: a module map and a shim header each, imported by one target each.
        .systemLibrary(name: "CLibcrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(name: "CSQLite3", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CMicroHTTPD", pkgConfig: "libmicrohttpd", providers: [.apt(["libmicrohttpd-dev"])]),
        // No library: one instruction of the processor that Swift's SIMD types do not name.
        .systemLibrary(name: "CByteMasks"),
        // The C library's allocator, of which Swift's module of it does not tell.
        .systemLibrary(name: "CAllocator"),
        // Two calls for starting processes that it does not show either.
        .systemLibrary(name: "CSpawn"),

        // Vocabulary and mechanisms: no input or output, no clock, no Foundation.
        module("Rationals"),
        module("Statistics", ["Rationals"]),
        module("DifferentialPrivacy", ["Rationals"]),

        module("Residuals", ["Statistics", "Rationals"]),
        module("Inference", ["Statistics", "Residuals", "DifferentialPrivacy"]),

        // Bytes in and out, and what reads them.
        module("Bytes", ["CZlib"]),
        module("Spelling"),
        module("Spreadsheets", ["CLibZip", "CXLSXWriter"]),
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
        module("Collecting", ["Statistics", "Bytes", "Aggregation", "YAML", "Spelling", "Spreadsheets"]),
        module("CollectorConformance", ["Collecting", "CAllocator"]),
        module("ProcessCollecting", ["Collecting", "CSpawn"]),
        module(
            "TabularCollector", ["Collecting"], path: "Plugins/TabularCollector", exclude: ["Samples"]),
        module("HelplineFormCollector", ["Collecting"], path: "Plugins/HelplineFormCollector"),
        module("DHIS2Collector", ["Collecting"], path: "Plugins/DHIS2Collector", exclude: ["Samples"]),
        module(
            "PlatformReportsCollector", ["Collecting"], path: "Plugins/PlatformReportsCollector", exclude: ["Samples"]),
        module(
            "HotlineReportsCollector", ["Collecting"], path: "Plugins/HotlineReportsCollector", exclude: ["Samples"]),
        module("PoliceCasesCollector", ["Collecting"], path: "Plugins/PoliceCasesCollector", exclude: ["Samples"]),
        // New collectors above this line: modules.
        module(
            "Registry",
            [
                "Collecting",
                "TabularCollector",
                "HelplineFormCollector",
                "HotlineReportsCollector",
                "PoliceCasesCollector",
                "PlatformReportsCollector",
                "DHIS2Collector",
                // New collectors above this line: names.
            ], path: "Plugins/Registry"),

        // From cube to release to file.
        module(
            "Releasing",
            ["Rationals", "Statistics", "Residuals", "Aggregation", "DifferentialPrivacy", "Cryptography"]),
        module(
            "Publishing", ["Statistics", "Rationals", "Bytes", "Inference", "Spreadsheets", "Cryptography"],
            resources: [.embedInCode("Resources/dashboard.schema.json")]),
        module(
            "Pages", ["Statistics", "Rationals", "Bytes", "Inference", "Publishing"],
            resources: [.embedInCode("Resources/pages.css")]),

        // What is sent and asked for over the network, whoever answers.
        module("HTTPServing", ["Bytes", "CMicroHTTPD"]),

        // The use cases and the command line.
        module(
            "Workspace",
            [
                "Rationals", "Statistics", "Bytes", "YAML", "Aggregation", "DifferentialPrivacy",
                "Cryptography", "Catalogue", "Collecting", "Storage", "Releasing", "Inference", "Publishing", "Pages",
            ],
            resources: [.copy("Resources/demonstration")]),
        // The service: the use cases over HTTP.
        module(
            "Service",
            [
                "HTTPServing", "Workspace", "Statistics", "Storage", "Publishing", "Pages", "Catalogue", "Collecting",
                "Cryptography", "Bytes",
            ]),
        module("Arguments", ["Spelling"]),
        module("Configuration", ["Arguments", "YAML", "Spelling"]),
        module(
            "LindungMain",
            [
                "Arguments", "Configuration", "Spelling", "Rationals", "Statistics", "Bytes", "Aggregation",
                "DifferentialPrivacy", "Cryptography", "Catalogue", "Collecting", "CollectorConformance",
                "ProcessCollecting", "Storage",
                "StorageSQLite", "Releasing", "Inference", "Publishing", "Workspace", "HTTPServing", "Service",
            ]),
        .executableTarget(
            name: "lindung", dependencies: ["Collecting", "LindungMain", "Registry"], swiftSettings: strict),

        // The worked example of docs/collectors.md, from which `lindung collectors new` makes new ones.
        module("ExampleCollector", ["Collecting"], path: "docs/examples/ExampleCollector", exclude: ["Samples"]),
        .testTarget(
            name: "ExampleCollectorTests", dependencies: ["ExampleCollector", "Collecting", "CollectorConformance"],
            path: "docs/examples/ExampleCollectorTests", swiftSettings: strict),

        // What several test targets use; nothing that ships depends on it.
        module(
            "TestSupport", ["Rationals", "Statistics", "DifferentialPrivacy", "Bytes"], path: "Tests/TestSupport"),

        // What the tests of collectors share.
        module(
            "CollectorSupport", ["Catalogue", "Collecting", "CollectorConformance"], path: "Tests/CollectorSupport"),

        // What the fuzz targets and the tests ask of any bytes; for tests alone.
        module(
            "FuzzChecks", ["Aggregation", "Bytes", "Collecting", "Spreadsheets", "TestSupport"],
            path: "Tests/Fuzzing/Checks"),

        tests(of: "Rationals"),
        tests(of: "Statistics", ["Rationals", "TestSupport"]),
        tests(of: "Spelling"),
        tests(of: "Spreadsheets", ["TestSupport"]),
        tests(of: "YAML"),
        tests(of: "Arguments"),
        tests(of: "Configuration", ["Arguments", "YAML"]),
        tests(of: "Bytes", ["TestSupport"]),
        tests(of: "Aggregation", ["Statistics", "Bytes", "TestSupport"]),
        tests(of: "HTTPServing", ["Bytes", "TestSupport"]),
        tests(
            of: "Service",
            [
                "HTTPServing", "Workspace", "Statistics", "Storage", "StorageSQLite", "Bytes", "Registry", "Collecting",
                "Catalogue", "Cryptography", "Inference", "TestSupport",
            ]),
        tests(of: "DifferentialPrivacy", ["Rationals", "TestSupport"]),
        tests(of: "Residuals", ["Statistics", "TestSupport"]),
        tests(
            of: "Inference",
            ["Statistics", "Residuals", "Rationals", "DifferentialPrivacy", "Releasing", "Aggregation", "TestSupport"]),
        tests(
            of: "Catalogue",
            ["Bytes", "DifferentialPrivacy", "Releasing", "Statistics", "Rationals", "YAML", "TestSupport"]),
        tests(of: "Collecting", ["Rationals", "TestSupport"]),
        tests(of: "CollectorConformance", ["Collecting"]),
        tests(of: "ProcessCollecting", ["Collecting", "CollectorConformance", "TestSupport"]),
        tests(
            of: "TabularCollector",
            ["Catalogue", "Collecting", "CollectorConformance", "CollectorSupport", "TestSupport"]),
        tests(of: "HelplineFormCollector", ["Collecting", "CollectorConformance", "CollectorSupport", "TestSupport"]),
        tests(of: "HotlineReportsCollector", ["Collecting", "CollectorConformance", "CollectorSupport"]),
        tests(of: "PoliceCasesCollector", ["Collecting", "CollectorConformance", "CollectorSupport"]),
        tests(of: "DHIS2Collector", ["Collecting", "CollectorConformance", "CollectorSupport", "TestSupport"]),
        tests(
            of: "PlatformReportsCollector",
            ["Catalogue", "Collecting", "CollectorConformance", "CollectorSupport", "TestSupport"]),
        // New collectors above this line: tests.
        tests(of: "Cryptography", ["DifferentialPrivacy", "Rationals", "TestSupport"]),
        tests(of: "Storage", ["StorageConformance", "Statistics", "Rationals", "Cryptography"]),
        tests(of: "StorageSQLite", ["Storage", "StorageConformance", "Statistics", "Rationals", "Cryptography"]),
        tests(
            of: "Releasing",
            ["Rationals", "Statistics", "Residuals", "Aggregation", "DifferentialPrivacy", "TestSupport"]),
        tests(of: "Publishing", ["Rationals", "Statistics", "Bytes", "Spreadsheets", "Cryptography", "TestSupport"]),
        tests(of: "Pages", ["Rationals", "Statistics", "Publishing", "TestSupport"]),
        tests(
            of: "Workspace",
            [
                "Aggregation", "Bytes", "Catalogue", "Collecting", "DifferentialPrivacy", "Publishing", "Rationals",
                "Registry",
                "Releasing", "Statistics", "Storage", "StorageSQLite", "TestSupport",
            ]),
        tests(of: "FuzzChecks", ["Aggregation", "Bytes", "Spreadsheets", "TestSupport"]),
        tests(
            of: "LindungMain",
            ["Arguments", "Bytes", "Collecting", "Publishing", "Registry", "lindung", "TestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)

// Fuzz targets are built by `make fuzz` alone: they need the sanitizers' runtime, which nothing else does.
if Context.environment["FUZZ"] != nil {
    package.targets += [
        .systemLibrary(name: "CFuzzing", path: "Tests/Fuzzing/CFuzzing")
    ]
    for name in ["Readers", "Documents", "Partials", "Gzip", "Workbooks"] {
        package.targets.append(
            .executableTarget(
                name: "fuzz-\(name.lowercased())", dependencies: ["FuzzChecks", "CFuzzing"],
                path: "Tests/Fuzzing/\(name)", swiftSettings: strict))
    }
}
