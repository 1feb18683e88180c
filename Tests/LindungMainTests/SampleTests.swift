import Foundation
import Testing

@Suite struct SampleTests {
    private func draw(_ words: String...) throws -> [Double] {
        let outcome = lindung(["sample"] + words)
        #expect(outcome.status == 0)
        #expect(outcome.errors.isEmpty)
        return try outcome.lines.map { Double(try #require(Int64($0))) }
    }

    /// The variance of both is known; the mean of 20,000 squares lies within 8 of its standard deviations except
    /// with a probability below 1e-12, heavy tails included (fourth moments 24·b⁴ and 3·σ⁴).
    @Test("Mean and variance are those of the distribution, at several scales")
    func moments() throws {
        let count = 20_000.0
        for (words, variance, fourth) in [
            (["discrete-laplace", "--scale", "10"], 199.83, 24e4),
            (["discrete-laplace", "--scale", "7/2"], 24.33, 3610),
            (["discrete-gaussian", "--sigma", "10"], 100.0, 3e4), (["discrete-gaussian", "--sigma", "5/2"], 6.25, 118),
        ] {
            let values = try draw(words[0], words[1], words[2], "--count", "20000")
            #expect(values.count == 20_000)
            let mean = values.reduce(0, +) / count
            #expect(abs(mean) < 8 * (variance / count).squareRoot())
            let square = values.reduce(0) { $0 + $1 * $1 } / count
            #expect(abs(square - variance) < 8 * ((fourth - variance * variance) / count).squareRoot())
        }
    }

    @Test("As many are drawn as asked for, in blocks too, and in JSON", arguments: [1, 8191, 8192, 8193])
    func counts(count: Int) throws {
        #expect(try draw("discrete-laplace", "--scale", "1", "--count", "\(count)").count == count)
        let members = try lindung(
            "sample", "discrete-gaussian", "--sigma", "3", "--count", "\(count)", "--json"
        ).members()
        #expect((members["values"] as? [Int])?.count == count)
        #expect(members["parameter"] as? String == "3")
    }

    @Test("Two draws are not the same")
    func fresh() throws {
        let draws = try (0..<2).map { _ in try draw("discrete-gaussian", "--sigma", "1000", "--count", "20") }
        #expect(draws[0] != draws[1])
    }

    @Test(
        "A parameter outside its bounds is wrong usage",
        arguments: ["0", "-1", "1e13", "x", "1/0", "nan", "1e400", "", "1/1e30"])
    func bounds(parameter: String) {
        for words in [["discrete-laplace", "--scale"], ["discrete-gaussian", "--sigma"]] {
            let outcome = lindung(["sample"] + words + [parameter, "--count", "1"])
            #expect(outcome.status == 2, "\(parameter): \(outcome.output)")
            #expect(outcome.output.isEmpty)
        }
    }
}
