import Rationals
import Releasing
import Statistics
import TestSupport
import Testing

@testable import Workspace

@Suite struct LedgerFileTests {
    private func entry(_ epsilon: String, _ periods: String = "2024-01", note: String = "test") throws -> Ledger.Entry {
        let range = try #require(PeriodRange(periods))
        return Ledger.Entry(
            days: range.days, charge: try Ledger.Charge(pureEpsilon: try rational(epsilon)), note: note)
    }

    private func charge(_ path: String, _ entry: Ledger.Entry, budget: String? = nil) throws {
        let today = try #require(Day(year: 2026, month: 1, day: 15))
        let budget = try budget.map {
            try #require(Ledger.Budget(epsilon: try rational($0), delta: try rational("1e-6")))
        }
        try LedgerFile(path: path).charge(entry, on: today, newBudget: budget)
    }

    /// What was said when a charge failed.
    private func failure(_ path: String, _ entry: Ledger.Entry, budget: String? = nil) throws -> WorkspaceError {
        do {
            try charge(path, entry, budget: budget)
        } catch let error as WorkspaceError { return error }
        throw Unexpected()
    }

    private static let budgetLine = #"{"lindung-ledger":1,"epsilon":"1","delta":"1e-6"}"# + "\n"

    @Test("A budget makes a new ledger, which its owner alone may read, and which remembers")
    func creation() throws {
        let folder = try Folder()
        try charge(folder("ledger"), try entry("3/4"), budget: "1")
        #expect(try folder.mode("ledger") == 0o600)
        let once = try folder.text("ledger")
        #expect(once.split(separator: "\n").count == 2)
        let refusal = try failure(folder("ledger"), try entry("1/2"))
        #expect(refusal.exitStatus == 3)
        #expect(refusal.words.contains("3/4"), "it says what was spent: \(refusal.words)")
        #expect(try folder.text("ledger") == once)
        try charge(folder("ledger"), try entry("1/4"))
        try charge(folder("ledger"), try entry("1", "2024-02"), budget: "50")
        #expect(try failure(folder("ledger"), try entry("1/100", "2024-02"), budget: "50").exitStatus == 3)
    }

    @Test("Where there is no ledger and no budget it is said how to make one")
    func missing() throws {
        let folder = try Folder()
        let failure = try failure(folder("ledger"), try entry("1"))
        #expect(failure.exitStatus == 2)
        #expect(failure.words.contains("lindung-ledger"))
        #expect(folder.names.isEmpty)
        // The line that is shown does make one.
        let start = try #require(failure.words.firstIndex(of: "{"))
        try folder.file("ledger", String(failure.words[start...]))
        try charge(folder("ledger"), try entry("1"))
        #expect(try folder.text("ledger").split(separator: "\n").count == 2)
    }

    @Test("A month, its quarter and its year add up; other months do not")
    func days() throws {
        let folder = try Folder()
        try folder.file("ledger", LedgerFileTests.budgetLine)
        try charge(folder("ledger"), try entry("1/2", "2024-02"))
        try charge(folder("ledger"), try entry("1/4", "2024-Q1"))
        #expect(try failure(folder("ledger"), try entry("1/2", "2024")).exitStatus == 3)
        #expect(try failure(folder("ledger"), try entry("1/2", "2024-02-29")).exitStatus == 3)
        try charge(folder("ledger"), try entry("3/4", "2024-03"))
        try charge(folder("ledger"), try entry("1", "2023"))
        #expect(try failure(folder("ledger"), try entry("1/1000", "2023-W52")).exitStatus == 3)
    }

    @Test(
        "A damaged line is refused with its number, and the file is left as it is",
        arguments: [
            (0, "{}"), (0, #"{"lindung-ledger":2,"epsilon":"1","delta":"1e-6"}"#),
            (0, #"{"lindung-ledger":1,"epsilon":"-1","delta":"1e-6"}"#), (0, "epsilon 1"),
            (1, #"{"from":"2024-01-01","to":"2024-01-31","rho":"1/8","del"#),
            (1, #"{"from":"2024-01-01","to":"2023-01-31","rho":"1/8","delta":"0","note":""}"#),
            (1, #"{"from":"2024-01-01","to":"2024-01-31","rho":"-1/8","delta":"0","note":""}"#),
            (1, #"{"from":"2024-01-01","to":"2024-01-31","rho":"1/8","delta":"0","pureEpsilon":"-1","note":""}"#),
            (1, #"{"from":"2024-01-01","to":"2024-01-31","rho":"1/8","delta":"0"}"#),
            (1, #"{"to":"2024-01-31","rho":"1/8","delta":"0","note":""}"#), (1, "\u{0}\u{0}\u{0}"),
        ])
    func damage(place: Int, line: String) throws {
        let folder = try Folder()
        try folder.file("ledger", LedgerFileTests.budgetLine)
        for month in 1...2 { try charge(folder("ledger"), try entry("1/8", "2024-0\(month)")) }
        var text = try folder.text("ledger").split(separator: "\n").map(String.init)
        text[place] = line
        let damaged = text.joined(separator: "\n") + "\n"
        try folder.file("ledger", damaged)
        let failure = try failure(folder("ledger"), try entry("1/8", "2024-05"), budget: "5")
        #expect(failure.exitStatus == 1)
        #expect(failure.words.contains("ledger:\(place + 1):"), "\(failure.words)")
        #expect(try folder.text("ledger") == damaged)
    }

    @Test("A last line that was torn is refused; one that only lacks its end is completed")
    func tornLine() throws {
        let folder = try Folder()
        try folder.file("ledger", LedgerFileTests.budgetLine)
        try charge(folder("ledger"), try entry("1/8"))
        let whole = try folder.bytes("ledger")
        for cut in (LedgerFileTests.budgetLine.utf8.count + 1)..<(whole.count - 1) {
            try folder.file("ledger", Array(whole.prefix(cut)))
            let failure = try failure(folder("ledger"), try entry("1/8"))
            #expect(failure.exitStatus == 1)
            #expect(failure.words.contains(":2:"))
        }
        try folder.file("ledger", Array(whole.dropLast()))
        try charge(folder("ledger"), try entry("7/8"))
        #expect(try folder.text("ledger").split(separator: "\n").count == 3)
        #expect(try failure(folder("ledger"), try entry("1/8")).exitStatus == 3)
    }

    @Test("A note of any text stays in its line")
    func notes() throws {
        let folder = try Folder()
        try folder.file("ledger", LedgerFileTests.budgetLine)
        try charge(folder("ledger"), try entry("1/2", note: "a\"b\n{\"lindung-ledger\":1}\u{7}"))
        #expect(try failure(folder("ledger"), try entry("3/4")).exitStatus == 3)
        try charge(folder("ledger"), try entry("1/2"))
    }

    @Test("What is no file is no ledger")
    func otherThings() throws {
        let folder = try Folder()
        #expect(try failure(folder.path, try entry("1"), budget: "1").exitStatus == 2)
        #expect(try failure("/dev/null", try entry("1"), budget: "1").exitStatus == 2)
        #expect(try failure(folder("none/ledger"), try entry("1"), budget: "1").exitStatus == 2)
    }
}
