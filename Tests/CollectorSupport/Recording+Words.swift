public import Collecting
import CollectorConformance

extension Recording {
    /// `CODE/CODE`, in the order of the dimensions.
    public func words(_ codes: [CodeIndex]) -> String {
        zip(structure.dimensions, codes).map { $0.codelist.code(at: $1).description }.joined(separator: "/")
    }

    /// `period CODE/CODE ×count` of each count and `period CODE/CODE unit` of each unit, in the order in which they came.
    public var observed: [String] {
        events.compactMap { event in
            switch event {
            case .count(let period, let codes, let count): "\(period) \(words(codes)) ×\(count)"
            case .unit(let period, let codes, let mark): "\(period) \(words(codes)) \(mark.numbers[0])"
            case .section, .cover, .finding: nil
            }
        }
    }

    /// The observations without counts and units, sorted: how many stand where.
    public var cells: [String] {
        observed.map { $0.split(separator: " ").prefix(2).joined(separator: " ") }.sorted()
    }

    /// `severity kind row:column`, one a finding; `-` for a place that has none.
    public var outline: [String] { outline(of: findings) }

    /// What must be mended or looked at.
    public var problems: [String] { outline(of: findings.filter { $0.severity != .note }) }

    /// `kind row:column`, one a finding that must be mended.
    public var errors: [String] {
        outline(of: findings.filter { $0.severity == .error }).map { String($0.dropFirst("error ".count)) }
    }

    /// What the findings of a kind say in English.
    public func notes(_ kind: Finding.Kind) -> [String] {
        findings.filter { $0.kind == kind }.map(\.message.english)
    }

    private func outline(of findings: [Finding]) -> [String] {
        findings.map { finding in
            let place = [finding.location.row, finding.location.column].map { $0.map(String.init) ?? "-" }
            return "\(finding.severity.rawValue) \(finding.kind.rawValue) \(place.joined(separator: ":"))"
        }
    }
}
