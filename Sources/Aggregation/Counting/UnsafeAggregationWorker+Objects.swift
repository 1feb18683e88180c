extension AggregationWorker {
    /// Counts the objects of a block.
    ///
    /// Rows of which everything is known only have their places in the cube noted, and are added many at a time:
    /// the places lie far apart in memory, and to wait for one after another would take most of the time.
    mutating func countObjects(
        _ cursor: inout RecordCursor, _ binding: SourceQueue.Binding
    ) throws(AggregationError) {
        let isSimple = filters == 0 && mode == .rows
        var noted = 0
        while true {
            let step = cursor.next()
            // A code that came with a refused record has no place in the cube yet.
            if isSimple && step == .record && located == cursor.shape && counter.isCube && !hasNewCodes {
                if let place = unsafe knownPlace(cursor.block.base, cursor.starts, cursor.ends) {
                    unsafe places[noted] = place
                    noted &+= 1
                    if noted == AggregationWorker.strip { addNoted(&noted) }
                    continue
                }
            }
            // A new code may move the cube.
            addNoted(&noted)
            guard try count(step, &cursor, binding) else { return }
        }
    }

    private mutating func addNoted(_ noted: inout Int) {
        unsafe counter.addRows(at: places, noted)
        tallies.read += noted
        tallies.used += noted
        noted = 0
    }

    /// The place in the cube of a record whose texts are all known; `nil` for any other.
    @inline(__always)
    private func knownPlace(
        _ base: UnsafeMutablePointer<UInt8>, _ starts: UnsafeMutablePointer<UInt32>,
        _ ends: UnsafeMutablePointer<UInt32>
    ) -> Int32? {
        var place: Int32 = 0
        for column in 0..<width {
            let field = unsafe Int(locations[column])
            let start = unsafe Int(starts[field])
            let code = unsafe texts[column].code(base + start, Int(ends[field]) &- start)
            guard code >= 0 else { return nil }
            unsafe place &+= code &* counter.strides[column]
        }
        return place
    }
}
