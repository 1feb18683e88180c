import Statistics
import Storage

extension Check {
    mutating func identity() throws {
        try look("identity", is: StoreIdentity(keyCheck: Check.keyCheck, created: Sample.time(0))) {
            r throws(StoreError) in try r.identity()
        }
        try look("nothing yet", is: [0, 0, 0, 0, 0]) { r throws(StoreError) in
            [
                try r.providers().count, try r.tokens().count, try r.releases(dataset: nil).count,
                try r.submissions(provider: nil, dataset: nil).count, try r.audit(from: 0, limit: 9).count,
            ]
        }
    }

    mutating func providers() throws {
        let (beta, alpha) = (try Sample.provider("beta"), try Sample.provider("alpha", branches: ["north", "east"]))
        try write { w throws(StoreError) in
            try w.insert(beta)
            try w.insert(alpha)
        }
        try look("all, by name", is: [alpha, beta]) { r throws(StoreError) in try r.providers() }
        let west = try Sample.name("a-west")
        try write { w throws(StoreError) in
            try w.addBranch(west, to: alpha.id)
            try w.setDisabled(true, provider: alpha.id)
        }
        let changed = ProviderRecord(
            id: alpha.id, name: alpha.name, kind: alpha.kind, branches: alpha.branches + [west], isDisabled: true,
            added: alpha.added)
        try look("changed", is: changed) { r throws(StoreError) in try r.provider(alpha.id) }
        try write { w throws(StoreError) in try w.setDisabled(false, provider: alpha.id) }
        try look("enabled", is: false) { r throws(StoreError) in try r.provider(alpha.id)?.isDisabled }
        let gamma = try Sample.name("gamma")
        try look("unknown", is: nil) { r throws(StoreError) in try r.provider(gamma) }
        refuses(.alreadyThere, "a provider twice") { w throws(StoreError) in try w.insert(alpha) }
        refuses(.alreadyThere, "a branch twice") { w throws(StoreError) in try w.addBranch(west, to: alpha.id) }
        refuses(.notThere, "a branch of nobody") { w throws(StoreError) in try w.addBranch(west, to: gamma) }
        refuses(.notThere, "disabling nobody") { w throws(StoreError) in try w.setDisabled(true, provider: gamma) }
        // What is refused leaves nothing behind, even where the transaction goes on.
        let doubled = try Sample.provider("delta", branches: ["one", "one"])
        try write { w throws(StoreError) in
            do throws(StoreError) {
                try w.insert(doubled)
            } catch {}
        }
        try look("a provider with a doubled branch", is: nil) { r throws(StoreError) in try r.provider(doubled.id) }
    }

    mutating func tokens() throws {
        let provider = try Sample.provider("alpha")
        guard
            let late = TokenRecord(
                id: "00000001", provider: provider.id, scope: .submit, hash: Sample.digest(1), issued: Sample.time(9)),
            let early = TokenRecord(
                id: "ffffffff", provider: provider.id, scope: .curate, hash: Sample.digest(2), issued: Sample.time(8),
                expires: Sample.time(50)),
            let same = TokenRecord(
                id: "0000000a", provider: provider.id, scope: .submit, hash: Sample.digest(1), issued: Sample.time(9)),
            let stranger = TokenRecord(
                id: "0000000b", provider: try Sample.name("gamma"), scope: .submit, hash: Sample.digest(3),
                issued: Sample.time(9)),
            let revoked = TokenRecord(
                id: early.id, provider: provider.id, scope: .curate, hash: early.hash, issued: early.issued,
                expires: early.expires, revoked: Sample.time(20))
        else { return expect(false, "tokens have names of eight digits") }
        try write { w throws(StoreError) in
            try w.insert(provider)
            try w.insert(late)
            try w.insert(early)
        }
        try look("by time", is: [early, late]) { r throws(StoreError) in try r.tokens() }
        try look("by hash", is: late) { r throws(StoreError) in try r.token(hash: late.hash) }
        try look("unknown", is: nil) { r throws(StoreError) in try r.token(hash: Sample.digest(3)) }
        try write { w throws(StoreError) in try w.revokeToken(early.id, at: Sample.time(20)) }
        try look("revoked", is: revoked) { r throws(StoreError) in try r.token(hash: early.hash) }
        refuses(.alreadyThere, "revoking twice") { w throws(StoreError) in
            try w.revokeToken(early.id, at: Sample.time(21))
        }
        refuses(.notThere, "revoking none") { w throws(StoreError) in
            try w.revokeToken("12345678", at: Sample.time(21))
        }
        refuses(.alreadyThere, "a token twice") { w throws(StoreError) in try w.insert(late) }
        refuses(.alreadyThere, "a hash twice") { w throws(StoreError) in try w.insert(same) }
        refuses(.notThere, "a stranger's token") { w throws(StoreError) in try w.insert(stranger) }
    }

