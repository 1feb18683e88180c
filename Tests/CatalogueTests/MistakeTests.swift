import Testing

@testable import Catalogue

@Suite struct MistakeTests {
    /// One mistake in a good catalogue, and all that is said of it.
    struct Case: Sendable, CustomTestStringConvertible {
        let file: String
        let old: String
        let new: String
        let expected: String
        var testDescription: String { "\(file): \(new)" }

        init(_ file: String, _ old: String, _ new: String, _ expected: String) {
            (self.file, self.old, self.new) = (file, old, new)
            self.expected = expected.isEmpty ? "" : "\(file):\(expected)"
        }
    }

    static let keys = [
        Case(structure, "version:", "vershion:", "2:1: unknown key \"vershion\" (did you mean \"version\"?)"),
        Case(
            structure, "retention:", "colour: red\nretention:",
            "22:1: unknown key \"colour\" (known here: id, version, agency, title, frequency, population, measure, dimensions, unit, tables, protection, structuralZeros, providers, rules, seriesBreaks, retention)"
        ),
        Case(
            structure, "agency: LINDUNG", "agency: LINDUNG\nagency: X",
            "4:1: the key \"agency\" comes twice (it is first at line 3, column 1)"),
        Case(structure, "agency: LINDUNG\n", "", "1:1: the key \"agency\" is missing"),
        Case(
            structure, "codelist: FORM", "codelst: FORM", "10:16: unknown key \"codelst\" (did you mean \"codelist\"?)"),
        Case(states, "label: Johor", "lable: Johor", "8:17: unknown key \"lable\" (did you mean \"label\"?)"),
        Case(people, "epsilon", "epsylon", "4:1: unknown key \"epsylon\" (did you mean \"epsilon\"?)"),
    ]

    static let values = [
        Case(
            structure, "frequency: M", "frequency: monthly",
            "5:12: expected one of A, Q, M, W or D, found the text \"monthly\""),
        Case(
            structure,
            "dimensions:\n  - {id: STATE, codelist: STATE}\n  - {id: FORM, codelist: FORM, title: Form of harm, multiValued: true}",
            "dimensions: 5", "8:13: expected a list, found the number 5"),
        Case(
            structure, "multiValued: true", "multiValued: yes",
            "10:66: expected true or false, found the text \"yes\" (write true or false, without quotes)"),
        Case(structure, "k: 12", "k: 0", "15:32: expected a whole number from 1 to 1000000, found the number 0"),
        Case(
            structure, "k: 12", "k: \"12\"",
            "15:32: expected a whole number from 1 to 1000000, found the text \"12\" (leave the quotation marks out)"),
        Case(
            structure, "method: noise", "method: nose",
            "15:22: expected one of noise, suppression or reference, found the text \"nose\" (did you mean \"noise\"?)"),
        Case(
            structure, "maxCellsPerUnit: 2", "maxCellsPerUnit: 1001",
            "11:37: expected a whole number from 1 to 1000, found the number 1001"),
        Case(structure, "weight: 1/3", "weight: 0", "14:72: expected a number above 0, found the number 0"),
        Case(
            structure, "weight: 1/3", "weight: heavy",
            "14:72: expected a number such as 0.5, 1e-6 or 1/3, found the text \"heavy\""),
        Case(
            structure, "2021-07", "2021-13",
            "21:14: expected a period such as 2024, 2024-Q1, 2024-03, 2024-W09 or 2024-03-15, found the text \"2021-13\""
        ),
        Case(structure, "2021-07", "2021", "21:14: the series break 2021 is no period of frequency M"),
        Case(structure, "P15D", "15 days", "18:40: expected a number of days such as P15D, found the text \"15 days\""),
        Case(structure, "P400D", "P1Y", "22:12: expected a number of days such as P15D, found the text \"P1Y\""),
        Case(
            structure, "id: STATE,", "id: 1STATE,",
            "9:10: expected an identifier (a letter, then letters, digits, _ or -, at most 64), found the text \"1STATE\""
        ),
        Case(
            structure, "id: STATE,", "id: OBS_VALUE,",
            "9:10: OBS_VALUE is a heading of Lindung's own files; the dimension needs another name"),
        Case(people, "epsilon: 2", "epsilon: 0", "4:10: expected a number above 0 and at most 100, found the number 0"),
        Case(
            people, "epsilon: 2", "epsilon: 101",
            "4:10: expected a number above 0 and at most 100, found the number 101"),
        Case(
            people, "delta: 1e-6", "delta: 1",
            "5:8: expected a number from 0 to below 1, such as 1e-6, found the number 1"),
        Case(
            people, "delta: 1e-6", "delta: -1",
            "5:8: expected a number from 0 to below 1, such as 1e-6, found the number -1"),
        Case(people, "cases: 0.5", "cases: 0", "6:17: expected a share above 0 and at most 1, found the number 0"),
        Case(people, "cases: 0.5", "cases: 0.51", "6:1: the shares and the reserve come to 101/100, over 1"),
        Case(people, "reserve: 0.25", "reserve: 1", "7:10: expected a share from 0 to below 1, found the number 1"),
        Case(
            people, "other: 1/4", "o/ther: 1/4",
            "6:22: \"o/ther\" is no identifier: a letter, then letters, digits, _ or -, at most 64"),
        Case(
            states, "code: JHR", "code: J.R",
            "8:12: expected a code (letters, digits, _, -, @ or $, at most 64), found the text \"J.R\""),
    ]

