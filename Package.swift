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
    _ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil, resources: [Resource] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies, path: path, resources: resources, swiftSettings: strict)
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
    ],
    targets: [
        // System libraries: a module map and a shim header each, imported by one target each.
        .systemLibrary(name: "CLibcrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),

        // Vocabulary and mechanisms: no input or output, no clock, no Foundation.
        module("Rationals"),
        module("Statistics", ["Rationals"]),
        module("DifferentialPrivacy", ["Rationals"]),

        // Bytes in and out, and what reads them.
        module("Bytes"),
        module("Spelling"),
        module("YAML", ["CLibYAML", "Spelling"]),
        module("Aggregation", ["Statistics", "Bytes"]),
        module("Cryptography", ["Statistics", "DifferentialPrivacy", "CLibcrypto"]),
        module(
            "Catalogue", ["Statistics", "Rationals", "Bytes", "YAML", "Spelling"],
            resources: [.copy("Resources/malaysia-ocsea")]),

        // Collectors.
        module("Collecting", ["Statistics", "Bytes", "Aggregation", "YAML", "Spelling"]),
        module(
            "TabularCollector", ["Collecting"], path: "Plugins/TabularCollector", resources: [.copy("Samples")]),
        module("HelplineFormCollector", ["Collecting"], path: "Plugins/HelplineFormCollector"),
        module(
            "Registry", ["Collecting", "TabularCollector", "HelplineFormCollector"], path: "Plugins/Registry"),

        // From cube to release to file.
        module(
            "Releasing",
            ["Rationals", "Statistics", "Aggregation", "DifferentialPrivacy", "Cryptography"]),
        module("Publishing", ["Statistics", "Rationals", "Bytes"]),

        // The use cases and the command line.
        module(
            "Workspace",
            [
                "Rationals", "Statistics", "Bytes", "YAML", "Aggregation", "DifferentialPrivacy",
                "Cryptography", "Catalogue", "Collecting", "Releasing", "Publishing",
            ]),
        module("Arguments", ["Spelling"]),
        module(
            "LindungMain",
            [
                "Arguments", "Rationals", "Statistics", "Bytes", "Aggregation", "Collecting", "Publishing",
                "TabularCollector", "Workspace",
            ]),
        .executableTarget(
            name: "lindung", dependencies: ["Collecting", "LindungMain", "Registry"], swiftSettings: strict),

        tests(of: "Rationals"),
        tests(of: "Statistics", ["Rationals"]),
        tests(of: "Spelling"),
        tests(of: "YAML"),
        tests(of: "Arguments"),
        tests(of: "Bytes"),
        tests(of: "Aggregation", ["Statistics", "Bytes"]),
        tests(of: "DifferentialPrivacy", ["Rationals"]),
        tests(of: "Catalogue", ["Bytes", "Statistics", "Rationals", "YAML"]),
        tests(of: "Collecting"),
        tests(of: "TabularCollector", ["Catalogue", "Collecting"]),
        tests(of: "HelplineFormCollector", ["Catalogue", "Collecting"]),
        tests(of: "Cryptography", ["DifferentialPrivacy", "Rationals"]),
        tests(of: "Releasing", ["Rationals", "Statistics", "Aggregation", "DifferentialPrivacy"]),
        tests(of: "Publishing", ["Rationals", "Statistics", "Bytes"]),
        tests(
            of: "Workspace",
            [
                "Aggregation", "Bytes", "Collecting", "DifferentialPrivacy", "Publishing", "Rationals", "Registry",
                "Releasing", "Statistics",
            ]),
        tests(of: "LindungMain", ["Bytes", "Collecting", "Registry", "lindung"]),
    ],
    swiftLanguageModes: [.v6]
)
