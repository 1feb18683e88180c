import Releasing
import Statistics

/// What a curator should know before a budget is spent.
struct PlanWarnings {
    let draws: [VintagePlan.PlannedDraw]
    let coverage: [Coverage]
    let left: [Period]
    let hidden: [Period]
    let published: Release?

    var texts: [LocalizedText] { reshaped + outgrown + incomplete + coarseTotals + loudNoise + mostlyHidden }

    /// A changed structure leaves behind what was published in its earlier shape.
    private var reshaped: [LocalizedText] {
        guard let first = left.first, let last = left.last else { return [] }
        let span = first == last ? "\(first)" : "\(first)..\(last)"
        return [
            LocalizedText(
                "\(left.count) periods (\(span)) were published with other codes or tables and would not stand in this "
                    + "vintage; release them again, as corrections, or give the structure back what it had",
                malay:
                    "\(left.count) tempoh (\(span)) telah diterbitkan dengan kod atau jadual lain dan tidak akan ada dalam "
                    + "edisi ini; terbitkan semula sebagai pembetulan, atau pulihkan strukturnya")
        ]
    }

    /// A threshold that was made strict hides what was drawn before.
    private var outgrown: [LocalizedText] {
        guard let first = hidden.first, let last = hidden.last else { return [] }
        let span = first == last ? "\(first)" : "\(first)..\(last)"
        return [
            LocalizedText(
                "\(hidden.count) carried periods (\(span)) were not drawn under a threshold as strict as today's and would be "
                    + "hidden; to draw them again, from the reserve, withdraw the release that drew them",
                malay:
                    "\(hidden.count) tempoh yang dibawa (\(span)) tidak dicabut di bawah ambang seketat hari ini dan akan "
                    + "disembunyikan; untuk mencabutnya semula, daripada rizab, tarik balik terbitan yang mencabutnya")
        ]
    }

    private var incomplete: [LocalizedText] {
        let drawn = draws.flatMap { Array($0.plan.periods) }
        return coverage.filter { $0.reported < $0.expected && drawn.contains($0.period) }.map { line in
            LocalizedText(
                "\(line.period): \(line.reported) of \(line.expected) expected have reported; what comes later is a "
                    + "correction, paid from the reserve",
                malay: "\(line.period): \(line.reported) daripada \(line.expected) yang dijangka telah melapor; yang "
                    + "datang kemudian ialah pembetulan, dibayar daripada rizab")
        }
    }

    /// A total that is known less well than its parts.
    private var coarseTotals: [LocalizedText] {
        guard let plan = draws.first?.plan else { return [] }
        let accuracies = plan.accuracies
        guard let total = accuracies.first(where: { $0.levels.levels.allSatisfy { $0 == 0 } }),
            let finest = accuracies.filter({ $0.levels != total.levels }).map(\.margin).min(), finest < total.margin
        else { return [] }
        return [
            LocalizedText(
                "the total's margin (\(total.margin)) exceeds that of a part (\(finest)); give the table of the total more weight",
                malay:
                    "margin jumlah keseluruhan (\(total.margin)) melebihi margin pecahannya (\(finest)); beri pemberat lebih kepada jadual jumlah"
            )
        ]
    }

    /// Where noise alone often reaches k, what is shown may be nothing.
    private var loudNoise: [LocalizedText] {
        var seen: Set<Identifier> = []
        return draws.flatMap { draw -> [LocalizedText] in
            let policy = draw.plan.structure.protection
            guard policy.method == .noise, policy.threshold == .noisy else { return [] }
            return draw.plan.accuracies.compactMap { accuracy in
                guard accuracy.margin > Int64(policy.k), seen.insert(accuracy.table).inserted else { return nil }
                return LocalizedText(
                    "\(accuracy.table): the margin (\(accuracy.margin)) exceeds k = \(policy.k), so that noise alone may be shown as a figure",
                    malay:
                        "\(accuracy.table): margin (\(accuracy.margin)) melebihi k = \(policy.k), jadi hingar semata-mata mungkin dipaparkan sebagai angka"
                )
            }
        }
    }

    /// Where little is shown, or what is shown is mostly noise, a coarser table would tell more.
    private var mostlyHidden: [LocalizedText] {
        var tables: [Identifier] = []
        for draw in draws where draw.plan.structure.protection.method == .noise {
            for expected in TableExpectation.all(of: draw.plan, published: published)
            where expected.isTooFine && !tables.contains(expected.accuracy.table) {
                tables.append(expected.accuracy.table)
            }
        }
        guard !tables.isEmpty else { return [] }
        let names = tables.map(\.description).joined(separator: ", ")
        return [
            LocalizedText(
                "\(names): by what was published or is expected, less than four in five figures would be shown, or most "
                    + "would be smaller than their margin; publish a coarser table or longer periods",
                malay:
                    "\(names): menurut apa yang telah diterbitkan atau dijangka, kurang daripada empat perlima angka akan "
                    + "dipaparkan, atau kebanyakannya lebih kecil daripada margin; terbitkan jadual yang lebih kasar "
                    + "atau tempoh yang lebih panjang")
        ]
    }
}
