public import Collecting

/// One thing that a collector said.
public enum CollectedEvent: Hashable, Sendable {
    /// A count.
    case count(period: Period, codes: [CodeIndex], count: Int64)
    /// A unit that was seen.
    case unit(period: Period, codes: [CodeIndex], unit: UnitMark)
    /// A count of one section of a form.
    case section(period: Period, levels: LevelTuple, codes: [CodeIndex], count: Int64)
    /// A period that is covered.
    case cover(period: Period, isNil: Bool)
    /// A finding.
    case finding(Finding)
}

/// A sink that keeps all it is given, in the order in which it came: for tests of collectors.
///
/// It keeps the keys of units too, in the clear, so that a test can look whether one stands where none may. So it
/// is for samples, never for what somebody submitted.
public struct RecordingSink: CollectingSink, Sendable {
    /// What was said, in order.
    public private(set) var events: [CollectedEvent] = []
    /// The keys that marks were asked for, in order, as they came.
    public private(set) var keys: [[UInt8]] = []
    /// How much was said beyond `limit` and not kept.
    public private(set) var left = 0
    /// The most events and keys that are kept of each.
    public let limit: Int

    /// Makes an empty sink that keeps at most `limit` events.
    public init(limit: Int = 1_000_000) { self.limit = limit }

    /// The findings, in order.
    public var findings: [Finding] {
        events.compactMap { event in if case .finding(let finding) = event { finding } else { nil } }
    }

    /// All but the findings, in order.
    public var observations: [CollectedEvent] {
        events.filter { event in if case .finding = event { false } else { true } }
    }

    /// The sum of the counts that came as observations, `nil` where it does not fit.
    public var total: Int64? {
        var sum: Int64 = 0
        for case .count(_, _, let count) in events {
            let (next, overflow) = sum.addingReportingOverflow(count)
            guard !overflow else { return nil }
            sum = next
        }
        return sum
    }

    /// `severity kind row:column`, one a finding; `-` for a place that has none.
    public var outline: [String] {
        findings.map { finding in
            let place = [finding.location.row, finding.location.column].map { $0.map(String.init) ?? "-" }
            return "\(finding.severity.rawValue) \(finding.kind.rawValue) \(place.joined(separator: ":"))"
        }
    }

    /// `period CODE/CODE count`, one an observation of a count or a unit (`1 unit`), in order.
    public func words(_ structure: DatasetStructure) -> [String] {
        let names = { (codes: [CodeIndex]) in
            zip(structure.dimensions, codes).map { $0.codelist.code(at: $1).description }.joined(separator: "/")
        }
        return events.compactMap { event in
            switch event {
            case .count(let period, let codes, let count): "\(period) \(names(codes)) \(count)"
            case .unit(let period, let codes, _): "\(period) \(names(codes)) 1 unit"
            case .section(let period, _, let codes, let count): "\(period) \(names(codes)) \(count)"
            case .cover, .finding: nil
            }
        }
    }

    /// Keeps a count.
    public mutating func observe(period: Period, codes: [CodeIndex], count: Int64) {
        keep(.count(period: period, codes: codes, count: count))
    }

    /// Keeps that a unit was seen.
    public mutating func observe(period: Period, codes: [CodeIndex], unit: UnitMark) {
        keep(.unit(period: period, codes: codes, unit: unit))
    }

    /// Keeps a count of a section.
    public mutating func observe(period: Period, section: LevelTuple, codes: [CodeIndex], count: Int64) {
        keep(.section(period: period, levels: section, codes: codes, count: count))
    }

    /// Keeps a key, and marks it by a hash without any secret: equal keys of one scope have equal marks.
    public mutating func mark(ofKey key: Span<UInt8>, scope: KeyScope) -> UnitMark {
        var bytes: [UInt8] = []
        for index in key.indices { bytes.append(key[index]) }
        if keys.count < limit { keys.append(bytes) } else { left += 1 }
        var words: [UInt64] = [0, 0, 0, 0]
        for word in words.indices {
            // FNV-1a, begun differently for each word.
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325 &+ UInt64(word)
            for byte in [scope == .own ? 0 : 1] + bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            words[word] = hash
        }
        return UnitMark(words[0], words[1], words[2], words[3])
    }

    /// Keeps that a period is covered.
    public mutating func cover(_ period: Period, isNil: Bool) { keep(.cover(period: period, isNil: isNil)) }

    /// Keeps a finding.
    public mutating func report(_ finding: Finding) { keep(.finding(finding)) }

    private mutating func keep(_ event: CollectedEvent) {
        if events.count < limit { events.append(event) } else { left += 1 }
    }
}

/// A sink that keeps nothing, so that what grows is the collector's.
struct ForgettingSink: CollectingSink {
    var count = 0

    mutating func observe(period: Period, codes: [CodeIndex], count: Int64) { self.count += 1 }
    mutating func observe(period: Period, codes: [CodeIndex], unit: UnitMark) { count += 1 }
    mutating func observe(period: Period, section: LevelTuple, codes: [CodeIndex], count: Int64) { self.count += 1 }
    mutating func mark(ofKey key: Span<UInt8>, scope: KeyScope) -> UnitMark { UnitMark(0, 0, 0, 0) }
    mutating func cover(_ period: Period, isNil: Bool) { count += 1 }
    mutating func report(_ finding: Finding) { count += 1 }
}
