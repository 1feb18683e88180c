/// The axis of a chart: round numbers from below the least to above the greatest, and zero among them.
struct ChartScale {
    let low: Int64
    let high: Int64
    let step: Int64

    /// - Parameters:
    ///   - values: What is to be shown.
    ///   - most: The most steps, at least 1.
    init(_ values: [Int64], most: Int64) {
        let (least, greatest) = (min(values.min() ?? 0, 0), max(values.max() ?? 1, 1))
        // As floating-point numbers, for two figures may lie further apart than a whole number holds.
        let wanted = (Double(greatest) - Double(least)) / Double(most)
        var step = 1.0
        while step < wanted {
            if step * 2 >= wanted {
                step *= 2
            } else if step * 5 >= wanted {
                step *= 5
            } else {
                step *= 10
            }
        }
        let bound = 0x1p60
        self.step = Int64(min(step, bound))
        low = Int64(max((Double(least) / step).rounded(.down) * step, -bound))
        high = Int64(min((Double(greatest) / step).rounded(.up) * step, bound))
    }

    /// The round numbers.
    var ticks: [Int64] { Array(stride(from: low, through: high, by: Int64.Stride(step))) }

    /// Where a value stands between low (0) and high (1).
    func share(_ value: Int64) -> Double {
        let share = (Double(value) - Double(low)) / max(Double(high) - Double(low), 1)
        return min(max(share, 0), 1)
    }
}

extension Double {
    /// With one decimal at most, as SVG takes it.
    var coordinate: String {
        let tenths = Int((self * 10).rounded())
        let (whole, rest) = (abs(tenths) / 10, abs(tenths) % 10)
        return (tenths < 0 ? "-" : "") + (rest == 0 ? "\(whole)" : "\(whole).\(rest)")
    }
}
