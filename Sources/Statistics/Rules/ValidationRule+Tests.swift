public import Rationals

extension ValidationRule {
    /// How two sums stand to each other.
    public enum Relation: String, Sendable, Hashable, CaseIterable {
        /// Both are the same.
        case equal = "=="
        /// They differ.
        case notEqual = "!="
        /// The left one is no more.
        case atMost = "<="
        /// The left one is less.
        case below = "<"
        /// The left one is no less.
        case atLeast = ">="
        /// The left one is more.
        case above = ">"

        /// Whether it holds.
        public func holds(_ left: Int64, _ right: Int64) -> Bool {
            switch self {
            case .equal: left == right
            case .notEqual: left != right
            case .atMost: left <= right
            case .below: left < right
            case .atLeast: left >= right
            case .above: left > right
            }
        }
    }

    /// What happens where a side of a comparison is missing: where nothing was counted for it. A zero that was written
    /// down and a cell that was left out cannot be told apart in every source, so both are missing.
    public enum MissingStrategy: String, Sendable, Hashable, CaseIterable {
        /// What is missing is zero, and the rule is held.
        case neverSkip = "never-skip"
        /// The rule is not held if a side is missing.
        case skipIfAny = "skip-if-any"
        /// The rule is not held if both sides are missing.
        case skipIfAll = "skip-if-all"

        /// Whether the rule is left out.
        public func skips(_ left: Int64, _ right: Int64) -> Bool {
            switch self {
            case .neverSkip: false
            case .skipIfAny: left == 0 || right == 0
            case .skipIfAll: left == 0 && right == 0
            }
        }
    }

    /// A sum of counts against another.
    public struct Comparison: Sendable, Hashable {
        /// What is added up on the left; at least one.
        public let left: [CountSelection]
        /// How the left must stand to the right.
        public let relation: Relation
        /// What is added up on the right; at least one.
        public let right: [CountSelection]
        /// What happens where a side is missing.
        public let missing: MissingStrategy
        /// Held for each code by itself, if said.
        public let by: RuleBreakdown?

        /// Takes a comparison.
        ///
        /// - Throws: `StatisticsError.outOfRange` for a side without a selection, or one of more than 100.
        public init(
            left: [CountSelection], _ relation: Relation, right: [CountSelection],
            missing: MissingStrategy = .neverSkip, by: RuleBreakdown? = nil
        ) throws(StatisticsError) {
            guard (1...100).contains(left.count), (1...100).contains(right.count) else {
                throw .outOfRange("each side of a comparison adds up 1 to 100 selections")
            }
            (self.left, self.relation, self.right, self.missing, self.by) = (left, relation, right, missing, by)
        }
    }

    /// Two counts that come together or apart.
    public struct Pair: Sendable, Hashable {
        /// How they come.
        public enum Kind: String, Sendable, Hashable, CaseIterable {
            /// Where there is one there must be the other.
            case compulsory
            /// Where there is one there must not be the other.
            case exclusive
        }

        /// The one.
        public let first: CountSelection
        /// The other.
        public let second: CountSelection
        /// How they come.
        public let kind: Kind

        /// Takes a pair.
        public init(_ first: CountSelection, _ second: CountSelection, _ kind: Kind) {
            (self.first, self.second, self.kind) = (first, second, kind)
        }

        /// Whether it holds.
        public func holds(_ first: Int64, _ second: Int64) -> Bool {
            switch kind {
            case .compulsory: (first > 0) == (second > 0)
            case .exclusive: first == 0 || second == 0
            }
        }
    }

    /// Codes that need others. What can never be is a structural zero, which is held without a rule; this is for
    /// what should not be and is published where it is.
    public struct Need: Sendable, Hashable {
        /// What needs.
        public let of: CountSelection
        /// The codes of one other dimension, at or below one of which it must stand.
        public let only: CountSelection

