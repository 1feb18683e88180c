import Collecting
import DifferentialPrivacy
import Rationals
import Releasing
import Statistics
import Storage
import TestSupport
import Testing

@testable import Workspace

/// What an office has done, kept as plainly as can be: lists that are searched from the front each time.
private struct Model {
    struct Sent {
        let id: SubmissionID
        let sender: String
        let counts: [Period: [Int64]]
        var isWithdrawn = false
    }
    struct Vintage {
        let number: Int
        let drawn: [(period: Period, isCorrection: Bool, rho: Rational)]
        let inputs: [Period: Set<SubmissionID>]
        let cells: [Period: [ProtectedCell]]
        let owner: [Period: Int]
        var isAtFault = false
        var isWithdrawn = false
    }

    var sent: [Sent] = []
    var vintages: [Vintage] = []

    func standing(_ period: Period) -> [Sent] {
        var last: [String: Sent] = [:]
        for one in sent where !one.isWithdrawn && one.counts[period] != nil { last[one.sender] = one }
        return Array(last.values)
    }

    func counts(_ period: Period) -> [Int64] {
        standing(period).reduce([Int64](repeating: 0, count: 8)) { sum, one in
            zip(sum, one.counts[period] ?? []).map(+)
        }
    }

    /// The last vintage that drew a period, whatever became of it.
    func lastDraw(_ period: Period) -> Vintage? {
        vintages.last { vintage in vintage.drawn.contains { $0.period == period } }
    }

    /// The newest draw of a period that may still be shown.
    func carryable(_ period: Period) -> Vintage? {
        vintages.last { vintage in !vintage.isAtFault && vintage.drawn.contains { $0.period == period } }
    }

    /// Whether asking for a period draws it; `nil` if it stands as it was published.
    func isCorrection(_ period: Period) -> Bool? {
        guard let last = lastDraw(period) else { return false }
        let now = Set(standing(period).map(\.id))
        return !last.isAtFault && last.inputs[period] == now ? nil : true
    }
}

@Suite struct OfficeModelTests {
    private static let months = ["2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06"].compactMap {
        Period($0)
    }
    private static let senders: [(provider: String, branch: String?)] = [("PA", nil), ("PB", "X"), ("PB", "Y")]
    /// The leaves of STATE by those of FORM, in the order of the cube.
    private static let cells = ["A", "B", "C1", "C2"].flatMap { state in ["X", "Y"].map { "\(state),\($0)" } }

    @Test(
        "Any order of submissions, corrections, withdrawals and releases leaves what a plain model says",
        arguments: 0..<8 as Range<UInt64>)
    func anyOrder(seed: UInt64) throws {
        var dice = Dice(state: seed)
        let office = try Office()
        var model = Model()
        for step in 0..<60 {
            switch Int.random(in: 0..<10, using: &dice) {
            case 0..<5: try submit(office, &model, &dice)
            case 5: try withdraw(office, &model, &dice)
            case 6..<9: try release(office, &model, &dice)
            default: try withdrawRelease(office, &model, &dice)
            }
            if step % 10 == 9 { try compare(office, model) }
        }
        try compare(office, model)
        let verification = try office.workspace.verify()
        #expect(verification.faults == [])
        #expect(verification.submissions == model.sent.count && verification.releases == model.vintages.count)
    }

    private func submit(_ office: Office, _ model: inout Model, _ dice: inout Dice) throws {
        let sender = try #require(Self.senders.randomElement(using: &dice))
        let first = Int.random(in: 0..<Self.months.count, using: &dice)
        let months = Self.months[first...min(first + Int.random(in: 0...2, using: &dice), Self.months.count - 1)]
        var counts: [Period: [Int64]] = [:]
        var rows: [String] = []
        for month in months {
            // The first cell is always there, so that the month stands in the file.
            counts[month] = Self.cells.indices.map {
                $0 == 0 ? Int64(model.sent.count + 1) : Int64.random(in: 0...9, using: &dice)
            }
            for (cell, count) in zip(Self.cells, counts[month] ?? []) { rows.append("\(cell),\(month),\(count)") }
        }
        let receipt = try office.submit(rows.shuffled(using: &dice), from: sender.provider, branch: sender.branch)
        #expect(receipt.periods.map(\.period) == Array(months))
        let name = "\(sender.provider)/\(sender.branch ?? "")"
        for line in receipt.periods {
            #expect(line.replaces == model.standing(line.period).first { $0.sender == name }?.id)
        }
        model.sent.append(Model.Sent(id: receipt.id, sender: name, counts: counts))
    }

    private func withdraw(_ office: Office, _ model: inout Model, _ dice: inout Dice) throws {
        guard let place = model.sent.indices.randomElement(using: &dice) else { return }
        let one = model.sent[place]
        guard !one.isWithdrawn else {
            let again = try failure {
                try office.workspace.withdraw(one.id, reason: "again", moment: moment("2026-01-15"), actor: "test")
            }
            #expect(again.exitStatus == 2)
            return
        }
        let stood = one.counts.keys.filter { period in model.standing(period).contains { $0.id == one.id } }
        let outcome = try office.workspace.withdraw(
            one.id, reason: "wrong", moment: try moment("2026-01-15"), actor: "test")
        model.sent[place].isWithdrawn = true
        #expect(outcome.periods.map(\.period) == stood.sorted())
        for line in outcome.periods {
            #expect(line.nowCounts == model.standing(line.period).first { $0.sender == one.sender }?.id)
        }
    }

