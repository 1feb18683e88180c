public import Bytes
public import Statistics

/// What a release's SDMX-CSV refers to, as a structure message of SDMX-ML 2.1: agency, dataflow, codelists, concepts and
/// data structure, in every language there is.
public struct SDMXStructure: Sendable {
    typealias Attributes = [(name: String, value: String)]
    static let schemas = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"

    let release: Release
    let names: SDMXNames
    var structure: DatasetStructure { release.structure }

    /// Takes what is to be written.
    public init(_ release: Release) {
        self.release = release
        names = SDMXNames(release.structure)
    }

    /// Writes the message to a sink, without committing it.
    ///
    /// - Throws: `BytesError` where the sink cannot take it.
    public func write(to sink: any ByteSink) throws(BytesError) {
        var xml = MarkupWriter()
        xml.begin(
            "mes:Structure",
            [
                ("xmlns:mes", "\(SDMXStructure.schemas)/message"), ("xmlns:str", "\(SDMXStructure.schemas)/structure"),
                ("xmlns:com", "\(SDMXStructure.schemas)/common"),
            ])
        writeHeader(&xml)
        xml.begin("mes:Structures")
        writeAgency(&xml)
        writeDataflow(&xml)
        try writeCodelists(&xml, sink)
        writeConcepts(&xml)
        writeDataStructure(&xml)
        xml.end()
        xml.end()
        try xml.finish(to: sink)
    }

    /// The day on which a message was prepared must be said; it is the last that the figures cover, since the same release
    /// has the same bytes.
    private func writeHeader(_ xml: inout MarkupWriter) {
        let (year, month, day) = release.periods.days.upperBound.date
        let padded = [month, day].map { $0 < 10 ? "0\($0)" : "\($0)" }
        xml.begin("mes:Header")
        xml.text("mes:ID", "\(structure.id)-\(release.number)")
        xml.text("mes:Test", "false")
        xml.text("mes:Prepared", "\(year)-\(padded[0])-\(padded[1])T00:00:00")
        xml.empty("mes:Sender", [("id", names.agency)])
        xml.end()
    }

    private func writeAgency(_ xml: inout MarkupWriter) {
        xml.begin("str:OrganisationSchemes")
        xml.begin("str:AgencyScheme", [("id", "AGENCIES"), ("agencyID", "SDMX"), ("version", "1.0")])
        write(LocalizedText("Agencies", malay: "Agensi"), &xml)
        xml.begin("str:Agency", [("id", names.agency)])
        write(LocalizedText(names.agency), &xml)
        xml.end()
        xml.end()
        xml.end()
    }

    private func writeDataflow(_ xml: inout MarkupWriter) {
        xml.begin("str:Dataflows")
        xml.begin("str:Dataflow", maintained(names.dataflow))
        write(structure.title, &xml)
        xml.begin("str:Structure")
        xml.empty("Ref", reference(names.dataStructure, "datastructure", "DataStructure"))
        xml.end()
        xml.end()
        xml.end()
    }

    // MARK: - Codes

    private func writeCodelists(_ xml: inout MarkupWriter, _ sink: any ByteSink) throws(BytesError) {
        xml.begin("str:Codelists")
        var written: Set<String> = []
        for (name, dimension) in zip(names.codelists, structure.dimensions) where written.insert(name).inserted {
            let codelist = dimension.codelist
            xml.begin("str:Codelist", maintained(name))
            write(codelist.title, &xml)
            write(Code.total.description, .total, parent: nil, &xml)
            for item in codelist.items {
                write(item.code.description, item.label, parent: (item.parent ?? .total).description, &xml)
                if xml.pendingCount >= 1 << 16 { try xml.drain(to: sink) }
            }
            xml.end()
        }
        for list in [MarkList.frequency(structure.frequency), .observation, .confidentiality] {
            xml.begin("str:Codelist", maintained(list.id))
            write(list.title, &xml)
            for mark in list.marks { write(mark.code, mark.meaning, parent: nil, &xml) }
            xml.end()
        }
        xml.end()
    }

    private func write(_ code: String, _ label: LocalizedText, parent: String?, _ xml: inout MarkupWriter) {
        xml.begin("str:Code", [("id", code)])
        write(label, &xml)
        if let parent {
            xml.begin("str:Parent")
            xml.empty("Ref", [("id", parent)])
            xml.end()
        }
        xml.end()
    }

    // MARK: - Help

    /// A name in every language it has.
    func write(_ text: LocalizedText, as element: String = "com:Name", _ xml: inout MarkupWriter) {
        xml.text(element, text.english, [("xml:lang", "en")])
        if let malay = text.malay { xml.text(element, malay, [("xml:lang", "ms")]) }
    }

    /// What a maintained thing says of itself.
    func maintained(_ id: String) -> Attributes {
        [("id", id), ("agencyID", names.agency), ("version", names.version)]
    }

    /// A reference to a maintained thing.
    func reference(_ id: String, _ package: String, _ kind: String) -> Attributes {
        maintained(id) + [("package", package), ("class", kind)]
    }
}
