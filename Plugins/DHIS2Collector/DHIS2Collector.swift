public import Collecting

/// Reads what DHIS2 exports: data value sets and completeness registrations, in JSON, CSV, XML and ADX.
///
/// What the names of a DHIS2 stand for is said by a mapping file (`docs/collectors/dhis2.md`).
public struct DHIS2Collector: Collector {
    /// What the collector is and takes.
    public static let description: CollectorDescription = {
        guard let id = try? Identifier("dhis2") else { preconditionFailure("dhis2 is an identifier") }
        return CollectorDescription(
            id: id, version: "1.0",
            summary: LocalizedText(
                "data value sets of DHIS2 (JSON, CSV, XML, ADX), read by a mapping file",
                malay: "set nilai data DHIS2 (JSON, CSV, XML, ADX), dibaca melalui fail pemetaan"),
            mediaTypes: ["application/json", "application/csv", "text/csv", "application/xml", "application/adx+xml"],
            fileEndings: ["json", "csv", "xml"], options: options, sizeLimit: 256 << 20, memoryLimit: 512 << 20,
            mapping: .needed)
    }()

    private static let format = option(
        "format", .choice(["auto", "json", "csv", "xml"]), "auto",
        "the file's format; auto looks at its first characters",
        "format fail; auto melihat aksara pertamanya")
    private static let unmapped = option(
        "unmapped", .choice(["warn", "refuse"]), "warn",
        "what a data element that the mapping does not have is: a warning or an error",
        "elemen data yang tiada dalam fail pemetaan: amaran atau ralat")
    private static let absent = option(
        "absent", .choice(["unknown", "zero"]), "unknown",
        "what values that are not there are, where no registration says that a period is complete",
        "maksud nilai yang tiada, jika tiada pendaftaran menyatakan tempoh itu lengkap")
    private static let options = [format, unmapped, absent].compactMap(\.self)

    private static func option(
        _ name: String, _ kind: CollectorOption.Kind, _ value: String, _ english: String, _ malay: String
    ) -> CollectorOption? {
        CollectorOption(name, kind, default: value, LocalizedText(english, malay: malay))
    }

    private enum Format: String { case json, csv, xml }

    let structure: DatasetStructure
    private let mapping: DHIS2Mapping
    private let format: Format?
    private let isStrict: Bool
    private let absentIsZero: Bool

    /// Reads the mapping file.
    ///
    /// - Throws: `CollectorOptionsError.mappingMissing` without one, `mistakes` with all that is wrong in it.
    public init(structure: DatasetStructure, settings: CollectorSettings) throws(CollectorOptionsError) {
        guard let file = settings.mapping else { throw .mappingMissing(collector: DHIS2Collector.description.id) }
        let reader = YAMLReader(file: file.name)
        let read = reader.parse(file.bytes).flatMap { DHIS2MappingFile(reader: reader, structure: structure).read($0) }
        do throws(YAMLError) {
            mapping = try reader.result(read)
        } catch {
            throw .mistakes(error)
        }
        self.structure = structure
        let value = { (option: CollectorOption?) in option.map { settings[$0] } ?? "" }
        format = Format(rawValue: value(DHIS2Collector.format))
        isStrict = value(DHIS2Collector.unmapped) == "refuse"
        absentIsZero = value(DHIS2Collector.absent) == "zero"
    }

    /// Reads a document to its end.
    ///
    /// - Throws: `BytesError` where the source fails; what is wrong with the document is a finding.
    public func collect(
        from source: any ByteSource, context: CollectingContext, into sink: inout some CollectingSink
    ) throws(BytesError) {
        // Comments and names of officers are not read; but no string may hold what a person is known by.
        let screened = ScreenedSource(source)
        try read(screened, context: context, into: &sink)
        screened.report(into: &sink)
    }

    private func read(
        _ source: ScreenedSource, context: CollectingContext, into sink: inout some CollectingSink
    ) throws(BytesError) {
        let peeked = try HeadedSource(source)
        var reading = DHIS2Reading(
            structure: structure, mapping: mapping, context: context, file: source.name, isStrict: isStrict,
            absentIsZero: absentIsZero)
        do throws(DocumentError) {
            switch format ?? DHIS2Collector.format(of: peeked.head) {
            case nil: return sink.report(.emptyFile(at: Finding.Location(file: source.name)))
            case .json:
                var document = JSONDocument(DecodingSource(peeked))
                guard try document.read(into: &reading, &sink) else { return }
            case .xml:
                var document = XMLDocument(DecodingSource(peeked))
                guard try document.read(into: &reading, &sink) else { return }
            case .csv: guard try CSVDocument.read(peeked, into: &reading, &sink) else { return }
            }
            reading.finish(into: &sink)
        } catch {
            switch error {
            case .fault(let fault): sink.report(Finding(fault, file: source.name))
            case .source(let failure):
                guard let finding = Finding(encodingOf: failure, file: source.name) else { throw failure }
                sink.report(finding)
            }
        }
    }

    /// What a file that begins so is; `nil` if it holds nothing.
    private static func format(of beginning: [UInt8]) -> Format? {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let bytes = beginning.starts(with: mark) ? beginning.dropFirst(3) : beginning[...]
        let space: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
        switch bytes.first(where: { !space.contains($0) }) {
        case nil: return beginning.count < HeadedSource.limit ? nil : .csv
        case UInt8(ascii: "{"), UInt8(ascii: "["): return .json
        case UInt8(ascii: "<"): return .xml
        default: return .csv
        }
    }
}
