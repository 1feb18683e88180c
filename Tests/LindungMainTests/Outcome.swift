import Bytes
import Foundation
import Registry
import Synchronization
import TestSupport
import Testing

@testable import LindungMain

/// What a command said and how it ended.
struct Outcome {
    let status: Int32
    let output: String
    let errors: String

    /// The one JSON document on standard output.
    func json() throws -> Any {
        #expect(output.hasSuffix("\n"))
        return try JSONSerialization.jsonObject(with: Data(output.utf8), options: .fragmentsAllowed)
    }

    /// The members of the JSON object on standard output.
    func members() throws -> [String: Any] { try #require(try json() as? [String: Any]) }

    /// The lines of standard output.
    var lines: [String] { output.split(separator: "\n").map(String.init) }
}

/// Keeps what is written; a commit ends one document and more may follow.
private final class Listener: ByteSink {
    let name = "listener"
    private let kept = Mutex<(output: [UInt8], errors: String)>(([], ""))

    var bytes: [UInt8] { kept.withLock { $0.output } }
    var errors: String { kept.withLock { $0.errors } }

    func write(_ bytes: Span<UInt8>) throws(BytesError) {
        kept.withLock { kept in for place in bytes.indices { kept.output.append(bytes[place]) } }
    }
    func commit() throws(BytesError) {}
    func say(_ text: String) { kept.withLock { $0.errors += text } }
}

/// Runs a command in this process.
func lindung(_ words: [String]) -> Outcome {
    let listener = Listener()
    let streams = Streams(output: { listener }, error: { listener.say($0) })
    let status = LindungCommandLine(registry: .shipped).run(["lindung"] + words, streams: streams)
    return Outcome(status: status, output: String(decoding: listener.bytes, as: UTF8.self), errors: listener.errors)
}

func lindung(_ words: String...) -> Outcome { lindung(words) }

/// The built program.
enum Executable {
    /// Where it lies: beside the tests.
    static func path() throws -> String {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let path = URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("lindung").path
        try #require(FileManager.default.isExecutableFile(atPath: path), "build the product lindung")
        return path
    }

    /// Runs the program.
    static func run(_ words: [String], in folder: Folder) throws -> Outcome {
        try finish(try start(try path(), words, in: folder))
    }

    /// Runs a line of the shell, in which `$L` is the program.
    static func shell(_ line: String, in folder: Folder) throws -> Outcome {
        try finish(try start("/bin/sh", ["-c", "L='\(try path())'; cd '\(folder.path)'; " + line], in: folder))
    }

    /// A process that runs, and the files that it writes to.
    struct Running {
        let process: Process
        let output: URL
        let errors: URL
    }

    static func start(_ program: String, _ words: [String], in folder: Folder) throws -> Running {
        let process = Process()
        let name = "\(folder.path)/.said-\(UInt64.random(in: 0 ... .max))"
        let files = [name + ".out", name + ".err"].map { URL(fileURLWithPath: $0) }
        for file in files { try Data().write(to: file) }
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = words
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: files[0])
        process.standardError = try FileHandle(forWritingTo: files[1])
        try process.run()
        return Running(process: process, output: files[0], errors: files[1])
    }

    static func finish(_ running: Running) throws -> Outcome {
        running.process.waitUntilExit()
        #expect(running.process.terminationReason == .exit, "it must not be ended by a signal")
        let texts = try [running.output, running.errors].map { file in
            let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
            try FileManager.default.removeItem(at: file)
            return text
        }
        return Outcome(status: running.process.terminationStatus, output: texts[0], errors: texts[1])
    }
}

extension Folder {
    /// A small file of cases: 40 rows of A, 30 of B, 1 of C, over two months, with a count of 3 in each.
    func cases() throws -> String {
        var text = "place,month,n,key\n"
        for number in 0..<71 {
            let place = number < 40 ? "A" : number < 70 ? "B" : "C"
            text += "\(place),2024-0\(number % 2 + 1),3,u\(number % 20)\n"
        }
        return try file("cases.csv", text)
    }

    /// A structure that declares the places A to D.
    func structure(epsilon: String = "2") throws -> String {
        try file(
            "codelists/PLACE.yaml",
            "id: PLACE\ntitle: {en: Place, ms: Tempat}\ncodes:\n"
                + "ABCD".map { "  - {code: \($0), label: {en: \($0), ms: \($0)}}\n" }.joined())
        try file(
            "populations/people.yaml",
            """
            id: people
            title: {en: People, ms: Orang}
            unit: case
            epsilon: \(epsilon)
            delta: 1e-6
            shares: {cases: 0.8}
            reserve: 0.2

            """)
        return try file(
            "structures/cases.yaml",
            """
            id: cases
            version: "1.0"
            agency: TEST
            title: {en: Cases, ms: Kes}
            frequency: M
            population: people
            measure: {unit: cases, title: {en: Cases, ms: Kes}}
            dimensions:
              - {id: place, codelist: PLACE}
            unit: {name: case}
            tables:
              - {id: place, title: {en: By place, ms: Mengikut tempat}, dimensions: {place: all}}
            protection: {method: noise, mechanism: discrete-gaussian, k: 10}

            """)
    }

    /// A mapping of the file of cases.
    func mapping() throws -> String {
        try file(
            "mapping.yaml",
            """
            mapping: 1
            dataset: cases
            dimensions:
              place: {column: place}
            period: {column: month, format: yyyy-MM}
            count: rows

            """)
    }
}
