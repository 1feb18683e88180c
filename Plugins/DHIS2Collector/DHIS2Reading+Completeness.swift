import Collecting

extension DHIS2Reading {
    /// The form of an organisation unit that was declared complete.
    struct RegisteredForm: Hashable {
        let orgUnit: String
        let attributes: String
    }

    /// Takes a registration.
    mutating func register(_ registration: DHIS2Registration, into sink: inout some CollectingSink) {
        sawRegistrations = true
        guard registration.isComplete else { return }
        if !registration.dataSet.isEmpty, !mapping.dataSets.isEmpty, !mapping.dataSets.contains(registration.dataSet) {
            left.ignored += 1
            return
        }
        switch mapping.names[.orgUnit]?[registration.orgUnit] {
        case .ignored:
            left.ignored += 1
            return
        case .codes: break
        case nil:
            let known = (mapping.names[.orgUnit] ?? [:]).keys.sorted()
            let location = place(registration.line, "orgUnit")
            guard !registration.orgUnit.isEmpty else { return sink.report(.missingValue(at: location)) }
            return sink.report(
                .unmappedName(
                    registration.orgUnit, kind: "orgUnit", nearest: nearest(to: registration.orgUnit, among: known),
                    at: location))
        }
        guard let period = period(registration.period, registration.line, into: &sink) else { return }
        var attributes = "default"
        switch registration.attributes {
        case .absent: break
        case .name(let name): attributes = DHIS2Mapping.plain(name)
        case .options(let options):
            attributes = options.map { "\($0.category)=\($0.option)" }.sorted().joined(separator: ";")
        }
        registered[period.written, default: []].insert(
            RegisteredForm(orgUnit: registration.orgUnit, attributes: attributes))
    }

    /// Says which periods are complete, and of which that is not known.
    mutating func finishPeriods(at whole: Finding.Location, into sink: inout some CollectingSink) {
        var periods = observed
        for written in registered.keys {
            if let period = Period(structure.frequency, containing: written.days.lowerBound) { periods.insert(period) }
        }
        var open: [Period] = []
        var empty = 0
        for period in periods.sorted() {
            guard absentIsZero && observed.contains(period) || isComplete(period) else {
                open.append(period)
                continue
            }
            if !observed.contains(period) { empty += 1 }
            sink.cover(period, isNil: !observed.contains(period))
        }
        if !open.isEmpty { sink.report(.notRegistered(open, at: whole)) }
        if !sawValues, empty > 0 { sink.report(.completeAndEmpty(empty, at: whole)) }
        if observations == 0, empty == 0 { sink.report(.noRows(at: whole)) }
    }

    /// Whether all expected organisation units declared a period of the dataset complete, or all periods within it.
    private func isComplete(_ period: Period) -> Bool {
        if isRegistered(period) { return true }
        return Set(registered.keys.filter { period.contains($0) && $0 != period }.map(\.frequency))
            .contains { frequency in
                guard let first = Period(frequency, containing: period.days.lowerBound),
                    let last = Period(frequency, containing: period.days.upperBound),
                    first.days.lowerBound == period.days.lowerBound, last.days.upperBound == period.days.upperBound,
                    let range = PeriodRange(first, last)
                else { return false }
                return range.allSatisfy(isRegistered)
            }
    }

    private func isRegistered(_ period: Period) -> Bool {
        guard let forms = registered[period], !mapping.expected.isEmpty else { return false }
        let attributes = mapping.expectedAttributes
        return mapping.expected.allSatisfy { unit in
            let found = Set(forms.filter { $0.orgUnit == unit }.map(\.attributes))
            return attributes.isEmpty ? !found.isEmpty : attributes.isSubset(of: found)
        }
    }
}
