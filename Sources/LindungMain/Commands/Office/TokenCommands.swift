import Arguments
import Publishing
import Statistics
import Storage
import Workspace

/// `token issue`: with what a provider is recognised by the service.
struct TokenIssueCommand: RunnableCommand {
    private let provider = Argument<Identifier>.required("--provider", "ID", "Whose token it is.", .identifier)
    private let scope = Argument<TokenScope>.required(
        "--scope", "SCOPE", "What it allows.", .oneOf(TokenScope.self))
    private let days = Argument<Int>.option(
        "--days", "N", "For how many days it holds.", .int(in: 1...3660), default: 90)

    var declaration: Command {
        Command(
            "token issue", "Issues a token for the service; its text is shown once and kept nowhere.",
            arguments: [provider, scope, days],
            examples: [
                Command.Example("lindung token issue --provider TALIAN --scope submit", "Let a helpline submit.")
            ])
    }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        let office = try OfficeContext(arguments, console)
        let token = try office.workspace.issueToken(
            provider: arguments[provider], scope: arguments[scope], days: arguments[days], moment: office.moment,
            actor: OfficeContext.actor)
        if console.isJSON {
            try console.writeJSON { TokenJSON.issued(text: token.text, token.record).write(to: &$0) }
            return 0
        }
        try console.printOnce(token)
        return 0
    }
}

/// `token reissue`: in place of one that was lost.
struct TokenReissueCommand: RunnableCommand {
    private let id = Argument<String>.positional("ID", "The lost token's id, as token list shows it.", .text)
    private let days = Argument<Int>.option(
        "--days", "N", "For how many days the new one holds.", .int(in: 1...3660), default: 90)

    var declaration: Command {
        Command(
            "token reissue", "Issues a token in place of a lost one, which is good no more from that moment on.",
            arguments: [id, days])
    }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        let office = try OfficeContext(arguments, console)
        let token = try office.workspace.reissueToken(
            arguments[id], days: arguments[days], moment: office.moment, actor: OfficeContext.actor)
        if console.isJSON {
            try console.writeJSON { TokenJSON.issued(text: token.text, token.record).write(to: &$0) }
            return 0
        }
        try console.printOnce(token)
        return 0
    }
}

extension Console {
    /// The text of a token, which is shown this once.
    fileprivate func printOnce(_ token: (text: String, record: TokenRecord)) throws(WorkspaceError) {
        try print([token.text])
        say(
            "This is the only time that the token is shown. It holds until \(token.record.expires?.description ?? "revoked"); "
                + "take it back with lindung token revoke \(token.record.id)")
    }
}

/// `token list`.
struct TokenListCommand: RunnableCommand {
    var declaration: Command { Command("token list", "Lists the tokens, without their texts.") }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        let tokens = try OfficeContext(arguments, console).workspace.tokens()
        if console.isJSON {
            try console.writeJSON { json in
                json.beginArray()
                for token in tokens { TokenJSON.known(token).write(to: &json) }
                json.endArray()
            }
            return 0
        }
        var table = TextTable(["ID", "PROVIDER", "SCOPE", "ISSUED", "EXPIRES", "REVOKED"])
        for token in tokens {
            table.add([
                token.id, token.provider.description, token.scope.rawValue, token.issued.description,
                token.expires?.description ?? "never", token.revoked?.description ?? "–",
            ])
        }
        try console.print(table.isEmpty ? ["no tokens"] : table.lines)
        return 0
    }
}

/// `token revoke`.
struct TokenRevokeCommand: RunnableCommand {
    private let id = Argument<String>.positional("ID", "The token's id, as token list shows it.", .text)

    var declaration: Command { Command("token revoke", "Takes a token back at once.", arguments: [id]) }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        let office = try OfficeContext(arguments, console)
        try office.workspace.revokeToken(arguments[id], moment: office.moment, actor: OfficeContext.actor)
        if console.isJSON {
            try console.writeJSON { json in
                json.beginObject()
                json.member("revoked", arguments[id])
                json.endObject()
            }
        } else {
            try console.print(["\(arguments[id]) is revoked"])
        }
        return 0
    }
}
