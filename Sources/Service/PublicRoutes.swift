import Bytes
import Catalogue
import Cryptography
import HTTPServing
import Publishing
import Statistics
import Storage
import Workspace

extension LindungService {
    /// What anyone may read: datasets, what is published of them, and answers from it.
    var publicRoutes: [Route] {
        [
            Route("GET", "/v1/datasets") { [self] _ in .resource(try datasets()) },
            Route("GET", "/v1/datasets/{id}") { [self] context in .resource(try structure(context)) },
            Route(
                "GET", "/v1/datasets/{id}/data",
                parameters: ["table", "startPeriod", "endPeriod", "format", "lang", "release", "*"]
            ) {
                [self] context in try data(context)
            },
            Route(
                "GET", "/v1/datasets/{id}/dashboard", parameters: ["table", "startPeriod", "endPeriod", "release", "*"]
            ) {
                [self] context in try data(context, format: .json)
            },
            Route("GET", "/v1/datasets/{id}/releases") { [self] context in .resource(try releases(context)) },
            Route("GET", "/v1/releases/{number}/{file}", parameters: ["lang"]) { [self] context in
                .resource(try file(context))
            },
        ]
    }

    // MARK: - Lists

    private func datasets() throws -> Representation {
        let lines = try workspace.releases()
        return try json(.seconds(60)) { json in
            json.beginObject()
            json.key("datasets")
            json.beginArray()
            for id in workspace.datasets {
                let structure = try workspace.dataset(id).structure
                let newest = lines.last { $0.record.dataset == id && $0.record.withdrawal == nil }?.record
                json.beginObject()
                json.member("id", id.description)
                json.text("title", structure.title)
                json.member("frequency", structure.frequency.rawValue)
                json.member("unit", structure.measure.unit)
                json.key("release")
                if let newest { LindungService.write(newest, &json) } else { json.null() }
                json.endObject()
            }
            json.endArray()
            json.endObject()
        }
    }

    private static func write(_ record: ReleaseRecord, _ json: inout JSONWriter) {
        json.beginObject()
        json.member("number", record.number)
        json.member("made", record.made.description)
        json.member("startPeriod", record.periods.first.description)
        json.member("endPeriod", record.periods.last.description)
        json.member("note", record.note)
        json.key("withdrawn")
        if let withdrawal = record.withdrawal {
            json.beginObject()
            json.member("at", withdrawal.at.description)
            json.member("reason", withdrawal.reason)
            json.endObject()
        } else {
            json.null()
        }
        json.endObject()
    }

    private func releases(_ context: RequestContext) throws -> Representation {
        let id = try dataset(context)
        let lines = try workspace.releases(of: id)
        return try json(.revalidate) { json in
            json.beginObject()
            json.member("dataset", id.description)
            json.key("releases")
            json.beginArray()
            for line in lines { LindungService.write(line.record, &json) }
            json.endArray()
            json.endObject()
        }
    }

    private func structure(_ context: RequestContext) throws -> Representation {
        let structure = try workspace.dataset(dataset(context)).structure
        return try json(.seconds(300)) { StructureJSON(structure).write(to: &$0) }
    }

    // MARK: - Figures

    private func data(_ context: RequestContext, format fixed: ExportFormat? = nil) throws -> Route.Answer {
        let id = try dataset(context)
        let release = try vintage(of: id, try context.parameter("release"))
        let format = try fixed ?? wanted(context)
        let language = try language(context)
        let filter = try filter(context, release)
        let path = "/v1/datasets/\(id)"
        let links = "<\(path)>; rel=\"describedby\", <\(path)/releases>; rel=\"version-history\""
        let files = format.files(of: release, filter, language: language)
        guard !format.isFolder, let file = files.first else {
            return try folder(files, of: release, filter, language, links)
        }
        return .resource(try rendered(file, .revalidate, [("Link", links)]))
    }

    /// Where the file is that describes a folder: its paths lead to files of the whole release.
    private func folder(
        _ files: [ReleaseFile], of release: Release, _ filter: ReleaseFilter, _ language: Language, _ links: String
    ) throws -> Route.Answer {
        guard filter.isAll else {
            throw ProblemError(Problem(.badRequest, "a data package holds a whole release; leave the filters out"))
        }
        guard let description = files.last else { throw ProblemError(Problem(.notFound, "it has no files")) }
        let query = language == .english ? "" : "?lang=\(language.rawValue)"
        return .response(
            HTTPResponse(
                status: 302,
                headers: [
                    ("Location", "/v1/releases/\(release.number)/\(description.name)\(query)"),
                    ("Cache-Control", "public, no-cache"), ("Access-Control-Allow-Origin", "*"), ("Link", links),
                ]))
    }

    private func file(_ context: RequestContext) throws -> Representation {
        guard let number = context.names["number"].flatMap({ Int($0) }),
            let record = try workspace.releases().first(where: { $0.record.number == number })?.record
        else { throw ProblemError(Problem(.notFound, "there is no such release; /v1/datasets lists the newest")) }
        let release = try vintage(of: record.dataset, "\(number)")
        let language = try language(context)
        let files = ExportFormat.allCases.flatMap { $0.files(of: release, language: language) }
        guard let file = files.first(where: { $0.name == context.names["file"] }) else {
            let known = files.map(\.name).joined(separator: ", ")
            throw ProblemError(Problem(.notFound, "release \(number) has the files \(known)"))
        }
        let saved = "\(record.dataset)-\(number)-\(file.name)"
        return try rendered(file, .revalidate, [("Content-Disposition", "attachment; filename=\"\(saved)\"")])
    }