    mutating func submissions() throws {
        let first = try Sample.submission(200)
        let second = try Sample.submission(3, branch: "north", dataset: "calls", isNil: true)
        let third = try Sample.submission(4, provider: "beta")
        try addProviders()
        let kept = try write { w throws(StoreError) in
            [try w.insert(first, parts: []), try w.insert(second, parts: []), try w.insert(third, parts: [])]
        }
        expect(kept.map(\.sequence), is: [1, 2, 3], "order of arrival")
        expect(kept[0], is: first.kept(sequence: 1), "what is returned")
        try look("one", is: kept[1]) { r throws(StoreError) in try r.submission(second.id) }
        try look("none", is: nil) { r throws(StoreError) in try r.submission(Sample.id(9)) }
        try look("all", is: kept) { r throws(StoreError) in try r.submissions(provider: nil, dataset: nil) }
        try look("of a provider", is: [kept[0], kept[1]]) { r throws(StoreError) in
            try r.submissions(provider: first.provider, dataset: nil)
        }
        try look("of a dataset", is: [kept[0], kept[2]]) { r throws(StoreError) in
            try r.submissions(provider: nil, dataset: first.dataset)
        }
        try look("of both", is: [kept[2]]) { r throws(StoreError) in
            try r.submissions(provider: third.provider, dataset: third.dataset)
        }
        let again = try write { w throws(StoreError) in try w.insert(try Sample.submission(5), parts: []) }
        try look("the last with a content key", is: again) { r throws(StoreError) in
            try r.submission(contentKey: first.contentKey, provider: first.provider, dataset: first.dataset)
        }
        try look("another content key", is: nil) { r throws(StoreError) in
            try r.submission(contentKey: Sample.digest(6), provider: first.provider, dataset: first.dataset)
        }
        try look("another's content key", is: nil) { r throws(StoreError) in
            try r.submission(contentKey: first.contentKey, provider: third.provider, dataset: second.dataset)
        }
    }

    mutating func refusedSubmissions() throws {
        try addProviders()
        let record = try Sample.submission(1)
        try write { w throws(StoreError) in
            try w.insert(record, parts: [])
            try w.setDisabled(true, provider: try Sample.name("beta"))
        }
        refuses(.alreadyThere, "a name twice") { w throws(StoreError) in try w.insert(record, parts: []) }
        refuses(.notThere, "an unknown provider") { w throws(StoreError) in
            try w.insert(try Sample.submission(2, provider: "gamma"), parts: [])
        }
        refuses(.notThere, "an unknown branch") { w throws(StoreError) in
            try w.insert(try Sample.submission(2, branch: "south"), parts: [])
        }
        refuses(.conflict, "a disabled provider") { w throws(StoreError) in
            try w.insert(try Sample.submission(2, provider: "beta"), parts: [])
        }
        refuses(.conflict, "two parts of a period") { w throws(StoreError) in
            try w.insert(
                try Sample.submission(2), parts: [try Sample.part("2026-01"), try Sample.part("2026-01", [3])])
        }
        try look("nothing of these", is: 1) { r throws(StoreError) in
            try r.submissions(provider: nil, dataset: nil).count
        }
    }

    mutating func addProviders() throws {
        try write { w throws(StoreError) in
            try w.insert(try Sample.provider("alpha", branches: ["north"]))
            try w.insert(try Sample.provider("beta"))
        }
    }
}
