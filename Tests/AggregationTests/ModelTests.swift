import Aggregation
import Bytes
import TestSupport
import Testing

/// Rows made by dice, and what counting them should give, worked out the slow and plain way.
struct Model {
    var rows: [(period: String, state: String, form: String, count: Int64, key: String)] = []

    init(seed: UInt64, count: Int) {
        var dice = Dice(state: seed)
        for _ in 0..<count {
            rows.append(
                (
                    "2024-0\(Int.random(in: 1...3, using: &dice))",
                    ["KL", "Pulau, \"Pinang\"", "é", ""].randomElement(using: &dice) ?? "",
                    ["x", "y", "z"].randomElement(using: &dice) ?? "", Int64.random(in: 0...9, using: &dice),
                    "k\(Int.random(in: 0...20, using: &dice))"
                ))
        }
    }

    var csv: String {
        "period,state,form,count,key\n"
            + rows.map { row in
                let state = row.state.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
                return "\(row.period),\"\(state)\",\(row.form),\(row.count),\(row.key)\n"
            }.joined()
    }

    var ndjson: String {
        rows.map { row in
            let state = row.state.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"")
            return
                "{\"key\":\"\(row.key)\",\"period\":\"\(row.period)\",\"state\":\"\(state)\",\"form\":\"\(row.form)\",\"count\":\(row.count)}\n"
        }.joined()
    }

    static let seed = HashSeed(low: 7, high: 11)

    static func plan(_ measure: AggregationPlan.Measure, filters: [AggregationPlan.Filter] = []) throws
        -> AggregationPlan
    {
        let states = try #require(DeclaredCodes(["é", "", "KL", "Pulau, \"Pinang\"", "never"]))
        return try AggregationPlan(
            period: .init("period"), by: [.init("state", .coded(states)), .init("form")], filters: filters,
            measure: measure)
    }
}

/// Groups as text, in the order of the result.
func lines(_ counts: GroupedCounts) -> [String] {
    let codes = counts.codes(releasingRaw: .exactAtUsersRequest)
    return counts.rows(releasingRaw: .exactAtUsersRequest).map { row in
        zip(codes, row.places).map { $0[$1].text }.joined(separator: "|") + "=\(row.count)"
    }
}

/// A digest for tests: it only has to be the same for the same key.
func testDigest(_ key: Span<UInt8>) -> Digest32 {
    var words: [UInt64] = [1, 2, 3, 4]
    for index in key.indices {
        for word in 0..<4 { words[word] = (words[word] ^ UInt64(key[index])) &* 0x100_0000_01B3 &+ UInt64(word) }
    }
    return Digest32(words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }) ?? zero
}

private let zero = Digest32([UInt8](repeating: 0, count: 32)) ?? testDigest([UInt8]().span)
