import Collecting
import FoundationEssentials
import Testing

@testable import ProcessCollecting

@Suite struct FolderTests {
    private func find(taken: Set<String> = [], _ fill: (Programs) throws -> Void) throws -> ProcessCollectors {
        let programs = try Programs()
        defer { programs.remove() }
        try programs.trust()
        try fill(programs)
        return ProcessCollectors(folder: programs.path, taken: taken)
    }

    @Test func programsOfAFolderAreFoundAndOtherFilesPassedOver() throws {
        let found = try find { programs in
            try programs.add("script", script(""))
            try programs.add("notes.txt", "notes", mode: 0o644)
            try programs.add(".hidden", script(""))
        }
        #expect(found.collectors.map(\.description.id.description) == ["script"])
        #expect(found.collectors.allSatisfy(\.isExternal) && found.refused.isEmpty)
        #expect(ProcessCollectors(folder: "/nowhere").collectors.isEmpty)
    }

    @Test(arguments: [
        (0o775, "others may write"), (0o757, "others may write"),
    ])
    func aProgramThatOthersMayChangeIsRefused(mode: Int, words: String) throws {
        let found = try find { try $0.add("script", script(""), mode: mode) }
        #expect(found.collectors.isEmpty)
        #expect(found.refused.count == 1 && found.refused.allSatisfy { $0.reason.contains(words) })
    }

    @Test func aFolderThatOthersMayChangeIsRefused() throws {
        let found = try find { programs in
            try programs.add("script", script(""))
            try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: programs.path)
        }
        #expect(found.collectors.isEmpty && found.refused.count == 1)
    }

    @Test func aLinkIsRefused() throws {
        let found = try find { programs in
            try FileManager.default.createSymbolicLink(
                atPath: "\(programs.path)/link", withDestinationPath: "/bin/sh")
        }
        #expect(found.collectors.isEmpty && found.refused.first?.reason.contains("link") == true)
    }

    @Test func aNameThatIsTakenIsRefused() throws {
        let found = try find(taken: ["script"]) { try $0.add("script", script("")) }
        #expect(found.collectors.isEmpty && found.refused.first?.reason.contains("is called already") == true)
        let twice = try find { programs in
            try programs.add("a", script(""))
            try programs.add("b", script(""))
        }
        #expect(twice.collectors.count == 1 && twice.refused.map { String($0.path.suffix(2)) } == ["/b"])
    }

    @Test(arguments: [
        ("\"protocol\":1", "\"protocol\":2", "version 2 of the protocol"),
        ("\"apiVersion\":1", "\"apiVersion\":9", "version 9 of the interface"),
        ("\"version\":\"1\",", "", "leaves something out"),
        ("\"id\":\"script\"", "\"id\":\"a b\"", "no identifier"),
        ("\"memoryLimit\":268435456", "\"memoryLimit\":99999999999", "limits that are not granted"),
        ("\"fileEndings\":[\"csv\"]", "\"fileEndings\":[]", "names no version"),
        ("\"sizeLimit\"", "\"mapping\":\"perhaps\",\"sizeLimit\"", "mapping that is not known"),
        (
            "\"sizeLimit\"",
            "\"options\":[{\"name\":\"x\",\"takes\":\"flag\",\"default\":\"maybe\",\"summary\":{\"en\":\"a\",\"ms\":\"b\"}}],\"sizeLimit\"",
            "an option that makes no sense"
        ),
        ("{", "garbage {", "does not answer"),
    ])
    func aDescriptionThatMakesNoSenseIsRefused(old: String, new: String, words: String) throws {
        let found = try find { try $0.add("script", script("", changing: (old, new))) }
        #expect(found.collectors.isEmpty)
        #expect(found.refused.count == 1 && found.refused.allSatisfy { $0.reason.contains(words) }, "\(found.refused)")
    }

    @Test func aProgramThatFailsToDescribeItselfIsRefused() throws {
        let found = try find { try $0.add("script", "#!/bin/sh\nexit 4\n") }
        #expect(found.refused.first?.reason.contains("status 4") == true)
    }

    @Test func withoutBubblewrapAProgramNeedsTrust() throws {
        let program = ConfinedProgram(path: "/bin/true", limits: ProcessLimits(), confinement: .required)
        switch program.words("collect", memory: 1 << 20, canConfine: false) {
        case .success(let words): Issue.record("started with \(words)")
        case .failure(let refusal): #expect(refusal.words.contains("bubblewrap is missing"))
        }
        let trusted = ConfinedProgram(path: "/bin/true", limits: ProcessLimits(), confinement: .whereAvailable)
        let words = try trusted.words("collect", memory: 1 << 20, canConfine: false).get()
        #expect(words.suffix(2) == ["/bin/true", "collect"] && words.contains("--as=1048576"))
    }
}
