import Statistics
import Testing

/// Makes a codelist from `code` or `code<parent` texts.
private func codelist(_ texts: [String], levels: [String] = ["region", "state"]) throws -> Codelist {
    let items = try texts.map { text in
        let parts = text.split(separator: "<").map(String.init)
        return Codelist.Item(
            code: try Code(parts[0]), label: LocalizedText(parts[0]), parent: try parts.count > 1 ? Code(parts[1]) : nil
        )
    }
    return try Codelist(
        id: try Identifier("AREA"), title: LocalizedText("Area"), levels: try levels.map { try Identifier($0) },
        items: items)
}

@Suite struct CodelistTests {
    @Test func aRaggedTreeCoversEverythingOnceAtEachLevel() throws {
        let list = try codelist(["NORTH", "SOUTH", "PERLIS<NORTH", "KEDAH<NORTH", "JOHOR<SOUTH", "_U"])
        #expect(list.depth == 2)
        let names = { (level: Int) in list.codes(atLevel: level).map { list.code(at: $0).description } }
        #expect(names(0) == ["_T"])
        #expect(names(1) == ["NORTH", "SOUTH", "_U"])
        #expect(names(2) == ["PERLIS", "KEDAH", "JOHOR", "_U"])
        #expect(names(3) == names(2))
        for leaf in list.leaves {
            for level in 0...2 {
                let covering = list.codes(atLevel: level).filter { list.ancestor(of: leaf, atLevel: level) == $0 }
                #expect(covering.count == 1)
            }
        }
        let north = try #require(list.index(of: try Code("NORTH")))
        #expect(list.children(of: north).map { list.code(at: $0).description } == ["PERLIS", "KEDAH"])
        #expect(!list.isLeaf(north))
        #expect(list.index(of: .total) == .total)
        #expect(list.level(named: try Identifier("state")) == 2)
        #expect(list.level(named: try Identifier("district")) == nil)
    }

    @Test(arguments: [
        (["A", "A"], "the code A stands here twice"), (["_T"], "_T is the total over all codes and need not be listed"),
        (["A<B"], "A names the parent B, which is not in this codelist"), (["A<B", "B<A"], "A is its own ancestor"),
        ([], "the codelist AREA has no codes"),
        (["A", "B<A", "C<B"], "the codelist AREA is 3 levels deep but names fewer levels"),
    ])
    func refusesWhatIsNoTree(texts: [String], message: String) throws {
        let error = #expect(throws: StatisticsError.self) { try codelist(texts) }
        #expect(error?.description == message)
    }

    @Test(arguments: ["", "A B", "é", "A/B", String(repeating: "A", count: 65)])
    func refusesWhatIsNoCode(text: String) {
        #expect(throws: StatisticsError.malformedCode(text)) { try Code(text) }
    }

    @Test(arguments: ["", "1A", "_A", "A.B", "../A", "é"])
    func refusesWhatIsNoIdentifier(text: String) {
        #expect(throws: StatisticsError.malformedIdentifier(text)) { try Identifier(text) }
    }
}