    private func release(_ office: Office, _ model: inout Model, _ dice: inout Dice) throws {
        let first = Int.random(in: 0..<Self.months.count, using: &dice)
        let last = Int.random(in: first..<Self.months.count, using: &dice)
        let asked = Self.months[first...last]
        let draws = asked.compactMap { period in model.isCorrection(period).map { (period, $0) } }
        let text = "\(asked[first])..\(asked[last])"
        if draws.isEmpty || draws.contains(where: { model.standing($0.0).isEmpty }) {
            #expect(try failure { try office.release(text) }.exitStatus == 2)
            return
        }
        let made: Workspace.Made
        do {
            made = try office.release(text)
        } catch let error as WorkspaceError where error.exitStatus == 3 {
            // Half of what is left of a reserve, again and again, ends below what noise can be made of.
            #expect(draws.contains { $0.1 })
            return
        }
        let drawn = made.draws.flatMap { draw in draw.periods.map { ($0, draw.isCorrection, draw.charge.cost.rho) } }
        #expect(drawn.map { "\($0.0) \($0.1)" } == draws.map { "\($0.0) \($0.1)" })
        var cells: [Period: [ProtectedCell]] = [:]
        var owner: [Period: Int] = [:]
        for period in made.release.periods {
            let place = try #require(made.release.periods.index(of: period))
            cells[period] = made.release.tables.flatMap(\.blocks).flatMap { block in
                (0..<block.seriesCount).map { block.cells[$0 * block.periods.count + place] }
            }
            owner[period] = made.release.drawnBy(period)
            if draws.contains(where: { $0.0 == period }) {
                #expect(owner[period] == made.release.number)
            } else {
                let source = model.carryable(period)
                #expect(owner[period] == source?.number)
                #expect(
                    cells[period] == source?.cells[period] ?? cells[period]?.map { _ in .missing },
                    "carried bit for bit")
            }
        }
        for period in Self.months where model.carryable(period) != nil {
            #expect(owner[period] != nil, "nothing published is lost")
        }
        model.vintages.append(
            Model.Vintage(
                number: made.release.number, drawn: drawn.map { (period: $0.0, isCorrection: $0.1, rho: $0.2) },
                inputs: Dictionary(
                    uniqueKeysWithValues: draws.map { draw in (draw.0, Set(model.standing(draw.0).map(\.id))) }),
                cells: cells, owner: owner))
    }

    private func withdrawRelease(_ office: Office, _ model: inout Model, _ dice: inout Dice) throws {
        guard let place = model.vintages.indices.randomElement(using: &dice), !model.vintages[place].isWithdrawn else {
            return
        }
        let number = model.vintages[place].number
        let fallen = try office.workspace.withdrawRelease(
            number, reason: "wrong", moment: try moment("2026-01-15"), actor: "test")
        model.vintages[place].isAtFault = true
        model.vintages[place].isWithdrawn = true
        var expected: [Int] = []
        for other in model.vintages.indices where other > place && !model.vintages[other].isWithdrawn {
            guard model.vintages[other].owner.values.contains(number) else { continue }
            model.vintages[other].isWithdrawn = true
            expected.append(model.vintages[other].number)
        }
        #expect(fallen == expected)
    }

    private func compare(_ office: Office, _ model: Model) throws {
        for month in Self.months { #expect(try office.counts(month) == model.counts(month)) }
        let range = try #require(PeriodRange("2024-01..2024-06"))
        let today = try moment("2026-01-15").today
        let completeness = try office.workspace.completeness(of: try Identifier("cases"), periods: range, today: today)
        #expect(completeness.lines.count == 3 && completeness.lines.allSatisfy(\.isExpected))
        for line in completeness.lines {
            let name = "\(line.sender.provider)/\(line.sender.branch?.description ?? "")"
            for (month, state) in zip(Self.months, line.states) {
                let standing = model.standing(month).first { $0.sender == name }
                switch state {
                case .received(let id, let daysLate, _): #expect(id == standing?.id && daysLate > 0)
                case .overdue(let days): #expect(standing == nil && days > 0)
                case .awaited: Issue.record("everything was due long ago")
                }
            }
        }
        let budget = try #require(try office.workspace.budgets(of: nil).first)
        for month in Self.months {
            let drawn = model.vintages.flatMap(\.drawn).filter { $0.period == month }
            for isCorrection in [false, true] {
                let expected = drawn.filter { $0.isCorrection == isCorrection }.reduce(Rational.zero) {
                    $0.adding($1.rho) ?? $0
                }
                for day in [month.days.lowerBound, month.days.upperBound] {
                    let stretch = budget.stretches.first { $0.days.contains(day) }
                    let line = stretch?.lines.first {
                        $0.dataset.description == "cases" && $0.isReserve == isCorrection
                    }
                    #expect(line?.spent ?? .zero == expected)
                }
            }
        }
        let listed = try office.workspace.releases()
        #expect(listed.map { $0.record.withdrawal != nil } == model.vintages.map(\.isWithdrawn))
    }
}
