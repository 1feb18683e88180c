import Collecting

/// A data value set in XML (DXF 2 or ADX), or a list of registrations.
struct XMLDocument {
    private enum Root: String {
        case dataValueSet, adx, completeDataSetRegistrations
    }

    private var reader: XMLReader
    private var header = DHIS2Header()
    /// The value whose element is open.
    private var value: DHIS2Value?
    private var isAnnotation = false
    private var isSound = true

    /// What stands beside the names of options in ADX.
    private static let notCategories: Set<String> = [
        "dataElement", "period", "orgUnit", "dataSet", "value", "comment", "storedBy", "created", "lastUpdated",
        "followup", "followUp", "deleted", "timestamp", "completeDate", "dryRun", "categoryOptionCombo",
        "attributeOptionCombo",
    ]

    init(_ source: any ByteSource) { reader = XMLReader(source) }

    /// Reads the document; `false` after reporting that it is none that the mapping reads.
    mutating func read(
        into reading: inout DHIS2Reading, _ sink: inout some CollectingSink
    ) throws(DocumentError) -> Bool {
        guard case .elementBegins(let name, let attributes)? = try reader.next(),
            let root = Root(rawValue: XMLDocument.local(name))
        else {
            sink.report(.noDHIS2(at: reading.place(reader.line)))
            return false
        }
        begin(attributes, isADX: false)
        isSound = check(attributes, reading, &sink)
        if root == .dataValueSet { registerHeader(into: &reading, &sink) }
        while let piece = try reader.next() {
            switch piece {
            case .elementBegins(let name, let attributes):
                element(XMLDocument.local(name), attributes, root, into: &reading, &sink)
            case .elementEnds(let name): end(XMLDocument.local(name), into: &reading, &sink)
            case .text:
                // Only that it is there is known of it: a text value of ADX stands beside a value of 0.
                if isAnnotation, value?.value == "0" { value?.isText = true }
            }
        }
        return isSound
    }

    private mutating func element(
        _ name: String, _ attributes: [XMLReader.Attribute], _ root: Root, into reading: inout DHIS2Reading,
        _ sink: inout some CollectingSink
    ) {
        switch (name, root) {
        case ("group", .adx) where value == nil:
            begin(attributes, isADX: true)
            isSound = check(attributes, reading, &sink) && isSound
            registerHeader(into: &reading, &sink)
        case ("dataValue", .dataValueSet), ("dataValue", .adx):
            value = dataValue(attributes, isADX: root == .adx)
        case ("annotation", .adx): isAnnotation = true
        case ("completeDataSetRegistration", .completeDataSetRegistrations):
            reading.register(registration(attributes), into: &sink)
        default: break
        }
    }

    private mutating func end(
        _ name: String, into reading: inout DHIS2Reading, _ sink: inout some CollectingSink
    ) {
        if name == "annotation" { isAnnotation = false }
        guard name == "dataValue", let value else { return }
        self.value = nil
        if isSound { reading.take(value, into: &sink) }
    }

    /// Takes what stands at the head of the document or of a group.
    private mutating func begin(_ attributes: [XMLReader.Attribute], isADX: Bool) {
        let text = XMLDocument.finder(attributes)
        header = DHIS2Header(
            dataSet: text("dataSet"), period: text("period"), orgUnit: text("orgUnit"),
            attributes: combination(attributes, "attributeOptionCombo", isADX: isADX),
            isComplete: !text("completeDate").isEmpty, line: reader.line)
    }

    private func check(
        _ attributes: [XMLReader.Attribute], _ reading: DHIS2Reading, _ sink: inout some CollectingSink
    ) -> Bool {
        let text = XMLDocument.finder(attributes)
        let said = DHIS2Header.schemes.compactMap { scheme in
            text(scheme.name).isEmpty ? nil : (kind: scheme.kind, name: text(scheme.name))
        }
        return reading.checkHeader(dataSet: header.dataSet, schemes: said, line: reader.line, into: &sink)
    }

    private func registerHeader(into reading: inout DHIS2Reading, _ sink: inout some CollectingSink) {
        if header.isComplete { reading.register(header.registration, into: &sink) }
    }

    private func dataValue(_ attributes: [XMLReader.Attribute], isADX: Bool) -> DHIS2Value {
        let text = XMLDocument.finder(attributes)
        let own = combination(attributes, "attributeOptionCombo", isADX: false)
        return DHIS2Value(
            element: text("dataElement"), period: text("period").isEmpty ? header.period : text("period"),
            orgUnit: text("orgUnit").isEmpty ? header.orgUnit : text("orgUnit"),
            combination: combination(attributes, "categoryOptionCombo", isADX: isADX),
            attributes: own == .absent ? header.attributes : own, value: text("value"),
            isDeleted: truthOfDHIS2(text("deleted")) ?? false,
            isMarked: truthOfDHIS2(text("followup")) ?? truthOfDHIS2(text("followUp")) ?? false,
            hasFreeText: !(text("comment") + text("storedBy")).isEmpty, line: reader.line)
    }

    /// A combination that an attribute names, or that the other attributes of ADX give as options.
    private func combination(
        _ attributes: [XMLReader.Attribute], _ name: String, isADX: Bool
    ) -> DHIS2Combination {
        let text = XMLDocument.finder(attributes)
        if !text(name).isEmpty { return .name(text(name)) }
        guard isADX else { return .absent }
        let options = attributes.filter { attribute in
            !XMLDocument.notCategories.contains(attribute.name) && !attribute.name.contains(":")
                && attribute.name != "xmlns" && !DHIS2Header.schemes.contains { $0.name == attribute.name }
        }
        return options.isEmpty
            ? .absent : .options(options.map { DHIS2Option(category: $0.name, option: trimmed($0.value)) })
    }

    private func registration(_ attributes: [XMLReader.Attribute]) -> DHIS2Registration {
        let text = XMLDocument.finder(attributes)
        return DHIS2Registration(
            dataSet: text("dataSet"), period: text("period"),
            orgUnit: text("organisationUnit").isEmpty ? text("orgUnit") : text("organisationUnit"),
            attributes: combination(attributes, "attributeOptionCombo", isADX: false),
            isComplete: truthOfDHIS2(text("completed")) ?? true, line: reader.line)
    }

    private static func finder(_ attributes: [XMLReader.Attribute]) -> (String) -> String {
        { name in attributes.first { $0.name == name }.map { trimmed($0.value) } ?? "" }
    }

    /// A name without its prefix.
    private static func local(_ name: String) -> String { name.split(separator: ":").last.map(String.init) ?? name }
}
