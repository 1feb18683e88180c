import Collecting
public import Statistics
public import Storage

extension Workspace {
    /// Adds a provider: an organisation that submits, with its branches where several offices send their own.
    ///
    /// - Throws: `WorkspaceError.usage` if one of that name is there, or a branch is named twice.
    public func addProvider(
        _ id: Identifier, name: String, kind: ProviderKind?, branches: [Identifier], moment: Moment, actor: String
    ) throws(WorkspaceError) {
        guard Set(branches).count == branches.count else { throw .usage("a branch is named twice") }
        guard !name.isEmpty, name.utf8.count <= 200 else { throw .usage("a provider's name has 1 to 200 bytes") }
        try IntakeScreen.check(name, named: "the provider's name")
        try store.write { writing throws(WorkspaceError) in
            if let known = try stored({ () throws(StoreError) in try writing.provider(id) }) {
                let missing = branches.filter { !known.branches.contains($0) }
                guard known.name == name, !missing.isEmpty else {
                    throw .usage("the provider \(id) is there already")
                }
                for branch in missing {
                    try stored { () throws(StoreError) in try writing.addBranch(branch, to: id) }
                }
                try audit(
                    writing, "branch-added", "\(id)", missing.map(\.description).joined(separator: ","), moment, actor)
                return
            }
            let record = ProviderRecord(
                id: id, name: name, kind: kind, branches: branches, isDisabled: false, added: moment.at)
            try stored { () throws(StoreError) in try writing.insert(record) }
            let kindText = kind?.rawValue ?? "no kind"
            try audit(
                writing, "provider-added", "\(id)",
                ([kindText] + branches.map(\.description)).joined(separator: ","), moment, actor)
        }
    }

    /// All providers, by name.
    public func providers() throws(WorkspaceError) -> [ProviderRecord] {
        try store.read { reading throws(WorkspaceError) in
            try stored { () throws(StoreError) in try reading.providers() }
        }
    }

    /// Keeps a provider from submitting, or lets it again. What it has submitted stays.
    ///
    /// - Throws: `WorkspaceError.usage` if there is none.
    public func setProvider(
        _ id: Identifier, isDisabled: Bool, moment: Moment, actor: String
    ) throws(WorkspaceError) {
        try store.write { writing throws(WorkspaceError) in
            _ = try knownProvider(id, writing)
            try stored { () throws(StoreError) in try writing.setDisabled(isDisabled, provider: id) }
            try audit(writing, isDisabled ? "provider-disabled" : "provider-enabled", "\(id)", "", moment, actor)
        }
    }

    /// The provider of a name.
    func knownProvider(_ id: Identifier, _ reading: any StoreReading) throws(WorkspaceError) -> ProviderRecord {
        if let known = try stored({ () throws(StoreError) in try reading.provider(id) }) { return known }
        let names = try stored { () throws(StoreError) in try reading.providers() }.map(\.id.description)
        let meant = nearest(to: id.description, among: names).map { "; did you mean \($0)?" } ?? ""
        throw .usage(
            names.isEmpty
                ? "there is no provider \(id); add it: lindung provider add \(id) --name \"…\""
                : "there is no provider \(id)\(meant) (there are: \(names.joined(separator: ", ")))")
    }

    /// Writes a line of the audit log, chained to the one before. No line holds a value of a submission.
    func audit(
        _ writing: any StoreWriting, _ action: String, _ subject: String, _ detail: String, _ moment: Moment,
        _ actor: String
    ) throws(WorkspaceError) {
        let last = try stored { () throws(StoreError) in try writing.lastAudit() }
        let record: AuditRecord
        do {
            record = try AuditRecord.next(
                after: last, at: moment.at, actor: actor, action: action, subject: subject, detail: detail)
        } catch { throw SealingKey.failure }
        try stored { () throws(StoreError) in try writing.append(record) }
    }
}