    private func rendered(
        _ file: ReleaseFile, _ freshness: Representation.Freshness, _ headers: [(name: String, value: String)]
    ) throws -> Representation {
        let sink = MemorySink()
        do throws(PublishingError) { try file.write(to: sink) } catch { throw WorkspaceError(error) }
        return try packed(sink.bytes, file.mediaType, freshness, headers)
    }

    private func language(_ context: RequestContext) throws -> Language {
        guard let text = try context.parameter("lang") else { return .english }
        guard let language = Language(rawValue: text) else {
            throw ProblemError(Problem(.badRequest, "lang is en or ms"))
        }
        return language
    }

    private func vintage(of id: Identifier, _ number: String?) throws -> Release {
        guard let number else {
            do throws(WorkspaceError) { return try workspace.vintage(of: id, number: nil) } catch {
                guard case .usage(let text) = error else { throw error }
                throw ProblemError(Problem(.notFound, text))
            }
        }
        guard let number = Int(number) else {
            throw ProblemError(Problem(.badRequest, "release is the number of a release, such as 3"))
        }
        do throws(WorkspaceError) { return try workspace.vintage(of: id, number: number) } catch {
            guard case .usage(let text) = error else { throw error }
            throw ProblemError(Problem(.notFound, text))
        }
    }

    private func wanted(_ context: RequestContext) throws -> ExportFormat {
        if let name = try context.parameter("format") {
            guard let format = ExportFormat(rawValue: name) else {
                let known = ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")
                throw ProblemError(Problem(.notAcceptable, "format is one of \(known)"))
            }
            return format
        }
        // Of formats of one type the first is meant; the others are asked for by name.
        var types: [String] = []
        for format in ExportFormat.allCases where !types.contains(format.mediaType) { types.append(format.mediaType) }
        guard let type = Negotiation.best(of: types, for: context.head),
            let format = ExportFormat.allCases.first(where: { $0.mediaType == type })
        else { throw ProblemError(Problem(.notAcceptable, "there is \(types.joined(separator: ", "))")) }
        return format
    }

    private func filter(_ context: RequestContext, _ release: Release) throws -> ReleaseFilter {
        var filter = ReleaseFilter()
        let structure = release.structure
        if let name = try context.parameter("table") {
            guard let table = release.tables.first(where: { $0.definition.id.description == name }) else {
                let known = release.tables.map(\.definition.id.description).joined(separator: ", ")
                throw ProblemError(Problem(.badRequest, "table is one of \(known)"))
            }
            filter.table = table.definition.id
        }
        for (name, path) in [("startPeriod", \ReleaseFilter.start), ("endPeriod", \ReleaseFilter.end)] {
            guard let text = try context.parameter(name) else { continue }
            guard let period = Period(text) else {
                throw ProblemError(Problem(.badRequest, "\(name) is a period such as 2024, 2024-Q1 or 2024-03"))
            }
            filter[keyPath: path] = period
        }
        let own = Set(["table", "startPeriod", "endPeriod", "format", "lang", "release"])
        for (name, value) in context.target.query where !own.contains(name) {
            guard let dimension = structure.dimensions.first(where: { $0.id.description == name }) else {
                let known = structure.dimensions.map(\.id.description).joined(separator: ", ")
                throw ProblemError(Problem(.badRequest, "a parameter is no dimension; there are \(known)"))
            }
            for text in value.split(separator: ",") {
                guard let code = try? Code(String(text)), code == .total || dimension.codelist.index(of: code) != nil
                else { throw ProblemError(Problem(.badRequest, "a value of \(name) is none of its codes")) }
                filter.codes[dimension.id, default: []].insert(code)
            }
        }
        return filter
    }

    // MARK: - Help

    private func dataset(_ context: RequestContext) throws -> Identifier {
        guard let id = context.names["id"].flatMap({ try? Identifier($0) }), workspace.datasets.contains(id) else {
            throw ProblemError(Problem(.notFound, "there is no such dataset; /v1/datasets lists them"))
        }
        return id
    }

    private func json(
        _ freshness: Representation.Freshness, _ write: (inout JSONWriter) throws -> Void
    ) throws -> Representation {
        var json = JSONWriter()
        try write(&json)
        return try packed(json.finished(), "application/json", freshness, [])
    }

    private func packed(
        _ bytes: [UInt8], _ type: String, _ freshness: Representation.Freshness,
        _ headers: [(name: String, value: String)]
    ) throws -> Representation {
        let packed = bytes.count < 512 ? nil : Gzip.compressed(bytes)
        return try Representation(
            bytes, packed: packed.flatMap { $0.count < bytes.count ? $0 : nil }, mediaType: type, freshness: freshness,
            headers: headers)
    }
}
