/// The names of the months as people write them in English and Malay.
public enum MonthNames {
    /// The month, 1 … 12, that a text begins with, and how many characters its name takes; `nil` if none.
    ///
    /// Full names and the usual short ones, whatever their case; the longest that fits is taken, so that
    /// `Mac` (March in Malay) and `Ogos` are read, and `Mei` and `May` mean the same.
    public static func leading(_ text: some StringProtocol) -> (month: Int, length: Int)? {
        let letters = text.lowercased().prefix { $0.isLetter }
        var length = letters.count
        while length >= 3 {
            if let month = months[String(letters.prefix(length))] { return (month, length) }
            length -= 1
        }
        return nil
    }

    private static let months: [String: Int] = {
        let names: [[String]] = [
            ["january", "jan", "januari"], ["february", "feb", "februari"], ["march", "mar", "mac"],
            ["april", "apr"], ["may", "mei"], ["june", "jun"], ["july", "jul", "julai"],
            ["august", "aug", "ogos", "ogo"], ["september", "sep", "sept"], ["october", "oct", "oktober", "okt"],
            ["november", "nov"], ["december", "dec", "disember", "dis"],
        ]
        return Dictionary(
            uniqueKeysWithValues: names.enumerated().flatMap { place, names in names.map { ($0, place + 1) } })
    }()
}
