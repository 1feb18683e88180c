import Foundation
import TestSupport
import Testing

@testable import Workspace

@Suite struct FolderCopyTests {
    @Test func whatIsInAFolderIsCopiedWithAllBelowIt() throws {
        let folder = try Folder()
        try folder.file("from/a.yaml", "a: 1\n")
        try folder.file("from/below/b.yaml", "b: 2\n")
        try FolderCopy.copy("\(folder.path)/from", to: "\(folder.path)/to")
        #expect(try folder.text("to/a.yaml") == "a: 1\n")
        #expect(try folder.text("to/below/b.yaml") == "b: 2\n")
        #expect(throws: (any Error).self) { try FolderCopy.copy("\(folder.path)/none", to: "\(folder.path)/other") }
    }
}
