/// The candidate that `word` most likely meant, or `nil` if none is near.
///
/// Near is a distance of at most 2 edits, or a third of the word where that is more, as long as at least
/// half the letters agree. Case is ignored. Of two that are equally near, the earlier one is given.
///
/// - Complexity: the length of the word times the lengths of all candidates; words longer than 64 characters
///   have no suggestion, so that nothing long can be made to cost much.
public func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(word.lowercased())
    guard wanted.count <= longestWord else { return nil }
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
        let letters = Array(candidate.lowercased())
        let longer = max(wanted.count, letters.count)
        let allowed = min(max(2, wanted.count / 3), longer / 2, (best?.distance ?? .max) - 1)
        guard abs(wanted.count - letters.count) <= allowed else { continue }
        let distance = editDistance(wanted, letters)
        if distance <= allowed { best = (candidate, distance) }
    }
    return best?.candidate
}

/// The least number of insertions, deletions, replacements and swaps of neighbours that turn one word into
/// the other, no part being edited twice (the restricted Damerau–Levenshtein distance).
public func editDistance(_ first: String, _ second: String) -> Int {
    editDistance(Array(first), Array(second))
}

/// No word that people type by hand is longer.
private let longestWord = 64

private func editDistance(_ first: [Character], _ second: [Character]) -> Int {
    var beforeLast = [Int](repeating: 0, count: second.count + 1)
    var last = Array(0...second.count)
    for row in first.indices {
        var current = [row + 1]
        for column in second.indices {
            let same = first[row] == second[column]
            var least = min(last[column] + (same ? 0 : 1), last[column + 1] + 1, current[column] + 1)
            if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
                least = min(least, beforeLast[column - 1] + 1)
            }
            current.append(least)
        }
        (beforeLast, last) = (last, current)
    }
    return last[second.count]
}
