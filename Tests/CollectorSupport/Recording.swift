public import Bytes
public import Collecting
import CollectorConformance
import Testing

/// What a collector said of one submission.
public struct Recording: Equatable {
    /// A kind of thing that a collector says beside its findings.
    public enum Speech: Hashable, Sendable {
        /// Counts.
        case counts
        /// Units, by marks of their keys.
        case units
        /// Counts of the sections of a form.
        case sections
        /// Periods that are covered.
        case covers
    }

    /// A count and where it stands.
    public struct Count: Hashable {
        /// Its period.
        public let period: Period
        /// Its codes, in the order of the dimensions.
        public let codes: [CodeIndex]
        /// How many.
        public let count: Int64
    }

    /// A unit and where it stands.
    public struct Sighting: Hashable {
        /// Its period.
        public let period: Period
        /// Its codes, in the order of the dimensions.
        public let codes: [CodeIndex]
        /// What stands for the unit.
        public let mark: UnitMark
    }

    /// A count of a section of a form.
    public struct SectionCount: Hashable {
        /// Its period.
        public let period: Period
        /// The section: a level a dimension.
        public let section: LevelTuple
        /// Its codes, in the order of the dimensions.
        public let codes: [CodeIndex]
        /// How many.
        public let count: Int64
    }

    /// The structure of the dataset.
    public let structure: DatasetStructure
    let events: [CollectedEvent]

    /// Reads a submission; whatever else than findings and `speech` the collector says is an issue of the test.
    ///
    /// - Throws: `BytesError` as the source.
    public init(
        _ source: any ByteSource, by reader: any SubmissionReader, for structure: DatasetStructure,
        _ context: CollectingContext, saying speech: Set<Speech>
    ) throws(BytesError) {
        var sink = RecordingSink()
        try reader.collect(from: source, context: context, into: &sink)
        if sink.left > 0 { Issue.record("more was said than is kept") }
        for event in sink.events {
            guard let kind = Speech(event), !speech.contains(kind) else { continue }
            Issue.record("this collector may not say \(event)")
        }
        self.structure = structure
        events = sink.events
    }

    /// The counts, in the order in which they came.
    public var counts: [Count] {
        events.compactMap { event in
            guard case .count(let period, let codes, let count) = event else { return nil }
            return Count(period: period, codes: codes, count: count)
        }
    }

    /// The units, in the order in which they came.
    public var sightings: [Sighting] {
        events.compactMap { event in
            guard case .unit(let period, let codes, let mark) = event else { return nil }
            return Sighting(period: period, codes: codes, mark: mark)
        }
    }

    /// The counts of sections, in the order in which they came.
    public var sections: [SectionCount] {
        events.compactMap { event in
            guard case .section(let period, let section, let codes, let count) = event else { return nil }
            return SectionCount(period: period, section: section, codes: codes, count: count)
        }
    }

    /// `period`, or `period nil`, one a period that is covered.
    public var covered: [String] {
        events.compactMap { event in
            guard case .cover(let period, let isNil) = event else { return nil }
            return "\(period)\(isNil ? " nil" : "")"
        }
    }

    /// The findings, in the order in which they came.
    public var findings: [Finding] {
        events.compactMap { event in if case .finding(let finding) = event { finding } else { nil } }
    }
}

extension Recording.Speech {
    /// What an event is; `nil` for a finding.
    fileprivate init?(_ event: CollectedEvent) {
        switch event {
        case .count: self = .counts
        case .unit: self = .units
        case .section: self = .sections
        case .cover: self = .covers
        case .finding: return nil
        }
    }
}
