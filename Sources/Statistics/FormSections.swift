/// The sections of a dataset's form: the few combinations of levels from which every published table can be
/// added up.
///
/// Whoever cannot give records gives, for each section, the counts of its combinations of codes. A section is
/// the finest combination of levels of a table: of each dimension that the table names the deepest level shown,
/// of all others the total. Left out is one that another section answers (`source(of:)`): then two forms never
/// ask for the same thing twice without need.
public struct FormSections: Sendable, Hashable {
    /// One section.
    public struct Section: Sendable, Hashable {
        /// The first table whose finest levels these are.
        public let table: TableDefinition
        /// The level of each dimension; 0 is the total.
        public let levels: LevelTuple
    }

    /// The sections, in the order of the tables.
    public let sections: [Section]
    private let isMultiValued: [Bool]

    /// Finds the sections of a structure; none where it has no tables.
    public init(_ structure: DatasetStructure) {
        let isMultiValued = structure.dimensions.map(\.isMultiValued)
        var finest: [Section] = []
        for table in structure.tables {
            // Tuples come the coarser first, so the last has the deepest level of every dimension.
            guard let levels = structure.levelTuples(of: table).last else { continue }
            if !finest.contains(where: { $0.levels == levels }) { finest.append(Section(table: table, levels: levels)) }
        }
        sections = finest.filter { section in
            !finest.contains {
                $0.levels != section.levels
                    && FormSections.answers($0.levels, section.levels, isMultiValued: isMultiValued)
            }
        }
        self.isMultiValued = isMultiValued
    }

    /// The section from whose counts a combination of levels is added up: the first that is nowhere coarser and
    /// has just those multi-valued dimensions at their total that the combination has there. `nil` if none is.
    ///
    /// Mentions say nothing about units, nor units about mentions, so no section over the one answers the other.
    public func source(of levels: LevelTuple) -> LevelTuple? {
        sections.first { FormSections.answers($0.levels, levels, isMultiValued: isMultiValued) }?.levels
    }

    /// Where a section stands in `sections`; `nil` if these levels are no section.
    public func index(of levels: LevelTuple) -> Int? {
        sections.firstIndex { $0.levels == levels }
    }

    private static func answers(_ finer: LevelTuple, _ coarser: LevelTuple, isMultiValued: [Bool]) -> Bool {
        guard finer.levels.count == isMultiValued.count, coarser.levels.count == isMultiValued.count else {
            return false
        }
        return isMultiValued.indices.allSatisfy { place in
            let (fine, coarse) = (finer.levels[place], coarser.levels[place])
            return fine >= coarse && (!isMultiValued[place] || (fine == 0) == (coarse == 0))
        }
    }
}
