import Statistics

// What every store refuses, said once for all engines.

extension SubmissionRecord {
    /// Checks that a provider may send this.
    ///
    /// - Throws: `notThere` for the provider or the branch; `conflict` for a disabled provider or two parts of one
    ///   period.
    public func check(against provider: ProviderRecord?, parts: [SubmissionPart]) throws(StoreError) {
        guard let provider, provider.id == self.provider else { throw .notThere("provider \(self.provider)") }
        if let branch, !provider.branches.contains(branch) {
            throw .notThere("branch \(branch) of \(provider.id)")
        }
        guard !provider.isDisabled else { throw .conflict("the provider \(provider.id) may not submit any more") }
        guard Set(parts.map(\.period)).count == parts.count else {
            throw .conflict("two parts of the submission \(id) are for the same period")
        }
    }
}

extension ReleaseRecord {
    /// Checks that this can be the next release, and the payload its own.
    ///
    /// - Throws: `conflict` for another number or digest; `notThere` for a draw of a release that is not there yet.
    public func check(next number: Int, payload: [UInt8]) throws(StoreError) {
        guard self.number == number else {
            throw .conflict("the next release has the number \(number), not \(self.number)")
        }
        guard try isMade(of: payload) else {
            throw .conflict("the figures of release \(number) do not have the digest of its record")
        }
        for draw in draws where !(1...number).contains(draw.release) {
            throw .notThere("release \(draw.release)")
        }
    }
}
