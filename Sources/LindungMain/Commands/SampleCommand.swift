import Arguments
import Bytes
import Publishing
import Rationals
import Workspace

/// `sample`: noise alone, so that anyone can test the samplers.
struct SampleCommand: RunnableCommand {
    private let name: String
    private let summary: String
    private let parameter: Argument<Rational>
    private let samples: @Sendable (Rational) -> NoiseSamples
    private let count = Argument<Int>.required("--count", "N", "How many numbers to draw.", .int(in: 1...1_000_000_000))

    static let laplace = SampleCommand(
        name: "sample discrete-laplace", summary: "Draws discrete Laplace noise, P(z) ∝ exp(−|z|/scale).",
        parameter: .required("--scale", "T[/S]", "The scale, an exact number up to 2^40.", .positiveRational)
    ) { .discreteLaplace(scale: $0) }

    static let gaussian = SampleCommand(
        name: "sample discrete-gaussian", summary: "Draws discrete Gaussian noise, P(z) ∝ exp(−z²/2σ²).",
        parameter: .required("--sigma", "S[/T]", "σ, an exact number.", .positiveRational)
    ) { .discreteGaussian(sigma: $0) }

    private init(
        name: String, summary: String, parameter: Argument<Rational>,
        samples: @escaping @Sendable (Rational) -> NoiseSamples
    ) {
        self.name = name
        self.summary = summary
        self.parameter = parameter
        self.samples = samples
    }

    var declaration: Command {
        Command(
            name, summary, discussion: "One integer a line, drawn exactly from the system's cryptographic generator.",
            arguments: [parameter, count])
    }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        let (samples, count) = (samples(arguments[parameter]), arguments[count])
        let sink = console.streams.output()
        if console.isJSON {
            var json = JSONWriter()
            json.beginObject()
            json.member("parameter", arguments[parameter].description)
            json.key("values")
            json.beginArray()
            try samples.draw(count) { block throws(WorkspaceError) in
                for value in block { json.value(value) }
                do throws(BytesError) { try json.drain(to: sink) } catch { throw WorkspaceError(error) }
            }
            json.endArray()
            json.endObject()
            do throws(BytesError) { try json.finish(to: sink) } catch { throw WorkspaceError(error) }
        } else {
            var text = TextBuffer()
            try samples.draw(count) { block throws(WorkspaceError) in
                for value in block {
                    text.append(value)
                    text.append(byte: 0x0A)
                }
                do throws(BytesError) { try sink.drain(&text) } catch { throw WorkspaceError(error) }
            }
        }
        do throws(BytesError) { try sink.commit() } catch { throw WorkspaceError(error) }
        return 0
    }
}
