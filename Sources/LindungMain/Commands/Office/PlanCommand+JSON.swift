import Publishing
import Releasing
import Statistics
import Workspace

extension PlanCommand {
    /// The plan for programs.
    func writeJSON(_ plan: Workspace.Plan, _ console: Console) throws(WorkspaceError) {
        try console.writeJSON { json in
            json.beginObject()
            json.member("dataset", plan.structure.id.description)
            json.member("population", plan.population.id.description)
            json.member("periods", plan.periods.description)
            json.member("carried", plan.carried)
            json.key("draws")
            json.beginArray()
            for draw in plan.draws {
                json.beginObject()
                json.member("periods", draw.plan.periods.description)
                json.member("correction", draw.isCorrection)
                CostJSON(draw.plan.charge).write(to: &json)
                json.key("guarantee")
                draw.plan.guarantee.write(to: &json)
                json.key("margins")
                json.beginArray()
                for expected in plan.expectations(of: draw) {
                    let accuracy = expected.accuracy
                    json.beginObject()
                    json.member("table", accuracy.table.description)
                    json.key("levels")
                    json.beginArray()
                    for level in accuracy.levels.levels { json.value(level) }
                    json.endArray()
                    json.member("figures", accuracy.cells)
                    json.member("margin", Int(accuracy.margin))
                    json.member("largestMargin", Int(accuracy.largestMargin))
                    expected.typical.write(to: &json)
                    json.key("partShown")
                    if let part = expected.partShown { json.value(part) } else { json.null() }
                    json.member("smallestRise", Int(expected.smallestRise))
                    if let selection = accuracy.selection {
                        json.member("shownHalfTheTimeFrom", Int(selection.likely))
                        json.member("shownForCertainFrom", Int(selection.certain))
                    }
                    json.endObject()
                }
                json.endArray()
                json.endObject()
            }
            json.endArray()
            json.members(of: plan.coverage)
            json.key("warnings")
            json.beginArray()
            for warning in plan.warnings { json.value(warning[console.language]) }
            json.endArray()
            json.member("refusal", plan.refusal?.text)
            json.endObject()
        }
    }
}

extension TableExpectation.Typical? {
    /// The members `typical` and `typicalFrom` of the object that is open.
    fileprivate func write(to json: inout JSONWriter) {
        let (value, source): (Int64?, String?) =
            switch self {
            case .published(let value): (value, "published")
            case .hidden: (nil, "hidden")
            case .nominal(let value): (value, "nominal")
            case nil: (nil, nil)
            }
        json.key("typical")
        if let value { json.value(value) } else { json.null() }
        json.member("typicalFrom", source)
    }
}
