import Foundation
import Testing

@testable import Pages

/// WCAG 2.2: 1.4.3 for text, 1.4.11 for lines, controls and what has focus.
@Suite struct ContrastTests {
    /// Two colours that stand on each other, and the least contrast between them.
    private static let pairs: [(String, String, Double)] =
        [
            ("ink", "paper", 4.5), ("soft", "paper", 4.5), ("link", "paper", 4.5), ("ink", "panel", 4.5),
            ("soft", "panel", 4.5), ("link", "panel", 4.5), ("paper", "ink", 4.5), ("paper", "link", 4.5),
            ("on-alert", "alert", 4.5), ("on-help", "help", 4.5), ("line", "paper", 3), ("line", "band", 3),
            ("ink", "band", 4.5), ("control", "paper", 3), ("control", "panel", 3), ("focus", "paper", 3),
            ("focus", "panel", 3), ("focus", "help", 3), ("alert", "paper", 3),
        ]
        + (0..<5).map { ("t\($0)", "b\($0)", 4.5) } + (0..<6).map { ("o\($0)", "p\($0)", 4.5) }

    private func colours(_ css: Substring) -> [String: String] {
        var colours: [String: String] = [:]
        for part in css.split(separator: "--").dropFirst() {
            let sides = part.split(separator: ":", maxSplits: 1)
            guard sides.count == 2 else { continue }
            let value = sides[1].drop { $0 == " " }
            if value.hasPrefix("#") { colours[String(sides[0])] = String(value.dropFirst().prefix(6)) }
        }
        return colours
    }

    private func luminance(_ colour: String) throws -> Double {
        let number = try #require(Int(colour, radix: 16))
        let parts = [16, 8, 0].map { shift in
            let share = Double(number >> shift & 0xFF) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    @Test("Text and lines stand out in light and in dark")
    func contrasts() throws {
        let css = String(decoding: PageStyle.sheet, as: UTF8.self)
        let start = try #require(css.range(of: "@media (prefers-color-scheme: dark)"))
        let light = colours(css[..<start.lowerBound])
        let dark = light.merging(colours(css[start.upperBound...].prefix(600))) { $1 }
        #expect(light["paper"] == "ffffff" && dark["paper"] != light["paper"])
        for (name, scheme) in [("light", light), ("dark", dark)] {
            for (above, below, least) in ContrastTests.pairs {
                var some: [Double] = []
                for name in [above, below] { some.append(try luminance(try #require(scheme[name], "no \(name)"))) }
                let contrast = (max(some[0], some[1]) + 0.05) / (min(some[0], some[1]) + 0.05)
                #expect(contrast >= least, "\(above) on \(below), \(name): \(contrast)")
            }
        }
    }
}
