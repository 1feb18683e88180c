import Arguments
import Bytes
import Collecting
import Statistics
import Storage
import Workspace

/// What the commands of an office share: the workspace, the moment, and who acts.
struct OfficeContext {
    let workspace: Workspace
    let moment: Moment
    /// Who is written into the audit log.
    static let actor = "command line"

    init(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) {
        workspace = try Workspace(path: arguments[Common.workspace], engine: .sqlite)
        moment = console.moment
    }
}

extension Console {
    /// Now.
    var moment: Moment { Moment(at: Calendar.now, today: today) }

    /// A text in the language of the messages.
    func text(_ english: String, _ malay: String) -> String { language == .malay ? malay : english }

    /// Writes lines to standard output.
    func print(_ lines: [String]) throws(WorkspaceError) {
        try write { sink throws(BytesError) in
            for line in lines { try sink.write(line + "\n") }
        }
    }
}

extension IntakeEnvironment {
    /// Files from the disk, with a progress bar where someone looks.
    init(registry: CollectorRegistry, console: Console) {
        let opener = InputOpener(console: console)
        self.init(registry: registry) { path throws(BytesError) in try opener.open(path) }
    }
}

/// Columns of text under headings.
struct TextTable {
    private var rows: [[String]]

    init(_ headings: [String]) { rows = [headings] }

    mutating func add(_ row: [String]) { rows.append(row) }

    var isEmpty: Bool { rows.count == 1 }

    /// The lines, columns two spaces apart.
    var lines: [String] {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0 }
        return rows.map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                line += cell
                if column < row.count - 1 { line += String(repeating: " ", count: widths[column] - cell.count + 2) }
            }
            return line
        }
    }
}
