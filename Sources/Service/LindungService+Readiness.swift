import HTTPServing
import Synchronization
import Workspace

extension LindungService {
    /// Whether requests should be sent here: it is not about to end, and the store can be read.
    ///
    /// - Throws: A problem of status 503 if not.
    func checkReady() throws {
        guard !isDraining.load(ordering: .acquiring) else {
            throw notReady("the service is about to end")
        }
        do throws(WorkspaceError) { try workspace.checkReadable() } catch {
            note(.fault(route: "/readyz", Fault(error, without: [])))
            throw notReady("the store cannot be read at the moment")
        }
    }

    private func notReady(_ why: String) -> ProblemError {
        ProblemError(Problem(.notReady, why, headers: [("Retry-After", "5")]))
    }

    /// Answers the simplest request, as the threads that poll connections do; does not return where those hang too.
    public func touch() { _ = decide(HTTPHead(method: "GET", target: "/healthz", headers: [], peer: "")) }
}
