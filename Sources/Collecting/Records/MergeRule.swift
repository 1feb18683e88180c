public import Statistics

/// What the rows of one unit come to where they have different codes of one dimension.
///
/// Whatever the order of the rows, they come to the same: each rule is commutative and associative, and a
/// contradiction stays one.
public enum MergeRule: Sendable, Hashable {
    /// They must agree; but those of `weak` give way, the earlier to the later and all to every other code: what is
    /// not recorded in one row may be in another.
    case agree(weak: [CodeIndex])
    /// The code that stands first in the codelist counts: the youngest, the most severe. `weak` as above.
    case first(weak: [CodeIndex])
    /// Different codes come to one that means both. `weak` as above.
    case joined(into: CodeIndex, weak: [CodeIndex])

    /// What two codes come to; `nil` where they contradict each other.
    public func merged(_ first: CodeIndex, _ second: CodeIndex) -> CodeIndex? {
        if first == second { return first }
        let weak =
            switch self {
            case .agree(let weak), .first(let weak), .joined(_, let weak): weak
            }
        switch (weak.firstIndex(of: first), weak.firstIndex(of: second)) {
        case (let left?, let right?): return left < right ? second : first
        case (_?, nil): return second
        case (nil, _?): return first
        case (nil, nil): break
        }
        switch self {
        case .agree: return nil
        case .first: return min(first, second)
        case .joined(let both, _): return both
        }
    }
}
