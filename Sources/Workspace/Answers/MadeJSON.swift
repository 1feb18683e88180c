public import Publishing
import Statistics

/// A vintage that was made, for programs.
public struct MadeJSON: Sendable {
    private let made: Workspace.Made

    /// Takes what was made.
    public init(_ made: Workspace.Made) { self.made = made }

    /// Writes an object.
    public func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("number", made.release.number)
        json.member("dataset", made.release.structure.id.description)
        json.member("periods", made.release.periods.description)
        json.member("carried", made.carried)
        json.key("draws")
        json.beginArray()
        for draw in made.draws {
            json.beginObject()
            json.member("periods", draw.periods.description)
            json.member("correction", draw.isCorrection)
            CostJSON(draw.charge).write(to: &json)
            json.endObject()
        }
        json.endArray()
        json.key("voids")
        json.beginArray()
        for void in made.voids { json.value(void) }
        json.endArray()
        json.key("left")
        json.beginArray()
        for period in made.left { json.value(period.description) }
        json.endArray()
        json.endObject()
    }
}
