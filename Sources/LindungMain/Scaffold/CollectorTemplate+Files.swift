// Made by .ci/make-collector-template from docs/examples; change the example, not this.

extension CollectorTemplate {
    /// `ExampleCollector.swift`.
    static let collector = ##"""
        public import Collecting

        /// Reads CSV with a line of headings: `period`, the name of each dimension of the dataset, and `count`.
        public struct ExampleCollector: Collector {
            /// What the collector is and takes.
            public static let description: CollectorDescription = {
                guard let id = try? Identifier("example") else { preconditionFailure("example is an identifier") }
                return CollectorDescription(
                    id: id, version: "1.0",
                    summary: LocalizedText(
                        "CSV whose headings are the dataset's dimensions",
                        malay: "CSV dengan tajuk lajur mengikut dimensi set data"),
                    mediaTypes: ["text/csv"], fileEndings: ["csv"], feeds: .anything,
                    options: [separator].compactMap(\.self), sizeLimit: 1 << 30, memoryLimit: 64 << 20)
            }()

            /// What separates the columns.
            static let separator = CollectorOption(
                "separator", .choice(["comma", "semicolon"]), default: "comma",
                LocalizedText("what separates the columns", malay: "pemisah lajur"))

            private let structure: DatasetStructure
            private let format: RecordFormat

            /// Makes the collector of a dataset.
            public init(structure: DatasetStructure, settings: CollectorSettings) throws(CollectorOptionsError) {
                self.structure = structure
                let mark = ExampleCollector.separator.map { settings[$0] == "semicolon" ? ";" : "," } ?? ","
                let dialect = mark.utf8.first.flatMap { CSVDialect(separator: $0) } ?? .standard
                format = .csv(dialect)
            }

            /// Reads a CSV file to its end.
            ///
            /// - Throws: `BytesError` where the source fails; what is wrong with the content is a finding.
            public func collect(
                from source: any ByteSource, context: CollectingContext, into sink: inout some CollectingSink
            ) throws(BytesError) {
                var records = RecordReader(source, format: format)
                var reading = ExampleReading(structure: structure, context: context, file: source.name)
                do throws(BytesError) {
                    while let event = try records.next() {
                        switch event {
                        case .problem(let problem): reading.note(problem, into: &sink)
                        case .record: reading.read(records, into: &sink)
                        }
                        if reading.isOver { return }
                    }
                } catch {
                    // Bytes in another encoding are the content's fault; anything else is the source's.
                    guard let finding = Finding(encodingOf: error, file: source.name) else { throw error }
                    return sink.report(finding)
                }
                reading.finish(into: &sink)
            }
        }

        """##

    /// `ExampleReading.swift`.
    static let reading = ##"""
        import Collecting

        /// The reading of one file: what has been seen so far, row after row.
        struct ExampleReading {
            /// Which column is what, from 0.
            private struct Columns {
                let period: Int
                let codes: [Int]
                let count: Int
                let width: Int
            }

            /// What two rows have in common if one repeats the other.
            private struct Key: Hashable {
                let period: Period
                let codes: [CodeIndex]
            }

            private let structure: DatasetStructure
            private let context: CollectingContext
            private let file: String
            private var columns: Columns?
            private var firstLines: [Key: Int] = [:]
            private var isEmpty = true
            private var rows = 0

            /// Whether nothing that follows can be read.
            private(set) var isOver = false

            init(structure: DatasetStructure, context: CollectingContext, file: String) {
                self.structure = structure
                self.context = context
                self.file = file
            }

            /// Takes note of a record that could not be read.
            mutating func note(_ problem: RecordProblem, into sink: inout some CollectingSink) {
                isEmpty = false
                sink.report(Finding(problem, file: file))
                isOver = columns == nil || problem.kind == .binary
            }

            /// Takes the next record: the headings, or a row.
            mutating func read(_ record: borrowing RecordReader, into sink: inout some CollectingSink) {
                isEmpty = false
                let line = record.lineNumber
                // In every column, asked for or not: the file is refused.
                if PersonalData.report(in: record, key: nil, at: Finding.Location(file: file, row: line), into: &sink) {
                    rows += 1
                    isOver = columns == nil
                    return
                }
                let fields = record.texts().map { $0.trimmed }
                guard let columns else { return readHeadings(fields, line: line, into: &sink) }
                rows += 1
                readRow(fields, line: line, columns, into: &sink)
            }

            /// Says what there is to say about the file as a whole.
            func finish(into sink: inout some CollectingSink) {
                let whole = Finding.Location(file: file)
                if isEmpty { return sink.report(.emptyFile(at: whole)) }
                if rows == 0 { sink.report(.noRows(at: whole)) }
            }

            private mutating func readHeadings(_ fields: [String], line: Int, into sink: inout some CollectingSink) {
                let place = Finding.Location(file: file, row: line)
                let wanted = ["period"] + structure.dimensions.map(\.id.description) + ["count"]
                let found = wanted.map { fields.firstIndex(of: $0) }
                for (name, column) in zip(wanted, found) where column == nil {
                    sink.report(.missingColumn(name, nearest: nil, at: place))
                }
                let places = found.compactMap(\.self)
                guard places.count == wanted.count, let period = places.first, let count = places.last else {
                    isOver = true
                    return
                }
                columns = Columns(
                    period: period, codes: Array(places.dropFirst().dropLast()), count: count, width: fields.count)
            }

