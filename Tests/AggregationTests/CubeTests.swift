import Aggregation
import Testing

@Suite struct CubeTests {
    @Test func indicesAndCodesAreInverse() throws {
        let domain = try CubeDomain(radices: [3, 4, 2])
        #expect(domain.cellCount == 24)
        for index in 0..<24 { #expect(domain.index(of: domain.codes(at: index)) == index) }
        for codes in [[3, 0, 0], [0, 4, 0], [-1, 0, 0], [0, 0], [0, 0, 0, 0]] {
            #expect(domain.index(of: codes) == nil)
        }
        #expect(try CubeDomain(radices: []).cellCount == 1)
    }

    @Test func domainsThatAreTooLargeOrEmptyAreRefused() {
        #expect(throws: AggregationError.domainTooLarge(limit: 100)) { try CubeDomain(radices: [10, 11], limit: 100) }
        #expect(throws: AggregationError.domainTooLarge(limit: .max)) {
            try CubeDomain(radices: [1 << 40, 1 << 40], limit: .max)
        }
        #expect(throws: AggregationError.self) { try CubeDomain(radices: [2, 0]) }
    }

    @Test func additionIsExactOrRefused() throws {
        let domain = try CubeDomain(radices: [2, 2])
        var cube = Cube(domain)
        try cube.add(1, at: [0, 1])
        try cube.add(Int64.max - 1, at: [0, 1])
        #expect(throws: AggregationError.overflow) { try cube.add(1, at: [0, 1]) }
        #expect(throws: AggregationError.outsideDomain) { try cube.add(1, at: [2, 0]) }
        #expect(throws: AggregationError.outsideDomain) { try cube.add(1, atIndex: 4) }
        var other = Cube(domain)
        try other.add(5, at: [1, 1])
        try other.merge(cube)
        #expect(other.counts(releasingRaw: .protection) == [0, Int64.max, 0, 5])
        let before = other
        #expect(throws: AggregationError.overflow) { try other.merge(cube) }
        #expect(other == before)
        let another = Cube(try CubeDomain(radices: [4]))
        #expect(throws: AggregationError.self) { try other.merge(another) }
        #expect("\(other)" == "a cube of 4 cells" && Mirror(reflecting: other).children.isEmpty)
    }
}
