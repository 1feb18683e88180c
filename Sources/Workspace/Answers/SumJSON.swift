import Inference
public import Publishing
import Statistics

/// The answer to a reader's own grouping, for programs.
public struct SumJSON: Sendable {
    private let answer: SumAnswer

    /// Takes an answer.
    public init(_ answer: SumAnswer) { self.answer = answer }

    /// Writes an object.
    public func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("dataset", answer.release.structure.id.description)
        json.member("release", answer.release.number)
        json.member("countsMentions", answer.countsMentions)
        json.key("periods")
        json.beginArray()
        for line in answer.lines { write(line, &json) }
        json.endArray()
        json.key("total")
        json.beginObject()
        json.members(of: answer.total)
        json.endObject()
        json.key("reference")
        if let reference = answer.reference {
            json.beginObject()
            json.member("dataset", reference.structure.id.description)
            json.member("release", reference.number)
            json.endObject()
        } else {
            json.null()
        }
        json.endObject()
    }

    private func write(_ line: SumAnswer.Line, _ json: inout JSONWriter) {
        json.beginObject()
        json.member("period", line.period.description)
        json.members(of: line.sum)
        if let share = line.share {
            json.key("share")
            json.beginObject()
            json.members(of: share)
            json.endObject()
        }
        if let rate = line.rate {
            json.key("rate")
            json.beginObject()
            json.members(of: rate.figure)
            json.member("per", answer.per)
            json.member("reference", rate.reference?.description)
            json.endObject()
        }
        json.endObject()
    }
}

extension JSONWriter {
    fileprivate mutating func members(of figure: DerivedFigure<Int64>) {
        key("value")
        if let number = figure.value { value(number) } else { null() }
        key("margin")
        if let number = figure.margin { value(number) } else { null() }
        member("status", figure.status.rawValue)
    }

    fileprivate mutating func members(of figure: DerivedFigure<Double>) {
        key("value")
        if let number = figure.value { value(number) } else { null() }
        key("margin")
        if let number = figure.margin { value(number) } else { null() }
        member("status", figure.status.rawValue)
    }
}
