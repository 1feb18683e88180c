import Bytes
import HTTPServing
import Publishing
import Workspace

extension LindungService {
    /// What those who run the service ask, and the description of all routes.
    static var operationRoutes: [Route] {
        [
            Route("GET", "/healthz", "Whether it runs", answers: [.plain("It runs.")]) { _, _ in
                .response(plain("ok\n"))
            },
            Route(
                "GET", "/readyz", "Whether it can answer", answers: [.plain("It can.")], problems: [.notReady]
            ) { service, _ in
                try service.checkReady()
                return .response(plain("ready\n"))
            },
            Route(
                "GET", "/metrics", "What was answered, counted, for Prometheus", .machine,
                answers: [.plain("The text format of Prometheus.")]
            ) { service, _ in
                .response(plain(service.metrics.text, "text/plain; version=0.0.4; charset=utf-8"))
            },
            Route(
                "GET", "/openapi.json", "This description",
                answers: [.resource("OpenAPI 3.1.", [("application/json", .map(.bytes))])]
            ) { service, _ in
                .resource(
                    try packed(OpenAPI(routes: service.routes).document(), "application/json", .seconds(300)))
            },
        ]
    }

    static func plain(_ text: String, _ type: String = "text/plain; charset=utf-8") -> HTTPResponse {
        HTTPResponse(
            status: 200, headers: [("Content-Type", type), ("Cache-Control", "no-store")], content: SharedBytes(text))
    }
}
