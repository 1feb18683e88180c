import Workspace

/// Output must not take the place of what the command reads or charges.
enum OutputConflict {
    /// Refuses an output that is one of the files of a request.
    ///
    /// - Throws: `WorkspaceError.usage`.
    static func check(_ path: String?, _ request: AggregateRequest) throws(WorkspaceError) {
        guard let path, let place = Environment.place(of: path) else { return }
        let others =
            request.inputs.filter { $0 != "-" }
            + [request.ledgerFile, request.keyFile, request.structureFile, request.mappingFile].compactMap(\.self)
        if others.contains(where: { Environment.place(of: $0) == place }) {
            throw .usage("--out \(path) would overwrite a file that this command uses; give another name")
        }
    }
}
