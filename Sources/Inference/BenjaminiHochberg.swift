/// Which of many null hypotheses are rejected so that of all rejected ones no more than a part is true on average.
///
/// Benjamini, Hochberg, *Controlling the False Discovery Rate* (1995). It holds for independent probabilities and for
/// positively dependent ones (Benjamini, Yekutieli 2001), such as those of a figure and of a total that contains it. Two
/// changes of one series that share the period in their middle depend negatively: for these it is measured, not proved.
struct BenjaminiHochberg {
    /// The largest probability that is rejected; below zero where none is.
    let cutoff: Double

    /// With the probabilities of all hypotheses sorted, p₁ ≤ … ≤ p_m, those up to the last with p_i ≤ i·q/m are rejected.
    ///
    /// - Parameters:
    ///   - probabilities: of every hypothesis, in any order.
    ///   - rate: q, above 0 and below 1.
    init(_ probabilities: [Double], rate: Double) {
        let sorted = probabilities.sorted()
        let step = rate / Double(max(sorted.count, 1))
        let last = sorted.indices.last { sorted[$0] <= Double($0 + 1) * step }
        cutoff = last.map { sorted[$0] } ?? -1
    }
}
