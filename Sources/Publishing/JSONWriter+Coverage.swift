public import Statistics

extension JSONWriter {
    /// The member `coverage` of the object that is open: how many of those expected have reported, one object a period.
    public mutating func members(of coverage: [Coverage]) {
        key("coverage")
        beginArray()
        for line in coverage {
            beginObject()
            member("period", line.period.description)
            member("expected", line.expected)
            member("reported", line.reported)
            endObject()
        }
        endArray()
    }
}
