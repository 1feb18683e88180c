import Bytes
import Publishing
import Rationals
import Statistics
import Workspace

/// Writes what `aggregate` made, and says to people what it is.
struct AggregateOutput {
    let outcome: AggregateOutcome
    let path: String?
    let sink: any ByteSink
    let format: String
    let console: Console

    /// Writes the figures, and on standard error what they are.
    func write() throws(WorkspaceError) {
        let asJSON = format == "json" || console.isJSON && path == nil
        switch outcome.figures {
        case .exact(let table):
            try console.write(to: sink) { sink throws(BytesError) in
                if asJSON { try table.writeJSON(to: sink) } else { try table.writeCSV(to: sink) }
            }
        case .partial(let partial):
            try partial.write(to: sink)
            try console.write(to: sink) { _ in }
        case .tables(let release):
            try console.write(to: sink) { sink throws(BytesError) in
                if asJSON {
                    try DashboardJSON(release).write(to: sink)
                } else {
                    try ReleaseCSV(release).write(to: sink)
                }
            }
        case .columns(let release, let columns):
            try console.write(to: sink) { sink throws(BytesError) in
                if asJSON {
                    try ExtractJSON(release, columns: columns).write(to: sink)
                } else {
                    try ExtractCSV(release, columns: columns).write(to: sink)
                }
            }
        }
        sayWhatItIs()
        if console.isJSON, let path { try writeSummary(path) }
    }

    private func sayWhatItIs() {
        let place = path.map { "\($0): " } ?? ""
        if let release {
            let (unit, guarantee) = (release.protection.unit, release.protection.guarantee)
            let periods = unit.maxPeriods == 1 ? "" : " in all its \(unit.maxPeriods) periods"
            console.say(
                "\(place)\(guarantee.map { "protected with \($0.inWords)" } ?? "exact reference data, nothing is promised") for one \(unit.name)\(periods); k = \(shownK(release))"
            )
            switch outcome.charging {
            case .ledger: break
            case .begunLedger: console.say("a new ledger was begun, with the whole budget of the population")
            case .none:
                console.say(
                    "nothing was charged: figures drawn again from the same data tell more each time (--ledger)")
            }
        } else {
            let rows = outcome.rowsUsed == 1 ? "1 row" : "\(outcome.rowsUsed) rows"
            console.say("\(place)raw counts of \(rows), not for publication")
        }
    }

    private var release: Release? {
        switch outcome.figures {
        case .tables(let release), .columns(let release, _): release
        case .exact, .partial: nil
        }
    }

    private func shownK(_ release: Release) -> String {
        release.protection.threshold == .none ? "none" : "\(release.protection.k)"
    }

    /// Where the figures went to a file, what they are goes to standard output.
    private func writeSummary(_ path: String) throws(WorkspaceError) {
        try console.writeJSON { json in
            json.beginObject()
            json.member("file", path)
            json.member("forPublication", release != nil)
            json.member("charged", outcome.charging != .none)
            json.key("guarantee")
            if let release { release.protection.guarantee.write(to: &json) } else { json.null() }
            FindingsReport(outcome.findings, console: console).write(to: &json)
            json.endObject()
        }
    }
}

extension PrivacyGuarantee {
    /// `ε = 1`, or `ε = 1.773, δ = 1/1000000 (ρ = 0.07053)`: rounded up where it is not exact.
    var inWords: String {
        if let pureEpsilon { return "ε = \(pureEpsilon)" }
        let zcdp = rho.map { " (ρ = \(PrivacyGuarantee.rounded($0.approximateValue)))" } ?? ""
        return "ε = \(PrivacyGuarantee.rounded(epsilon)), δ = \(delta)\(zcdp)"
    }

    /// A number with four significant digits, rounded up by less than one in the last.
    private static func rounded(_ number: Double) -> String {
        var scale = 1.0
        while number * scale < 1000, scale < 1e9 { scale *= 10 }
        return "\((number * scale - 1e-6).rounded(.up) / scale)"
    }
}
