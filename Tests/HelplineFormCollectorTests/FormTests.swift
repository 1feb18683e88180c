import Collecting
import CollectorSupport
import TestSupport
import Testing

@testable import HelplineFormCollector

@Suite struct FormTests {
    @Test func theFormIsAsItIsDocumented() throws {
        let bytes = try emptyForm(smallStructure(), march)
        #expect(bytes.prefix(3) == [0xEF, 0xBB, 0xBF])
        let expected = #"""
            LINDUNG-FORM,1,contacts,2024-03,
            #,,"Contacts, 2024-03. Write whole numbers in the last column and nothing anywhere else.","Hubungan, 2024-03. Tulis nombor bulat di lajur terakhir sahaja.",
            #,,An empty cell counts as 0. Put what is not known in the row that says not recorded.,Sel kosong dikira 0. Letakkan yang tidak diketahui di baris yang menyebut tidak direkodkan.,
            #,,"Never write names, identity numbers, telephone numbers or notes. Save as CSV.","Jangan tulis nama, nombor pengenalan, nombor telefon atau catatan. Simpan sebagai CSV.",
            NIL,PERIOD=2024-03,Nothing to report in this period? Write YES in the last column.,Tiada apa-apa untuk dilaporkan? Tulis YA di lajur terakhir.,
            TABLE,KEY,ENGLISH,BAHASA MALAYSIA,COUNT
            #,,By state,Mengikut negeri,
            state,STATE=KDH,Kedah,Kedah,
            state,STATE=PLS,Perlis,Perlis,
            state,STATE=JHR,Johor,Johor,
            state,STATE=_U,"Unknown, or abroad",Tidak diketahui,
            #,,By type,Mengikut jenis,
            type,"STATE=NORTH;TYPE=COUNSEL",Northern region / Counselling,Utara / Kaunseling,
            type,"STATE=NORTH;TYPE=SILENT","Northern region / Silent ""call""",Utara / Senyap,
            type,"STATE=JHR;TYPE=COUNSEL",Johor / Counselling,Johor / Kaunseling,
            type,"STATE=_U;TYPE=COUNSEL","Unknown, or abroad / Counselling",Tidak diketahui / Kaunseling,
            type,"STATE=_U;TYPE=SILENT","Unknown, or abroad / Silent ""call""",Tidak diketahui / Senyap,
            #,,"By reason (one contact may be counted in several rows, at most 2: Reason)","Mengikut sebab (satu rekod boleh dikira dalam beberapa baris, paling banyak 2: Sebab)",
            reason,REASON=ABUSE,Abuse,Penderaan,
            reason,REASON=BULLY,Bullying,Buli,
            END,,End of the form,Tamat borang,

            """#
        let text = String(decoding: bytes.dropFirst(3), as: UTF8.self)
        #expect(text == expected.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n"))
        #expect(try Sheet(smallStructure()).bytes == bytes)
    }

    @Test func aFormOfTheWholeHasOneRow() throws {
        let small = try smallStructure()
        let national = try small.replacing(tables: [small.tables[0]], protection: small.protection)
        var sheet = try Sheet(national)
        #expect(sheet.line("national", "_T") == 8)
        sheet["national", "_T"] = "12"
        let read = try collect(sheet.bytes, national)
        #expect(read.errors.isEmpty)
        #expect(read.observations == ["2024-03 [0, 0, 0] [-1, -1, -1] 12"])
    }

    @Test func aFormStatesItsDatasetAndPeriodInItsHead() throws {
        let target = try FormTarget(dataset: Identifier("contacts"), period: month(march))
        let sheet = try Sheet.filled()
        #expect(HelplineFormCollector.target(of: sheet.bytes) == target)
        for separator in [";", "\t"] {
            let text = Array(sheet.text(separator: separator).utf8)
            #expect(HelplineFormCollector.target(of: text) == target)
            #expect(HelplineFormCollector.target(of: Array(text.prefix(60))) == target)
        }
        // A spreadsheet program has made a date of the period.
        var dated = sheet
        dated.rows[0][3] = "Mar-24"
        #expect(HelplineFormCollector.target(of: dated.bytes) == target)
        #expect(try collect(dated).covered == [march])
        dated.rows[4][1] = ""
        let unclear = FormTarget(dataset: target.dataset, period: nil)
        #expect(HelplineFormCollector.target(of: dated.bytes) == unclear)
        for other in ["", "a,b\n1,2\n", "LINDUNG-FORM", "LINDUNG-FORMS,1,contacts,2024-03"] {
            #expect(HelplineFormCollector.target(of: Array(other.utf8)) == nil)
        }
    }

    @Test func noMappingIsTaken() throws {
        #expect(throws: CollectorOptionsError.mappingNotTaken(collector: try Identifier("helpline-form"))) {
            try CollectorSettings(
                for: HelplineFormCollector.description, mapping: MappingFile(name: "m", bytes: []))
        }
    }

    @Test func aFormThatNobodyCouldFillInIsNotMade() throws {
        let small = try smallStructure()
        let items = try (0..<500).map { Codelist.Item(code: try Code("C\($0)"), label: LocalizedText("C")) }
        let wide = try ["A", "B"].map { name in
            let id = try Identifier(name)
            return Dimension(
                id: id, title: LocalizedText(name),
                codelist: try Codelist(id: id, title: LocalizedText(name), items: items))
        }
        let large = try DatasetStructure(
            id: small.id, version: "1", agency: small.agency, title: small.title, frequency: .monthly,
            population: small.population, measure: small.measure, dimensions: wide, unit: small.unit,
            tables: [TableDefinition(id: small.id, dimensions: [wide[0].id: .all, wide[1].id: .all])],
            protection: small.protection)
        let sheet = try Sheet(large)
        #expect(sheet.rows.count == 8)
        #expect(sheet.rows[4][2].contains("too many cells"))
        #expect(try collect(sheet.bytes, large).errors == ["not-a-form -:-"])
    }
}

@Suite struct ShippedFormTests {
    @Test func everyShippedStructureHasAFormThatIsReadAsNil() throws {
        let structures = try ShippedFiles.datasets()
        #expect(structures.count == 25)
        for structure in structures {
            let period = try february(structure.frequency)
            var sheet = try Sheet(structure, period.description)
            #expect(try sheet.bytes == emptyForm(structure, period.description))
            #expect(sheet.rows.allSatisfy { $0.count == 5 })
            let isOne = try #require(structure.measure.definition)
            #expect(sheet.rows.contains(["#", "", isOne.english, try #require(isOne.malay), ""]), "\(structure.id)")
            let target = HelplineFormCollector.target(of: sheet.bytes)
            #expect(target == FormTarget(dataset: structure.id, period: period))
            #expect(try collect(sheet.bytes, structure).errors == ["empty-form 6:5"], "\(structure.id)")
            sheet["NIL", nil] = "YES"
            let read = try collect(sheet.bytes, structure)
            #expect(read.findings.isEmpty, "\(structure.id)")
            #expect(read.covered == ["\(period) nil"] && read.observations.isEmpty)
        }
    }

    /// Units are drawn, given once as records and once as a form: every published table then says the same.
    @Test(arguments: 0..<3 as Range<UInt64>)
    func aFormSaysWhatTheRecordsSay(seed: UInt64) throws {
        var dice = Dice(state: seed)
        for structure in try ShippedFiles.datasets() + [smallStructure()] {
            let period = try february(structure.frequency)
            let records = try randomRecords(structure, period, using: &dice)
            var sheet = try Sheet(structure, period.description)
            for section in FormSections(structure).sections {
                let codes = zip(structure.dimensions, section.levels.levels).map { $0.codelist.codes(atLevel: $1) }
                let sums = try records.sums(
                    of: period, levels: section.levels, codes: codes, releasingRaw: .exactAtUsersRequest)
                let domain = try #require(CellDomain(structure, section: section.levels))
                for (cell, sum) in sums.enumerated() where sum > 0 {
                    let shown = zip(structure.dimensions, domain.key(ofCell: cell)).filter { $0.1 != .total }
                    let key = shown.map { "\($0.id)=\($0.codelist.code(at: $1))" }.joined(separator: ";")
                    sheet[section.table.id.description, key.isEmpty ? "_T" : key] = "\(sum)"
                }
            }
            let read = try collect(sheet.bytes, structure)
            #expect(read.findings.isEmpty, "\(structure.id) seed \(seed): \(read.findings)")
            var cube = try read.cube
            try expectEqual(cube, records, period, times: 1)
            // Records of one provider and the form of another add up.
            try cube.merge(records)
            try expectEqual(cube, records, period, times: 2)
        }
    }

    private func expectEqual(
        _ cube: ObservationCube, _ records: ObservationCube, _ period: Period, times: Int64
    ) throws {
        let structure = cube.domain.structure
        for tuple in Set(structure.tables.flatMap { structure.levelTuples(of: $0) }) {
            let codes = zip(structure.dimensions, tuple.levels).map { $0.codelist.codes(atLevel: $1) }
            let expected = try records.sums(of: period, levels: tuple, codes: codes, releasingRaw: .exactAtUsersRequest)
            let found = try cube.sums(of: period, levels: tuple, codes: codes, releasingRaw: .exactAtUsersRequest)
            #expect(found == expected.map { $0 * times }, "\(structure.id) \(tuple.levels)")
        }
    }

    /// Some units at random cells that can occur; one of mentions once at their total and once at each.
    private func randomRecords(
        _ structure: DatasetStructure, _ period: Period, using dice: inout Dice
    ) throws -> ObservationCube {
        var cube = try ObservationCube(structure: structure)
        let impossible = ImpossibleCells(structure)
        for _ in 0..<50 {
            var keys: [[CodeIndex]] = [[]]
            for dimension in structure.dimensions {
                let leaves = dimension.codelist.leaves
                var codes = [leaves.randomElement(using: &dice) ?? 0]
                if dimension.isMultiValued {
                    codes = Array(Set(codes + [leaves.randomElement(using: &dice) ?? 0])).sorted() + [.total]
                }
                keys = keys.flatMap { key in codes.map { key + [$0] } }
            }
            guard !keys.contains(where: impossible.contain) else { continue }
            let count = Int64.random(in: 1...400, using: &dice)
            for key in keys { try cube.add(period: period, codes: key, count: count) }
        }
        return cube
    }
}
