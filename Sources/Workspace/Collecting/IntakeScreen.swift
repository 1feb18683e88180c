import Collecting

/// Keeps persons' numbers and addresses out of what comes with a submission and is kept beside it: the names of files,
/// mapping files, notes. What a file itself holds its collector looks at.
public enum IntakeScreen {
    /// Checks a text that someone typed.
    ///
    /// - Throws: `WorkspaceError.usage`, which names the text as `name` and does not repeat it.
    public static func check(_ text: String, named name: String) throws(WorkspaceError) {
        guard PersonalData.kind(in: text) == nil else {
            throw .usage(
                "\(name) holds what looks like an identity number, a telephone number or a mail address, which Lindung "
                    + "must not receive; write it without")
        }
    }

    /// Checks the name of a file that is submitted, without its folder.
    ///
    /// - Throws: `WorkspaceError.usage`, which does not repeat it.
    public static func checkFileName(_ path: String) throws(WorkspaceError) {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        try check(name, named: "the name of a file")
    }

    /// Checks a mapping file before anything in it is read, and repeated with what is wrong.
    ///
    /// - Throws: `WorkspaceError.mistakes` with the line.
    static func checkMapping(_ bytes: [UInt8], name: String) throws(WorkspaceError) {
        try checkFileName(name)
        guard PersonalData.mayBe(in: bytes.span) else { return }
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() where PersonalData.kind(in: Array(line).span) != nil {
            throw .mistakes(
                "\(name):\(number + 1): this line holds what looks like an identity number, a telephone number or a mail "
                    + "address, which is kept with what is sent; take it out")
        }
    }
}
