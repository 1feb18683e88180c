import Statistics
import Storage

extension Check {
    mutating func requestKeys() throws {
        try addProviders()
        func key(_ number: UInt64, _ submission: UInt8, expires: Int64) -> RequestKeyRecord {
            RequestKeyRecord(
                key: Sample.digest(number), request: Sample.digest(number + 100), submission: Sample.id(submission),
                expires: Sample.time(expires))
        }
        let (early, late) = (key(1, 1, expires: 50), key(2, 1, expires: 51))
        try write { w throws(StoreError) in
            try w.insert(try Sample.submission(1), parts: [])
            try w.insert(early)
            try w.insert(late)
        }
        try look("kept", is: [early, late, nil]) { r throws(StoreError) in
            [
                try r.requestKey(early.key), try r.requestKey(late.key), try r.requestKey(Sample.digest(3)),
            ]
        }
        let (twice, nothing) = (key(1, 1, expires: 90), key(3, 9, expires: 90))
        refuses(.alreadyThere, "a key twice") { w throws(StoreError) in try w.insert(twice) }
        refuses(.notThere, "a key of no submission") { w throws(StoreError) in try w.insert(nothing) }
        let dropped = try write { w throws(StoreError) in
            [
                try w.dropRequestKeys(expiredAt: Sample.time(49)), try w.dropRequestKeys(expiredAt: Sample.time(50)),
                try w.dropRequestKeys(expiredAt: Sample.time(50)),
            ]
        }
        expect(dropped, is: [0, 1, 0], "how many were dropped")
        try look("after that", is: [nil, late]) { r throws(StoreError) in
            [try r.requestKey(early.key), try r.requestKey(late.key)]
        }
        try write { w throws(StoreError) in try w.insert(twice) }
        try look("used again", is: twice) { r throws(StoreError) in try r.requestKey(early.key) }
    }
}