            private mutating func readRow(
                _ fields: [String], line: Int, _ columns: Columns, into sink: inout some CollectingSink
            ) {
                guard fields.count == columns.width else {
                    let place = Finding.Location(file: file, row: line)
                    return sink.report(
                        .raggedRow(found: fields.count, expected: columns.width, hasHeadings: true, at: place))
                }
                let at = { [file] (column: Int) in Finding.Location(file: file, row: line, column: column + 1) }
                // All that is wrong with a row is said at once.
                let period = readPeriod(fields[columns.period], at: at(columns.period), into: &sink)
                var codes: [CodeIndex] = []
                for (dimension, column) in zip(structure.dimensions, columns.codes) {
                    if let code = readCode(fields[column], of: dimension, at: at(column), into: &sink) { codes.append(code) }
                }
                let count = readCount(fields[columns.count], at: at(columns.count), into: &sink)
                guard let period, let count, codes.count == structure.dimensions.count else { return }
                let key = Key(period: period, codes: codes)
                if let first = firstLines[key] {
                    return sink.report(.doubledRow(first: first, at: Finding.Location(file: file, row: line)))
                }
                firstLines[key] = line
                sink.observe(period: period, codes: codes, count: count)
            }

            private func readPeriod(
                _ text: String, at location: Finding.Location, into sink: inout some CollectingSink
            ) -> Period? {
                guard let written = Period(text) else {
                    sink.report(.malformedPeriod(text, pattern: "2024-03", at: location))
                    return nil
                }
                // Whether it is one of the dataset's, has begun and was declared.
                return context.place(written, frequency: structure.frequency, at: location, into: &sink)
            }

            private func readCode(
                _ text: String, of dimension: Dimension, at location: Finding.Location, into sink: inout some CollectingSink
            ) -> CodeIndex? {
                guard let code = try? Code(text), let index = dimension.codelist.index(of: code) else {
                    sink.report(.unknownCode(text, dimension: dimension, nearest: nil, at: location))
                    return nil
                }
                guard dimension.codelist.isLeaf(index) else {
                    sink.report(.subtotalCode(code, dimension: dimension, at: location))
                    return nil
                }
                return index
            }

            private func readCount(
                _ text: String, at location: Finding.Location, into sink: inout some CollectingSink
            ) -> Int64? {
                switch NumberFormat.plain.read(text) {
                case .number(let count) where count < 0: sink.report(.negativeCount(at: location))
                case .number(let count) where count > CollectingContext.largestCount:
                    sink.report(.absurdCount(limit: CollectingContext.largestCount, at: location))
                case .number(let count): return count
                default: sink.report(.malformedNumber(text, format: .plain, at: location))
                }
                return nil
            }
        }

        extension String {
            /// Without spaces around it.
            fileprivate var trimmed: String {
                var text = self[...]
                while text.first == " " { text.removeFirst() }
                while text.last == " " { text.removeLast() }
                return String(text)
            }
        }

        """##

    /// `ExampleCollectorTests.swift`.
    static let tests = ##"""
        import Collecting
        import CollectorConformance
        import ExampleCollector
        import Testing

        /// Files that the collector reads without an error; put more there, one for each thing that they may hold.
        private let samples =
            "\(#filePath)".split(separator: "/docs/examples/", maxSplits: 1)[0] + "/docs/examples/ExampleCollector/Samples"

        private func context() throws -> CollectingContext {
            CollectingContext(today: try #require(Day(year: 2024, month: 6, day: 15)))
        }

        /// Reads a text with the settings of the defaults.
        private func read(_ text: String) throws -> RecordingSink {
            let collector = try ExampleCollector(structure: try ExampleDataset.structure(), settings: .none)
            var sink = RecordingSink()
            try collector.collect(from: MemorySource(text, name: "f.csv"), context: try context(), into: &sink)
            return sink
        }

        // One after the other: memory is measured over the whole process.
        @Suite(.serialized) struct ExampleCollectorTests {
            @Test(arguments: ConformanceProperty.allCases)
            func itKeepsTo(property: ConformanceProperty) throws {
                let suite = CollectorConformance(
                    RegisteredCollector(ExampleCollector.self), structure: try ExampleDataset.structure(),
                    context: try context(), samples: try ConformanceSample.files(["sample.csv"], in: String(samples)),
                    effort: .quick)
                #expect(try suite.check(property).failures == [])
            }

            @Test func theSampleIsItsRows() throws {
                let sample = try ConformanceSample(file: "\(samples)/sample.csv")
                let sink = try read(String(decoding: sample.bytes, as: UTF8.self))
                #expect(sink.findings.isEmpty)
                #expect(sink.observations.count == sample.bytes.split(separator: UInt8(ascii: "\n")).count - 1)
            }

            @Test func whatIsWrongIsSaidWhereItStands() throws {
                let sink = try read("period,count\n")
                #expect(sink.outline.allSatisfy { $0 == "error missing-column 1:-" } && !sink.outline.isEmpty)
                #expect(try read("").outline == ["error empty-file -:-"])
            }
        }

        """##
}
