import Bytes
import HTTPServing
import Publishing
import Workspace

extension LindungService {
    /// What those who run the service ask.
    var operationRoutes: [Route] {
        [
            Route("GET", "/healthz") { _ in .response(LindungService.plain("ok\n")) },
            Route("GET", "/readyz") { [workspace] _ in
                _ = try workspace.tokens()
                return .response(LindungService.plain("ready\n"))
            },
            Route("GET", "/metrics") { [metrics] _ in
                .response(LindungService.plain(metrics.text, "text/plain; version=0.0.4; charset=utf-8"))
            },
        ]
    }

    static func plain(_ text: String, _ type: String = "text/plain; charset=utf-8") -> HTTPResponse {
        HTTPResponse(
            status: 200, headers: [("Content-Type", type), ("Cache-Control", "no-store")], content: SharedBytes(text))
    }
}
