public import Collecting

/// Reads what platforms and clearing houses report: CyberTipline reports one by one, NCMEC's published files,
/// transparency reports of Meta, TikTok and Discord, and statements of reasons under the Digital Services Act.
public struct PlatformReportsCollector: Collector {
    /// What the collector is and takes.
    public static let description: CollectorDescription = {
        let needs = Role.allCases.compactMap { try? Identifier($0.rawValue) }
        guard let id = try? Identifier("platform-reports"), needs.count == Role.allCases.count else {
            preconditionFailure("these are identifiers")
        }
        return CollectorDescription(
            id: id, version: "1.0", sourceKind: .platform,
            summary: LocalizedText(
                "CyberTipline reports, NCMEC's files, transparency reports, DSA statements of reasons (CSV)",
                malay: "laporan CyberTipline, fail NCMEC, laporan ketelusan, pernyataan sebab DSA (CSV)"),
            mediaTypes: ["text/csv", "application/x-ndjson"], fileEndings: ["csv", "tsv", "ndjson"],
            feeds: .some(needs), options: PlatformOptions.all, sizeLimit: 4 << 30, memoryLimit: UnitRows.memoryLimit)
    }()

    private let structure: DatasetStructure
    private let options: PlatformOptions

    /// Takes a dataset and options.
    ///
    /// - Throws: `CollectorOptionsError.datasetNotFed` for a dataset with none of the dimensions that files speak about.
    public init(structure: DatasetStructure, settings: CollectorSettings) throws(CollectorOptionsError) {
        let description = PlatformReportsCollector.description
        guard description.feeds.areMet(by: structure) else {
            throw .datasetNotFed(collector: description.id, dataset: structure.id, needs: description.feeds)
        }
        self.structure = structure
        options = PlatformOptions(settings)
    }

    /// Reports and statements are records; the other files hold counts that somebody made of them. Where the shape is not
    /// said, the dataset tells: levels, steps of handling and statements come from records.
    public var readsRecords: Bool {
        if let shape = options.shape { return shape == .cybertips || shape == .dsa }
        let counts = FileShape.dsa.units(of: "") ?? []
        return counts.contains(structure.measure.unit)
            || structure.dimensions.contains { [Role.level, .handling].map(\.rawValue).contains($0.id.description) }
    }

    /// Reads a file to its end.
    ///
    /// - Throws: `BytesError` where the source fails; what is wrong with the file is a finding.
    public func collect(
        from source: any ByteSource, context: CollectingContext, into sink: inout some CollectingSink
    ) throws(BytesError) {
        let headed = try HeadedSource(source)
        let place = Finding.Location(file: source.name)
        guard let shape = try shape(of: headed, at: place, into: &sink) else { return }
        let metric =
            shape == .ncmecContents ? LongReading.contents(options, structure) : LongReading.metric(options, shape)
        if [.meta, .tiktok, .discord].contains(shape), LongReading.isShare(metric) {
            return sink.report(.shareNotCounted(metric, at: place))
        }
        if let units = shape.units(of: metric), !units.contains(Folding.words(structure.measure.unit)) {
            return sink.report(.otherUnit(units, dataset: structure, at: place))
        }
        guard
            var rows = FigureRows(
                structure, context, shape, says: roles(shape, metric), file: source.name, into: &sink)
        else { return }
        do throws(BytesError) {
            switch shape {
            case .cybertips:
                var reading = CybertipReading(structure)
                try reading.read(headed, options, &rows, into: &sink)
            case .ncmecCountries: try CountryReading.read(headed, options, &rows, into: &sink)
            case .ncmecContents: try LongReading.readContents(headed, options, &rows, into: &sink)
            case .meta: try LongReading.readMeta(headed, options, &rows, into: &sink)
            case .tiktok: try LongReading.readTikTok(headed, options, &rows, into: &sink)
            case .discord:
                var reading = DiscordReading(options)
                try reading.read(headed, &rows, into: &sink)
            case .dsa: try StatementReading.read(headed, options, &rows, into: &sink)
            }
        } catch {
            guard let finding = Finding(encodingOf: error, file: source.name) else { throw error }
            sink.report(finding)
        }
    }

    /// What a shape says about its units.
    private func roles(_ shape: FileShape, _ metric: String) -> [Role] {
        switch shape {
        case .cybertips: CybertipReading.roles
        case .ncmecCountries: [.country]
        case .ncmecContents: Folding.words(metric) == "kind of exploitation" ? [.kind, .content] : [.content]
        case .meta: [.platform, .policy]
        case .tiktok: [.platform, .policy, .country]
        case .discord: metric.isEmpty ? [.platform, .kind] : [.platform, .policy, .kind]
        case .dsa: [.platform, .category, .keyword, .kind]
        }
    }

    /// The shape chosen, or the one that the first line shows; `nil` after reporting that there is none.
    private func shape(
        of source: HeadedSource, at place: Finding.Location, into sink: inout some CollectingSink
    ) throws(BytesError) -> FileShape? {
        if let shape = options.shape { return shape }
        if source.head.isEmpty {
            sink.report(.emptyFile(at: place))
            return nil
        }
        var reader = RecordReader(MemorySource(source.head), format: source.format, encoding: options.encoding)
        var headings: [String] = []
        do throws(BytesError) {
            if case .record? = try reader.next() {
                let first = Finding.Location(file: source.name, row: reader.lineNumber)
                // Headings by which no shape is known may be a person's row; those of objects have their keys.
                if source.format != .ndjson, PersonalData.report(in: reader, key: nil, at: first, into: &sink) {
                    return nil
                }
                headings =
                    source.format == .ndjson
                    ? (0..<reader.fieldCount).compactMap { reader.name($0) } : reader.texts()
            }
        } catch {
            guard let finding = Finding(encodingOf: error, file: source.name) else { throw error }
            sink.report(finding)
            return nil
        }
        let shapes = FileShape.possible(for: headings)
        if shapes.count == 1 { return shapes[0] }
        let first = Finding.Location(file: source.name, row: 1)
        sink.report(shapes.isEmpty ? .unknownShape(FileShape.names, at: first) : .ambiguousShape(shapes, at: first))
        return nil
    }
}
