import Publishing

/// The description of all routes for programs (OpenAPI 3.1), made from what they declare.
struct OpenAPI {
    let routes: [Route]

    /// The document.
    func document() -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.member("openapi", "3.1.0")
        json.key("info")
        json.beginObject()
        json.member("title", "Lindung")
        json.member("version", "1")
        json.member(
            "description",
            "Statistics about reports of online child sexual exploitation, protected and published; and their submission. "
                + "What GET answers, HEAD answers without content. Parameters that are not known are refused: 400 is "
                + "answered to what is not of the shape that stands here, 422 to what is and makes no sense.")
        json.key("license")
        json.beginObject()
        json.member("name", "Apache-2.0")
        json.member("identifier", "Apache-2.0")
        json.endObject()
        json.endObject()
        json.key("servers")
        json.beginArray()
        json.beginObject()
        json.member("url", "/")
        json.endObject()
        json.endArray()
        writePaths(to: &json)
        writeComponents(to: &json)
        json.endObject()
        return json.finished()
    }

    private func writePaths(to json: inout JSONWriter) {
        var patterns: [String] = []
        for route in routes where !patterns.contains(route.pattern) { patterns.append(route.pattern) }
        json.key("paths")
        json.beginObject()
        for pattern in patterns {
            json.key(pattern)
            json.beginObject()
            for route in routes where route.pattern == pattern {
                json.key(route.method.lowercased())
                write(route, to: &json)
            }
            json.endObject()
        }
        json.endObject()
    }

    private func write(_ route: Route, to json: inout JSONWriter) {
        json.beginObject()
        json.member("operationId", route.operationID)
        json.member("summary", route.summary)
        json.key("security")
        json.beginArray()
        switch route.scope {
        case .anyone: break
        case .token: writeBearer(to: &json)
        case .machine:
            json.beginObject()
            json.endObject()
            writeBearer(to: &json)
        }
        json.endArray()
        if !route.names.isEmpty || !route.parameters.isEmpty {
            json.key("parameters")
            json.beginArray()
            for name in route.names.compactMap(PathName.init(rawValue:)) {
                writeParameter(name.rawValue, "path", name.schema, name.text, isRequired: true, to: &json)
            }
            for parameter in route.parameters {
                writeParameter(
                    parameter.name, parameter.place.rawValue,
                    parameter.repeats && !parameter.isOpen ? .list(parameter.schema) : parameter.schema, parameter.text,
                    isRequired: parameter.isRequired, to: &json)
            }
            json.endArray()
        }
        if let body = route.body { write(body, to: &json) }
        json.key("responses")
        json.beginObject()
        for answer in route.answers { write(answer, to: &json) }
        writeProblems(of: route, to: &json)
        json.endObject()
        json.endObject()
    }

    private func writeBearer(to json: inout JSONWriter) {
        json.beginObject()
        json.member("token", [])
        json.endObject()
    }

    private func writeParameter(
        _ name: String, _ place: String, _ schema: Schema, _ text: String, isRequired: Bool, to json: inout JSONWriter
    ) {
        json.beginObject()
        json.member("name", name)
        json.member("in", place)
        json.member("description", text)
        json.member("required", isRequired)
        json.key("schema")
        schema.write(to: &json)
        json.endObject()
    }

    private func write(_ body: RouteBody, to json: inout JSONWriter) {
        json.key("requestBody")
        json.beginObject()
        json.member("description", "\(body.text) At most \(body.limit) bytes.")
        json.member("required", true)
        json.key("content")
        json.beginObject()
        writeContent([("application/octet-stream", .bytes)], to: &json)
        json.endObject()
        json.endObject()
    }

    private func writeContent(_ content: [(mediaType: String, schema: Schema)], to json: inout JSONWriter) {
        for (mediaType, schema) in content {
            json.key(mediaType)
            json.beginObject()
            json.key("schema")
            schema.write(to: &json)
            json.endObject()
        }
    }

    private func write(_ answer: RouteAnswer, to json: inout JSONWriter) {
        var headers = answer.headers + [("Cache-Control", "How long it may be kept.")]
        if answer.isResource { headers.append(("ETag", "The strong validator of these bytes.")) }
        writeResponse(answer.status, answer.text, headers, answer.content, to: &json)
        guard answer.isResource else { return }
        writeResponse(
            206, "The range of bytes that was asked for.",
            headers + [("Content-Range", "Which bytes of how many.")],
            answer.content.map { ($0.mediaType, .bytes) }, to: &json)
        writeResponse(304, "What the client has is still right.", headers, [], to: &json)
    }

    private func writeProblems(of route: Route, to json: inout JSONWriter) {
        let problems = route.allProblems
        for status in Set(problems.map(\.status)).sorted() {
            let kinds = problems.filter { $0.status == status }
            var headers = [("Cache-Control", "Problems are not kept.")]
            if status == 429 || status == 503 { headers.append(("Retry-After", "In how many seconds to come again.")) }
            if status == 401 { headers.append(("WWW-Authenticate", "How to send the token.")) }
            writeResponse(
                status, kinds.map { "\($0.title) (/problems/\($0.rawValue))." }.joined(separator: " "), headers,
                [("application/problem+json", .named(.problem))], to: &json)
        }
    }

    private func writeResponse(
        _ status: Int, _ text: String, _ headers: [(name: String, text: String)],
        _ content: [(mediaType: String, schema: Schema)], to json: inout JSONWriter
    ) {
        json.key("\(status)")
        json.beginObject()
        json.member("description", text)
        json.key("headers")
        json.beginObject()
        for (name, text) in headers {
            json.key(name)
            json.beginObject()
            json.member("description", text)
            json.member("required", true)
            json.key("schema")
            Schema.text().write(to: &json)
            json.endObject()
        }
        json.endObject()
        if !content.isEmpty {
            json.key("content")
            json.beginObject()
            writeContent(content, to: &json)
            json.endObject()
        }
        json.endObject()
    }

    private func writeComponents(to json: inout JSONWriter) {
        json.key("components")
        json.beginObject()
        json.key("securitySchemes")
        json.beginObject()
        json.key("token")
        json.beginObject()
        json.member("type", "http")
        json.member("scheme", "bearer")
        json.member("description", "A token of `lindung token issue`.")
        json.endObject()
        json.endObject()
        json.key("schemas")
        json.beginObject()
        for name in SchemaName.allCases {
            json.key(name.rawValue)
            name.schema.write(to: &json)
        }
        json.endObject()
        json.endObject()
    }
}

extension Route {
    /// The name of the operation: `get-v1-datasets-dataset-data`.
    var operationID: String {
        ([method.lowercased()]
            + path.map { part in String(part.filter { $0 != "{" && $0 != "}" && $0 != "." }) }).joined(separator: "-")
    }
}
