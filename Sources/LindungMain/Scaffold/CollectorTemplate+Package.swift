// A package of one's own around a new collector: a manifest, an executable and a page that says what to do.

extension CollectorTemplate {
    /// The executable of the package.
    var program: String { "lindung-with-\(id)" }

    /// All files of the package; `dependency` is the requirement of Lindung as a manifest writes it, and `package` the
    /// name by which products of it are asked for.
    func package(dependency: String, named package: String) -> [(path: String, text: String)] {
        files(sources: "Sources") + [
            ("Package.swift", manifest(dependency, package)), ("Sources/\(program)/Main.swift", main),
            ("README.md", readme), (".gitignore", ".build/\nworkspace/\n"),
        ]
    }

    private func manifest(_ dependency: String, _ package: String) -> String {
        let product = { (name: String) in ".product(name: \"\(name)\", package: \"\(package)\")" }
        return """
            // swift-tools-version: 6.2
            import PackageDescription

            let package = Package(
                name: "\(program)",
                products: [.executable(name: "\(program)", targets: ["\(program)"])],
                dependencies: [
                    \(dependency)
                ],
                targets: [
                    .target(
                        name: "\(module)", dependencies: [\(product("Collecting"))],
                        exclude: ["Samples"], swiftSettings: settings),
                    .executableTarget(
                        name: "\(program)",
                        dependencies: [
                            "\(module)",
                            \(product("Collecting")),
                            \(product("LindungMain")),
                        ], swiftSettings: settings),
                    .testTarget(
                        name: "\(module)Tests",
                        dependencies: [
                            "\(module)",
                            \(product("Collecting")),
                            \(product("CollectorConformance")),
                        ], swiftSettings: settings),
                ],
                swiftLanguageModes: [.v6]
            )

            """.replacing(
                "let package",
                with: """
                    let settings: [SwiftSetting] = [
                        .enableUpcomingFeature("ExistentialAny"),
                        .enableUpcomingFeature("InternalImportsByDefault"),
                        .enableUpcomingFeature("MemberImportVisibility"),
                    ]

                    let package
                    """)
    }

    private var main: String {
        """
        import \(module)
        import Collecting
        import Glibc
        import LindungMain
        import Registry

        /// The command line of Lindung with the collectors that it ships and one more.
        @main
        struct Program {
            static func main() {
                let registry = CollectorRegistry.shipped.adding([RegisteredCollector(\(module).self)])
                exit(LindungCommandLine(registry: registry).run(CommandLine.arguments))
            }
        }

        """
    }

    private var readme: String {
        """
        # \(program)

        Lindung with the collector `\(id)`.

            swift test                                   # what every collector keeps to, tried on the samples
            swift build
            .build/debug/\(program) collectors        # \(id) is in the list
            .build/debug/\(program) init --workspace workspace
            .build/debug/\(program) validate FILE.csv --collector \(id) --dataset D --workspace workspace

        What the collector reads stands in `Sources/\(module)`; files that it reads without an error stand in
        `Sources/\(module)/Samples`. The manifest names where Lindung is: change it when it moves.
        `docs/collectors.md` of Lindung says what a collector may and may not do.

        """
    }
}
