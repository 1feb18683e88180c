import Collecting
import FoundationEssentials

/// The first line that a program is given: all that it needs to know besides the submission.
struct ProcessHeader: Encodable {
    struct Words: Encodable {
        let en: String
        let ms: String?

        init(_ text: LocalizedText) { (en, ms) = (text.english, text.malay) }
    }

    struct Item: Encodable {
        let code: String
        let parent: String?
        let isLeaf: Bool
        let label: Words
        let terms: [String: String]
    }

    struct Axis: Encodable {
        let id: String
        let title: Words
        let isMultiValued: Bool
        let codes: [Item]
    }

    struct Dataset: Encodable {
        let id: String
        let version: String
        let title: Words
        let frequency: String
        let dimensions: [Axis]
        let sections: [[Int]]
    }

    struct Moment: Encodable {
        let today: String
        let period: String?
        let coverage: [String]?
        let largestCount: Int64
    }

    struct Mapping: Encodable {
        let name: String
        let text: String
    }

    let `protocol` = ProcessCollectors.protocolVersion
    let file: String
    let structure: Dataset
    let context: Moment
    let options: [String: String]
    let mapping: Mapping?

    init(
        file: String, structure: DatasetStructure, context: CollectingContext, settings: CollectorSettings,
        description: CollectorDescription
    ) {
        self.file = file
        self.structure = Dataset(
            id: structure.id.description, version: structure.version, title: Words(structure.title),
            frequency: structure.frequency.rawValue,
            dimensions: structure.dimensions.map { dimension in
                let codelist = dimension.codelist
                return Axis(
                    id: dimension.id.description, title: Words(dimension.title),
                    isMultiValued: dimension.isMultiValued,
                    codes: codelist.items.enumerated().map { place, item in
                        Item(
                            code: item.code.description, parent: item.parent?.description,
                            isLeaf: codelist.isLeaf(CodeIndex(place)), label: Words(item.label), terms: item.terms)
                    })
            }, sections: FormSections(structure).sections.map(\.levels.levels))
        self.context = Moment(
            today: context.today.description, period: context.period?.description,
            coverage: context.coverage.map { [$0.first.description, $0.last.description] },
            largestCount: CollectingContext.largestCount)
        options = Dictionary(uniqueKeysWithValues: description.options.map { ($0.name, settings[$0]) })
        mapping = settings.mapping.map { Mapping(name: $0.name, text: String(decoding: $0.bytes, as: UTF8.self)) }
    }

    /// The line with its end.
    var line: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts and numbers alone: there is nothing in it that could not be written.
        let data = (try? encoder.encode(self)) ?? Data()
        return Array(data) + [UInt8(ascii: "\n")]
    }
}
