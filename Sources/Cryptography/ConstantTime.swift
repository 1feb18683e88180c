/// Comparison that does not tell, by its duration, where two secrets differ.
public enum ConstantTime {
    /// Whether both hold the same bytes.
    ///
    /// The duration depends on the lengths alone.
    ///
    /// - Complexity: O(n), the whole length even where the first bytes differ.
    public static func areEqual(_ first: Span<UInt8>, _ second: Span<UInt8>) -> Bool {
        guard first.count == second.count else { return false }
        return equalBytes(first, second)
    }

    /// Whether both hold the same bytes.
    ///
    /// The duration depends on the lengths alone.
    public static func areEqual(_ first: [UInt8], _ second: [UInt8]) -> Bool {
        areEqual(first.span, second.span)
    }
}
