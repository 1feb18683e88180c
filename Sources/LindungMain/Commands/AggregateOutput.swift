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
        case .partial(let bytes):
            try console.write(to: sink) { sink throws(BytesError) in try sink.write(bytes) }
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
        let place = path.map { " \($0)" } ?? ""
        if let release {
            let guarantee = release.protection.guarantee
            console.say(
                "protected:\(place) ε = \(rounded(guarantee.epsilon)), δ = \(guarantee.delta)"
                    + (guarantee.rho.map { " (ρ = \(rounded($0.approximateValue)))" } ?? "")
                    + " a period, for one \(release.protection.unit.name); k = \(shownK(release))")
            if !outcome.isCharged {
                console.say(
                    "nothing was charged: figures drawn again from the same data tell more each time (--ledger)")
            }
            if outcome.rowsOutside > 0 { console.say("some of the data lies outside the periods asked for") }
        } else {
            console.say("not for publication:\(place) holds raw counts of \(outcome.rowsUsed) rows")
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
            json.member("charged", outcome.isCharged)
            json.key("guarantee")
            if let release { release.protection.guarantee.write(to: &json) } else { json.null() }
            FindingsReport(outcome.findings, console: console).write(to: &json)
            json.endObject()
        }
    }

    /// A number with four significant digits.
    private func rounded(_ number: Double) -> String {
        var scale = 1.0
        while number * scale < 1000, scale < 1e9 { scale *= 10 }
        return "\((number * scale).rounded(.up) / scale)"
    }
}
