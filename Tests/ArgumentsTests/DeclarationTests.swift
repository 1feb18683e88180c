import Arguments
import Testing

/// A wrong declaration stops the program at once, so that no command ships with it.
@Suite struct DeclarationTests {
    @Test func namesComeOnce() async {
        await #expect(processExitsWith: .failure) {
            let flag = Argument.flag("--json", "Twice.")
            _ = Program(
                "p", "Does.", version: "1", groups: [Program.Group("All", [Command("c", "Does.", arguments: [flag])])],
                common: [flag])
        }
    }

    @Test func positionalsAreInAReadableOrder() async {
        await #expect(processExitsWith: .failure) {
            let files = Argument.positionals("FILE", "Files.", .text)
            let last = Argument.positional("LAST", "After them.", .text)
            _ = Command("c", "Does.", arguments: [files, last])
        }
    }

    @Test func onlyDeclaredArgumentsAreLookedUp() async {
        await #expect(processExitsWith: .failure) {
            let program = Program("p", "Does.", version: "1", groups: [Program.Group("All", [Command("c", "Does.")])])
            if case .run(_, let values) = try program.parse(["c"]) { _ = values[Argument.flag("--json", "Not there.")] }
        }
    }

    @Test func theSameDeclarationsInOrderAreFine() throws {
        let first = Argument.positional("FIRST", "Before them.", .text)
        let files = Argument.positionals("FILE", "Files.", .text, isRequired: false)
        let program = Program(
            "p", "Does.", version: "1",
            groups: [Program.Group("All", [Command("c", "Does.", arguments: [first, files])])])
        guard case .run(_, let values) = try program.parse(["c", "a", "b", "c"]) else {
            Issue.record("the command does not run")
            return
        }
        #expect(values[first] == "a")
        #expect(values[files] == ["b", "c"])
    }
}