    static let references = [
        Case(
            structure, "codelist: STATE", "codelist: STAET",
            "9:27: there is no file codelists/STAET.yaml (did you mean \"STATE\"?)"),
        Case(
            structure, "codelist: STATE", "codelist: MOON",
            "9:27: there is no file codelists/MOON.yaml (known: FORM, STATE)"),
        Case(
            structure, "population: people", "population: peple",
            "6:13: there is no file populations/peple.yaml (did you mean \"people\"?)"),
        Case(
            structure, "{STATE: state,", "{STAET: state,",
            "14:35: there is no dimension STAET (did you mean \"STATE\"?)"),
        Case(
            structure, "{STATE: state,", "{STATE: stat,",
            "14:42: the codelist STATE has no level \"stat\" (did you mean \"state\"?)"),
        Case(
            structure, "{STATE: state,", "{STATE: district,",
            "14:42: the codelist STATE has no level \"district\" (known: all, leaves, region, state)"),
        Case(structure, "STATE: JHR", "STATE: JRH", "17:6: the codelist STATE has no code JRH (did you mean \"JHR\"?)"),
        Case(structure, "{STATE: JHR", "{SATTE: JHR", "17:6: there is no dimension SATTE (did you mean \"STATE\"?)"),
        Case(structure, "id: FORM", "id: STATE", "10:10: the dimension STATE stands already in line 9"),
        Case(structure, "id: state-form", "id: national", "14:10: the table national stands already in line 13"),
        Case(people, "{cases: 0.5", "{casses: 0.5", ""),
        Case(states, "code: JHR", "code: PLS", "8:12: the code PLS stands already in line 7"),
        Case(states, "code: JHR", "code: _T", "8:12: _T is the total over all codes and need not be listed"),
        Case(
            states, "PLS, parent: NORTH", "PLS, parent: NORHT",
            "7:25: the parent NORHT is not in this codelist (did you mean \"NORTH\"?)"),
        Case(states, "code: NORTH,", "code: NORTH, parent: PLS,", "5:12: NORTH is its own ancestor"),
        Case(
            states, "levels: [region, state]", "levels: [region]",
            "3:1: the codelist STATE is 2 levels deep but names fewer levels"),
        Case(states, "levels: [region, state]", "levels: [region, region]", "3:1: region is named twice"),
        Case(states, "id: STATE", "id: STATES", "1:1: the file is named STATE but its id is STATES"),
        Case(people, "id: people", "id: persons", "1:1: the file is named people but its id is persons"),
    ]

    @Test(arguments: keys + values + references)
    func eachMistakeIsToldOnceAtItsPlace(mistake: Case) throws {
        let catalogue = try TemporaryCatalogue()
        try catalogue.replace(mistake.old, mistake.new, in: mistake.file)
        let expected =
            mistake.expected.isEmpty
            ? "\(structure):1:5: the population people gives cases no share of its budget (its shares are for: casses, other)"
            : mistake.expected
        let found = catalogue.mistakes
        #expect(found == [expected])
    }

    @Test func allMistakesOfAllFilesAreToldInOrder() throws {
        let catalogue = try TemporaryCatalogue()
        try catalogue.replace("frequency: M", "frequency: m", in: structure)
        try catalogue.replace("k: 12", "k: 0, treshold: noisy", in: structure)
        try catalogue.replace("label: Johor", "label: []", in: states)
        try catalogue.replace("epsilon: 2", "epsilon: two", in: people)
        let places = catalogue.mistakes.map { $0.split(separator: ": ")[0] }
        #expect(
            places == ["\(states):8:24", "\(people):4:10"] + ["5:12", "15:32", "15:35"].map { "\(structure):\($0)" })
    }

    @Test(arguments: [structure, states, people])
    func aFileThatHoldsNothingOrNoTextIsRefused(name: String) throws {
        for (bytes, place) in [
            ([], "1:1"), (Array("# nothing\n".utf8), ""), ([0, 1, 2, 255], ""), ([0xFF, 0xFE], ""),
        ] {
            let catalogue = try TemporaryCatalogue()
            try catalogue.write(name, bytes)
            #expect(catalogue.mistakes.count == 1)
            #expect(catalogue.mistakes.first?.hasPrefix("\(name):\(place)") == true, "\(catalogue.mistakes)")
        }
    }

    @Test func aFolderThatCannotBeReadHasNoFiles() throws {
        let catalogue = try TemporaryCatalogue()
        try catalogue.remove("codelists")
        #expect(
            catalogue.mistakes == [
                "\(structure):9:27: there is no file codelists/STATE.yaml (there are no codelists)",
                "\(structure):10:26: there is no file codelists/FORM.yaml (there are no codelists)",
            ])
        try catalogue.write("codelists", "a file in a folder's place")
        #expect(catalogue.mistakes.count == 2)
    }

    @Test func aFolderInAFilesPlaceIsToldWhereItIsNamed() throws {
        let catalogue = try TemporaryCatalogue()
        try catalogue.remove(people)
        try catalogue.write(people + "/file", "")
        #expect(
            catalogue.mistakes == [
                "\(structure):6:13: \(people): is a folder; name a file in it"
            ])
        try catalogue.remove(structure)
        #expect(catalogue.mistakes == ["\(structure): no such file or folder; check the name"])
    }

    @Test func aFileTooLargeIsRefused() throws {
        let catalogue = try TemporaryCatalogue()
        try catalogue.write(people, [UInt8](repeating: UInt8(ascii: "#"), count: (8 << 20) + 1))
        #expect(catalogue.mistakes.first?.contains("at most 8388608 are read") == true)
    }
}
