import Testing
import YAML

/// Broken files neither crash nor hang, and what is wrong with them always has a place in the file.
@Suite struct MutationTests {
    private static let sample = Array(
        """
        id: ocsea-reports # a comment
        version: "1.0"
        title: {en: 'It''s', ms: é}
        dimensions:
          - {id: SOURCE, codelist: SOURCE}
          - id: FORM
            text: |
              kept
        rules: [a, "b\\n", ~]
        """.utf8)

    private func checkPlaces(_ bytes: [UInt8]) {
        let reader = YAMLReader(file: "f")
        let node = reader.parse(bytes)
        let lines = bytes.count { $0 == 0x0A || $0 == 0x0D } + 2
        #expect(node != nil || !reader.problems.isEmpty)
        for problem in reader.problems {
            #expect((1...lines).contains(problem.position.line) && problem.position.column >= 1)
            #expect(problem.position.column <= bytes.count + 1)
            #expect(!problem.message.isEmpty)
        }
    }

    @Test func everyPrefix() {
        for length in 0...Self.sample.count { checkPlaces(Array(Self.sample.prefix(length))) }
    }

    @Test(arguments: Array(":-[]{}\"'&*!|>#?%@`,\t\n\r\\ <~a0".utf8) + [0x00, 0x85, 0xC3, 0xFF])
    func everyByteReplacedAndInserted(byte: UInt8) {
        for index in Self.sample.indices {
            var replaced = Self.sample
            replaced[index] = byte
            checkPlaces(replaced)
            var inserted = Self.sample
            inserted.insert(byte, at: index)
            checkPlaces(inserted)
        }
    }

    @Test func everyByteRemoved() {
        for index in Self.sample.indices {
            var bytes = Self.sample
            bytes.remove(at: index)
            checkPlaces(bytes)
        }
    }
}
