// swift-tools-version: 6.2
import PackageDescription

/// Measurements, kept out of the package that people build: what they need beyond Lindung stays here.
let package = Package(
    name: "benchmarks",
    dependencies: [.package(name: "lindung", path: "..")],
    targets: [
        .executableTarget(
            name: "sampler-benchmark",
            dependencies: [.product(name: "NoiseSampling", package: "lindung")],
            path: "Sources/SamplerBenchmark"),
        .executableTarget(
            name: "workload-generator",
            dependencies: [.product(name: "ByteStreams", package: "lindung")],
            path: "Sources/WorkloadGenerator"),
    ],
    swiftLanguageModes: [.v6]
)
