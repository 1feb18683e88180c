import Bytes
import Collecting
import Foundation
import TestSupport
import Testing

@testable import LindungMain

private let root = String("\(#filePath)".split(separator: "/Tests/", maxSplits: 1)[0])

private func text(_ path: String) throws -> String {
    String(decoding: try FileSource(path).readAll(), as: UTF8.self)
}

/// The files of Lindung's tree that a collector is entered in, in a folder of their own.
private func tree(in folder: Folder) throws -> String {
    for path in ["Package.swift", "Plugins/Registry/Registry.swift", "docs/architecture.md"] {
        let place = URL(fileURLWithPath: "\(folder.path)/\(path)")
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: "\(root)/\(path)", toPath: place.path)
    }
    return folder.path
}

private func contents(of folder: String) -> Set<String> {
    Set(FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? [])
}

@Suite struct CollectorsNewTests {
    @Test(arguments: ["", "desk", "D", "De sk", "Désk", "De/sk", "Example", "ExampleCollector", "Collector"])
    func whatIsNoNameIsRefused(name: String) { #expect(CollectorTemplate(name) == nil) }

    @Test(arguments: [("Desk", "desk"), ("NightDeskCollector", "night-desk"), ("CARE24Form", "care24-form")])
    func aNameGivesAModuleAndAnId(name: String, id: String) throws {
        let template = try #require(CollectorTemplate(name))
        #expect(template.id == id && template.module.hasSuffix("Collector"))
    }

    /// What is written is the worked example, which is built and tried with the rest.
    @Test func whatIsWrittenIsTheExample() throws {
        let template = try #require(CollectorTemplate("Desk"))
        let files = template.files(sources: "Plugins")
        let names = ["ExampleCollector.swift", "ExampleReading.swift", "Samples/sample.csv"]
        for (file, name) in zip(files, names) {
            let example = try text("\(root)/docs/examples/ExampleCollector/\(name)")
            #expect(file.text.replacing("Desk", with: "Example").replacing("desk", with: "example") == example)
        }
        let dataset = try text("\(root)/docs/examples/ExampleCollectorTests/ExampleDataset.swift")
        #expect(
            files.last?.text.replacing("Desk", with: "Example").replacing("desk", with: "example")
                .filter { !$0.isWhitespace } == dataset.filter { !$0.isWhitespace })
        #expect(files.allSatisfy { !$0.text.contains("xample") && !$0.path.contains("xample") })
    }

    @Test func inTheSourceTreeItIsEnteredEverywhere() throws {
        let folder = try Folder()
        defer { withExtendedLifetime(folder) {} }
        let place = try tree(in: folder)
        let template = try #require(CollectorTemplate("Desk"))
        let paths = try #require(SourceTree(around: "\(place)/docs")).add(template)
        #expect(paths.contains("Plugins/DeskCollector/DeskCollector.swift"))
        #expect(paths.allSatisfy { FileManager.default.fileExists(atPath: "\(place)/\($0)") })
        let manifest = try text("\(place)/Package.swift")
        #expect(manifest.components(separatedBy: "DeskCollector\"").count == 5)
        let registry = try text("\(place)/Plugins/Registry/Registry.swift")
        #expect(registry.contains("import DeskCollector\nimport HelplineFormCollector"))
        #expect(registry.contains("DeskCollector.self,"))
        #expect(try text("\(place)/docs/architecture.md").contains("`DHIS2Collector`, `DeskCollector` |"))
        // A second time there is nothing to do but to refuse.
        let before = try text("\(place)/Package.swift")
        #expect(throws: (any Error).self) { try SourceTree(around: place)?.add(template) }
        #expect(try text("\(place)/Package.swift") == before)
    }

    @Test(arguments: [
        ("Package.swift", "modules."), ("Package.swift", "names."), ("Package.swift", "tests."),
        ("Plugins/Registry/Registry.swift", "types."),
    ])
    func withoutAMarkNothingIsChanged(file: String, mark: String) throws {
        let folder = try Folder()
        defer { withExtendedLifetime(folder) {} }
        let place = try tree(in: folder)
        let broken = try text("\(place)/\(file)").replacing("above this line: \(mark)", with: "somewhere")
        try Data(broken.utf8).write(to: URL(fileURLWithPath: "\(place)/\(file)"))
        let before = try (contents(of: place), text("\(place)/Package.swift"))
        #expect(throws: (any Error).self) { try SourceTree(around: place)?.add(#require(CollectorTemplate("Desk"))) }
        #expect(contents(of: place) == before.0)
        #expect(try text("\(place)/Package.swift") == before.1)
    }

    @Test func whatFailsOnTheWayIsTakenBack() throws {
        let folder = try Folder()
        defer { withExtendedLifetime(folder) {} }
        let place = try tree(in: folder)
        // The last of the files cannot be made: a file stands where its folder should.
        try Data().write(to: URL(fileURLWithPath: "\(place)/Tests"))
        let before = contents(of: place)
        #expect(throws: (any Error).self) { try SourceTree(around: place)?.add(#require(CollectorTemplate("Desk"))) }
        #expect(contents(of: place) == before)
        #expect(try text("\(place)/Package.swift") == text("\(root)/Package.swift"))
    }

    @Test func elsewhereItIsAPackage() throws {
        let folder = try Folder()
        defer { withExtendedLifetime(folder) {} }
        let template = try #require(CollectorTemplate("Desk"))
        let files = template.package(dependency: ".package(path: \"../x\")", named: "x")
        let paths = try Scaffold(root: "\(folder.path)/new").write(files)
        #expect(Set(paths).isSuperset(of: ["Package.swift", "README.md", "Sources/lindung-with-desk/Main.swift"]))
        #expect(
            try text("\(folder.path)/new/Package.swift").contains(".product(name: \"LindungMain\", package: \"x\")"))
        #expect(SourceTree(around: folder.path) == nil)
        #expect(throws: (any Error).self) { try Scaffold(root: "\(folder.path)/new").write(files) }
    }
}
