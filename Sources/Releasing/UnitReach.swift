import Rationals
import Statistics

/// How far one unit reaches into the counts of one combination of levels.
struct UnitReach {
    let structure: DatasetStructure

    init(_ structure: DatasetStructure) { self.structure = structure }

    /// Δ₁ of any one combination: c cells, a in each.
    var absolute: Rational {
        Rational(Int32(structure.unit.maxCells)).multiplied(by: Rational(Int32(structure.unit.maxCount))) ?? .one
    }

    /// The square of Δ₂ of the counts: where the c cells of a unit are surely distinct (T at the leaves of every
    /// dimension along which they may differ) c·a², elsewhere, where they may fall together, c²·a²
    /// (the triangle inequality). A combination at the total of all of these counts units, once each.
    func squared(_ levels: LevelTuple) -> Rational { squared(levels, centred: (1, 1)) ?? .one }

    /// f_T·a², the square of Δ₂ of the residuals of a combination, in units of s: centering shortens what one cell
    /// changes to p_T, and lengthens nothing, being a projection. So it is c²·p_T·a² where cells may fall together,
    /// and the least of that and c·a² where they are distinct.
    ///
    /// `nil` if the product does not fit into 64 bits.
    func squared(_ levels: LevelTuple, centred reach: (numerator: Int64, denominator: Int64)) -> Rational? {
        let (c, a) = (Int64(structure.unit.maxCells), Int64(structure.unit.maxCount))
        guard let p = Rational(reach.numerator, over: reach.denominator), let square = Rational(a * a, over: 1)
        else { return nil }
        let multiValued = structure.dimensions.indices.filter { structure.dimensions[$0].isMultiValued }
        let spread = multiValued.isEmpty ? Array(structure.dimensions.indices) : multiValued
        if !multiValued.isEmpty, spread.allSatisfy({ levels.levels[$0] == 0 }) { return p.multiplied(by: square) }
        guard let together = Rational(c * c, over: 1)?.multiplied(by: p), let apart = Rational(c, over: 1) else {
            return nil
        }
        let isApart = spread.allSatisfy { levels.levels[$0] == structure.dimensions[$0].codelist.depth }
        // c ≤ 1000 and a ≤ 10⁶ (UnitBounds), so that c²·a² is at most 10¹⁸ and fits.
        return (isApart ? min(apart, together) : together).multiplied(by: square)
    }
}

extension UnitReach {
    /// The most cells of one combination of levels that one unit touches: one at the total of all multi-valued dimensions,
    /// where it is counted as a unit; else c, or as many as there are.
    func cells(_ levels: LevelTuple) -> Int {
        let multiValued = structure.dimensions.indices.filter { structure.dimensions[$0].isMultiValued }
        if !multiValued.isEmpty, multiValued.allSatisfy({ levels.levels[$0] == 0 }) { return 1 }
        let most = structure.unit.maxCells
        // At most c, which is at most 1000, after each step.
        return zip(structure.dimensions, levels.levels).reduce(1) { product, level in
            min(most, product * min(most, level.0.codelist.codes(atLevel: level.1).count))
        }
    }
}
