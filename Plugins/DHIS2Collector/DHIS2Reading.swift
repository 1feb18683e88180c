import Collecting

/// The reading of one document: what has been seen so far, value after value.
struct DHIS2Reading {
    /// What two values have in common if one repeats the other. Names are numbers, for there may be millions.
    struct ValueKey: Hashable {
        let element: Int32
        let orgUnit: Int32
        let combination: Int32
        let attributes: Int32
        let ordinal: Int32
        let frequency: UInt8
    }

    /// More unmapped data elements than these are not told one by one.
    static let namedElements = 100

    let structure: DatasetStructure
    let mapping: DHIS2Mapping
    let context: CollectingContext
    let file: String
    let isStrict: Bool
    let absentIsZero: Bool

    var lines: [ValueKey: Int32] = [:]
    /// Combinations given by categories and options, and the number of each.
    var optionNumbers: [[Int32]: Int32] = [:]
    var codes: [CodeIndex?]
    var registered: [Period: Set<RegisteredForm>] = [:]
    var observed: Set<Period> = []
    /// How often each unmapped data element came, in the order in which they came.
    private var unmapped: [(name: String, count: Int, line: Int)] = []
    private var unmappedPlaces: [String: Int] = [:]
    private var moreUnmapped = 0
    private(set) var sawValues = false
    var sawRegistrations = false
    var observations = 0
    var left = (ignored: 0, deleted: 0, empty: 0)
    private var marked = 0
    private var withFreeText = 0
    private var misspelt: Set<String> = []
    var nearestSought = 0

    init(
        structure: DatasetStructure, mapping: DHIS2Mapping, context: CollectingContext, file: String, isStrict: Bool,
        absentIsZero: Bool
    ) {
        self.structure = structure
        self.mapping = mapping
        self.context = context
        self.file = file
        self.isStrict = isStrict
        self.absentIsZero = absentIsZero
        codes = structure.dimensions.map { _ in nil }
    }

    /// The place of a part of a value.
    func place(_ line: Int, _ part: String? = nil) -> Finding.Location {
        Finding.Location(file: file, row: line > 0 ? line : nil, heading: part)
    }

    /// Takes a name that is none of DHIS2's.
    mutating func note(unknown name: String, known: [String], line: Int, into sink: inout some CollectingSink) {
        guard misspelt.count < 20, !misspelt.contains(name), let meant = nearest(to: name, among: known) else { return }
        misspelt.insert(name)
        sink.report(.unknownKey(name, meant: meant, at: place(line)))
    }

    /// Takes that the document's values are of a data set, and by which names it calls things; `false` after
    /// reporting that it cannot be read by this mapping.
    func checkHeader(
        dataSet: String, schemes: [(kind: DHIS2Mapping.Kind?, name: String)], line: Int,
        into sink: inout some CollectingSink
    ) -> Bool {
        var isSound = true
        if !dataSet.isEmpty, !mapping.dataSets.isEmpty, !mapping.dataSets.contains(dataSet) {
            sink.report(.otherDataSet(dataSet, at: place(line, "dataSet")))
            isSound = false
        }
        for kind in DHIS2Mapping.Kind.allCases {
            guard let expected = mapping.schemes[kind] else { continue }
            let said = schemes.first { $0.kind == kind } ?? schemes.first { $0.kind == nil }
            guard let said, said.name.lowercased() != expected else { continue }
            sink.report(.otherScheme(said.name, expected: expected, at: place(line, "idScheme")))
            isSound = false
        }
        return isSound
    }

    /// Takes a value.
    mutating func take(_ value: DHIS2Value, into sink: inout some CollectingSink) {
        sawValues = true
        if value.hasFreeText { withFreeText += 1 }
        if value.isDeleted {
            left.deleted += 1
            return
        }
        guard !value.element.isEmpty else {
            return sink.report(.missingValue(at: place(value.line, "dataElement")))
        }
        switch mapping.names[.dataElement]?[value.element] {
        case .ignored: left.ignored += 1
        case nil: noteUnmapped(value)
        case .codes(let number, let codes):
            if value.isMarked { marked += 1 }
            count(value, element: number, codes, into: &sink)
        }
    }

    private mutating func noteUnmapped(_ value: DHIS2Value) {
        if let known = unmappedPlaces[value.element] {
            unmapped[known].count += 1
        } else if unmapped.count < DHIS2Reading.namedElements {
            unmappedPlaces[value.element] = unmapped.count
            unmapped.append((value.element, 1, value.line))
        } else {
            moreUnmapped += 1
        }
    }

    /// Says what there is to say about the document as a whole.
    mutating func finish(into sink: inout some CollectingSink) {
        let whole = Finding.Location(file: file)
        for (name, count, line) in unmapped {
            sink.report(.unmappedElement(name, values: count, isRefused: isStrict, at: place(line)))
        }
        if moreUnmapped > 0 {
            sink.report(.moreUnmapped(values: moreUnmapped, isRefused: isStrict, at: whole))
        }
        for (count, english, malay) in [
            (left.ignored, "left out, as the mapping says", "diketepikan, seperti dalam fail pemetaan"),
            (left.deleted, "left out as deleted in DHIS2", "diketepikan kerana telah dipadam dalam DHIS2"),
            (
                left.empty, "left out: nothing stands there, which deletes a value in DHIS2",
                "diketepikan: tiada apa-apa di situ, yang memadam nilai dalam DHIS2"
            ),
            (marked, "marked for follow-up in DHIS2, and counted", "ditanda untuk susulan dalam DHIS2, dan dikira"),
            (
                withFreeText, "with a comment or a name, which were not read; leave them out of exports",
                "dengan ulasan atau nama, yang tidak dibaca; jangan sertakan dalam eksport"
            ),
        ] where count > 0 {
            sink.report(.passedOver(count, english, malay: malay, at: whole))
        }
        finishPeriods(at: whole, into: &sink)
    }
}