        /// Takes a need.
        ///
        /// - Throws: `StatisticsError.outOfRange` unless `only` names one dimension, and `of` at least one.
        public init(of: CountSelection, only: CountSelection) throws(StatisticsError) {
            guard only.codes.count == 1, !of.codes.isEmpty else {
                throw .outOfRange("a need names codes that need, and the codes of one other dimension that they need")
            }
            (self.of, self.only) = (of, only)
        }
    }

    /// A count within bounds.
    public struct Bounds: Sendable, Hashable {
        /// What is counted.
        public let of: CountSelection
        /// The least it may be; at least 0.
        public let least: Int64
        /// The most it may be; at least `least`. `nil` if there is no most.
        public let most: Int64?
        /// Held for each code by itself, if said.
        public let by: RuleBreakdown?

        /// Takes bounds.
        ///
        /// - Throws: `StatisticsError.outOfRange` for bounds that are none, below 0 or the wrong way round.
        public init(of: CountSelection, least: Int64 = 0, most: Int64?, by: RuleBreakdown? = nil)
            throws(StatisticsError)
        {
            guard least >= 0, most.map({ $0 >= least }) ?? (least > 0) else {
                throw .outOfRange("a range has a least above 0 or a most, and the most is no less than the least")
            }
            (self.of, self.least, self.most, self.by) = (of, least, most, by)
        }
    }

    /// A count as a part of another.
    public struct Share: Sendable, Hashable {
        /// The part.
        public let of: CountSelection
        /// What it is a part of.
        public let whole: CountSelection
        /// The least share, 0 … 1.
        public let least: Rational
        /// The most, `least` … 1.
        public let most: Rational
        /// The smallest whole for which the rule is held; at least 1. Shares of a few say nothing.
        public let from: Int64
        /// Held for each code by itself, if said.
        public let by: RuleBreakdown?

        /// Takes a share.
        ///
        /// - Throws: `StatisticsError.outOfRange` for bounds outside 0 … 1, the wrong way round or without effect.
        public init(
            of: CountSelection, in whole: CountSelection = .whole, least: Rational = .zero, most: Rational = .one,
            from: Int64 = 20, by: RuleBreakdown? = nil
        ) throws(StatisticsError) {
            guard least >= .zero, least <= most, most <= .one, least > .zero || most < .one, from >= 1 else {
                throw .outOfRange(
                    "a share has a least above 0 or a most below 1, and the most is no less than the least")
            }
            (self.of, self.whole, self.least, self.most, self.from, self.by) = (of, whole, least, most, from, by)
        }

        /// The bounds in per cent, with one decimal where they need it.
        public var percents: (least: String, most: String) { (Share.percent(least), Share.percent(most)) }

        private static func percent(_ share: Rational) -> String {
            let tenths = (Int128(share.numerator) * 1000 + Int128(share.denominator) / 2) / Int128(share.denominator)
            return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
        }

        /// Whether it holds, exactly.
        public func holds(_ part: Int64, of all: Int64) -> Bool {
            guard all >= from else { return true }
            let (part, all) = (Int128(part), Int128(all))
            return part * Int128(least.denominator) >= all * Int128(least.numerator)
                && part * Int128(most.denominator) <= all * Int128(most.numerator)
        }
    }

    /// Counts far from the provider's own last ones (`HistoryTest`).
    public struct Jump: Sendable, Hashable {
        /// What is compared, each by itself; at least one.
        public let of: [CountSelection]
        /// Compared for each code by itself, if said.
        public let by: RuleBreakdown?
        /// What is far.
        public let test: HistoryTest

        /// Takes a jump.
        ///
        /// - Throws: `StatisticsError.outOfRange` for nothing to compare, or more than 100.
        public init(of: [CountSelection] = [.whole], by: RuleBreakdown? = nil, test: HistoryTest)
            throws(StatisticsError)
        {
            guard (1...100).contains(of.count) else { throw .outOfRange("a jump compares 1 to 100 selections") }
            (self.of, self.by, self.test) = (of, by, test)
        }
    }
}
