import Collecting
import CollectorSupport
import TestSupport
import Testing

@testable import TabularCollector

@Suite struct MutationTests {
    @Test(arguments: 0..<200)
    func whateverTheBytesWhatIsObservedIsGoodAndTheSameEveryTime(seed: Int) throws {
        var dice = Dice(state: UInt64(seed))
        let rows = (1...12).map {
            "\(["KDH", "Perlis", "JHR"][$0 % 3]),_O,2024-\($0 < 10 ? "0" : "")\($0 % 6 + 1),\($0)\n"
        }
        var bytes = Array((heading + rows.joined()).utf8)
        let odd = Array("\",;\n\r\t\u{0}-.9 é@_".utf8)
        for _ in 0..<Int.random(in: 1...6, using: &dice) {
            let place = Int.random(in: bytes.indices, using: &dice)
            switch Int.random(in: 0..<3, using: &dice) {
            case 0: bytes[place] = odd.randomElement(using: &dice) ?? 0
            case 1: bytes.insert(odd.randomElement(using: &dice) ?? 0, at: place)
            default: bytes.remove(at: place)
            }
        }
        let read = try collect(bytes)
        #expect(try collect(bytes) == read)
        for chunk in [1, 4, 13] { #expect(try collect(bytes, chunk: chunk) == read) }
        let structure = try testStructure.get()
        for observation in read.counts {
            #expect((0...1_000_000_000).contains(observation.count))
            #expect(observation.period.frequency == .monthly)
            for (dimension, code) in zip(structure.dimensions, observation.codes) {
                #expect(dimension.codelist.isLeaf(code))
            }
        }
        // No file is silently made smaller: a row that is not observed is a finding.
        let lines = bytes.split(separator: UInt8(ascii: "\n")).count - 1
        #expect(read.counts.count <= lines)
        if read.counts.count < 12 - 1 { #expect(!read.findings.isEmpty) }
        for finding in read.findings { #expect(finding.message.malay != nil) }
    }

    /// Tables one below the other, totals, maps and parts of dates: whatever the bytes.
    @Test(arguments: 0..<150)
    func whateverTheBytesOfAReport(seed: Int) throws {
        let mapping = """
            mapping: 1
            maps: {m: {columns: [area], gives: [STATE], rows: [[Utara, NORTH], [Kedah, KDH], [Perlis, PLS]]}}
            numbers: {thousands: ","}
            tables:
              - title: {startsWith: Table 1}
                dimensions: {STATE: {map: m, totals: {codes: true}}, FORM: {value: _O}}
                period: {headings: MMM, year: {in: title}, total: sum}
                count: {suffixes: {k: 1000}}
              - headings: [form, y]
                dimensions: {STATE: {value: _U}, FORM: {column: form, totals: [All]}}
                period: {year: y, month: m}
                count: {column: n}
                unitColumn: {column: u, count: [N], leaveOut: ["%"]}
            """
        var dice = Dice(state: UInt64(seed))
        var bytes = Array(
            """
            Table 1, 2024
            area,Jan,Mac,sum
            Utara,3,"1,003",1006
            Kedah,1,1.001k,1002
            Perlis,2,2,4

            form,y,m,n,u
            All,2024,2,5,N
            Grooming,2024,Feb,2,N
            Grooming,2024,Feb,40,%
            Sextortion,2024,2,3,N

            """.utf8)
        let odd = Array("\",;\n\r\t\u{0}-.9 é@_k%/".utf8)
        for _ in 0..<Int.random(in: 1...5, using: &dice) {
            let place = Int.random(in: bytes.indices, using: &dice)
            switch Int.random(in: 0..<3, using: &dice) {
            case 0: bytes[place] = odd.randomElement(using: &dice) ?? 0
            case 1: bytes.insert(odd.randomElement(using: &dice) ?? 0, at: place)
            default: bytes.remove(at: place)
            }
        }
        let read = try collect(bytes, mapping)
        for chunk in [1, 5, 17] { #expect(try collect(bytes, mapping, chunk: chunk) == read) }
        let structure = try testStructure.get()
        for observation in read.counts {
            #expect((0...1_000_000_000).contains(observation.count))
            for (dimension, code) in zip(structure.dimensions, observation.codes) {
                #expect(dimension.codelist.isLeaf(code))
            }
        }
    }
}
