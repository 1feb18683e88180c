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
    static var publicRoutes: [Route] {
        let figures: [RouteParameter] = [
            RouteParameter("table", .named(.identifier), "One table of the dataset; by default all."), .startPeriod,
            .endPeriod, .release, .dimensions,
        ]
        let format = RouteParameter(
            "format", .choice(ExportFormat.allCases.map(\.rawValue)), "The format; by default what Accept asks for.")
        return [
            Route(
                "GET", "/v1/datasets", "The datasets, each with its newest release",
                answers: [.resource("The datasets.", .datasets)]
            ) { service, _ in .resource(try service.datasets()) },
            Route(
                "GET", "/v1/datasets/{dataset}", "The structure of a dataset: dimensions, codes, tables",
                answers: [.resource("The structure.", .structure)]
            ) { service, context in .resource(try service.structure(context)) },
            Route(
                "GET", "/v1/datasets/{dataset}/data", "Figures of a release, the newest unless another is named",
                parameters: [format, .language] + figures,
                answers: [.resource("The figures.", ExportFormat.content), ExportFormat.elsewhere],
                problems: [.notAcceptable, .notMeaningful]
            ) { service, context in try service.data(context) },
            Route(
                "GET", "/v1/datasets/{dataset}/dashboard", "The same as time series for dashboards",
                parameters: figures, answers: [.resource("The figures.", .dashboard)], problems: [.notMeaningful]
            ) { service, context in try service.data(context, format: .json) },
            sumRoute,
            Route(
                "GET", "/v1/datasets/{dataset}/releases", "The releases of a dataset, withdrawn ones too",
                answers: [.resource("The releases.", .releases)]
            ) { service, context in .resource(try service.releases(context)) },
            Route(
                "GET", "/v1/releases/{number}", "What is known of a release",
                answers: [.resource("The release.", .release)]
            ) { service, context in .resource(try service.release(context)) },
            Route(
                "GET", "/v1/releases/{number}/{file}", "A file of a release", parameters: [.language],
                answers: [.resource("The file.", ExportFormat.content + ExportFormat.beside)],
                problems: [.notMeaningful]
            ) { service, context in .resource(try service.file(context)) },
        ]
    }

    // MARK: - Lists

    private func datasets() throws -> Representation {
        let lines = try workspace.releases()
        return try LindungService.json(.seconds(60)) { json in
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
        writeMembers(of: record, &json)
        json.endObject()
    }

    private static func writeMembers(of record: ReleaseRecord, _ json: inout JSONWriter) {
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
    }

    private func releases(_ context: RequestContext) throws -> Representation {
        let id = try dataset(context)
        let lines = try workspace.releases(of: id)
        return try LindungService.json(.revalidate) { json in
            json.beginObject()
            json.member("dataset", id.description)
            json.key("releases")
            json.beginArray()
            for line in lines { LindungService.write(line.record, &json) }
            json.endArray()
            json.endObject()
        }
    }

    private func release(_ context: RequestContext) throws -> Representation {
        guard let number = context.names["number"].flatMap({ Int($0) }),
            let record = try workspace.releases().first(where: { $0.record.number == number })?.record
        else { throw ProblemError(Problem(.notFound, "there is no such release")) }
        return try LindungService.json(.revalidate) { json in
            json.beginObject()
            json.member("dataset", record.dataset.description)
            LindungService.writeMembers(of: record, &json)
            json.key("draws")
            json.beginArray()
            for draw in record.draws {
                json.beginObject()
                json.member("startPeriod", draw.periods.first.description)
                json.member("endPeriod", draw.periods.last.description)
                json.member("release", draw.release)
                json.endObject()
            }
            json.endArray()
            json.endObject()
        }
    }

    private func structure(_ context: RequestContext) throws -> Representation {
        let structure = try workspace.dataset(dataset(context)).structure
        return try LindungService.json(.seconds(300)) { StructureJSON(structure).write(to: &$0) }
    }

    // MARK: - Figures

    private func data(_ context: RequestContext, format fixed: ExportFormat? = nil) throws -> Route.Answer {
        let id = try dataset(context)
        let release = try vintage(of: id, context.parameter("release").flatMap { Int($0) })
        let format = try fixed ?? wanted(context)
        let language = language(context)
        let filter = try filter(context, release)
        let path = "/v1/datasets/\(id)"
        let links = "<\(path)>; rel=\"describedby\", <\(path)/releases>; rel=\"version-history\""
        let files = format.files(of: release, filter, language: language)
        guard !format.isFolder, let file = files.first else {
            return try folder(files, of: release, filter, language, links)
        }
        return .resource(
            filter.isAll
                ? try rendered(file, of: release, language, .revalidate, [("Link", links)])
                : try rendered(file, .revalidate, [("Link", links)]))
    }

    /// Where the file is that describes a folder: its paths lead to files of the whole release.
    private func folder(
        _ files: [ReleaseFile], of release: Release, _ filter: ReleaseFilter, _ language: Language, _ links: String
    ) throws -> Route.Answer {
        guard filter.isAll else {
            throw ProblemError(Problem(.notMeaningful, "a data package holds a whole release; leave the filters out"))
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
        let name = context.names["file"] ?? ""
        let saved = [("Content-Disposition", "attachment; filename=\"\(record.dataset)-\(number)-\(name)\"")]
        // A manifest holds no figures: that of a withdrawn release stays, or the chain would have a gap.
        if Workspace.isProof(name) {
            guard let kept = try workspace.publishedFile(name, release: number) else {
                throw ProblemError(Problem(.notFound, "release \(number) was made before releases were signed"))
            }
            return try LindungService.packed(kept.bytes, kept.mediaType, .revalidate, saved)
        }
        let release = try vintage(of: record.dataset, number)
        let language = language(context)
        let files = ExportFormat.allCases.flatMap { $0.files(of: release, language: language) }
        if let file = files.first(where: { $0.name == name }) {
            return try rendered(file, of: release, language, .revalidate, saved)
        }
        if let kept = try workspace.publishedFile(name, release: number) {
            return try LindungService.packed(kept.bytes, kept.mediaType, .revalidate, saved)
        }
        let known = files.map(\.name).joined(separator: ", ")
        throw ProblemError(Problem(.notFound, "release \(number) has the files \(known)"))
    }

    /// A file of a whole release: as it was published, where that was kept.
    private func rendered(
        _ file: ReleaseFile, of release: Release, _ language: Language, _ freshness: Representation.Freshness,
        _ headers: [(name: String, value: String)]
    ) throws -> Representation {
        guard let kept = try workspace.published(file, of: release, language) else {
            return try rendered(file, freshness, headers)
        }
        return try LindungService.packed(kept.bytes, kept.mediaType, freshness, headers)
    }

    private func rendered(
        _ file: ReleaseFile, _ freshness: Representation.Freshness, _ headers: [(name: String, value: String)]
    ) throws -> Representation {
        let sink = MemorySink()
        do throws(PublishingError) { try file.write(to: sink) } catch { throw WorkspaceError(error) }
        return try LindungService.packed(sink.bytes, file.mediaType, freshness, headers)
    }

    /// The language that is asked for; English where none is.
    private func language(_ context: RequestContext) -> Language {
        context.parameter("lang").flatMap { Language(rawValue: $0) } ?? .english
    }

    /// A vintage of a dataset; what is not there is not found.
    func vintage(of id: Identifier, _ number: Int?) throws -> Release {
        do throws(WorkspaceError) { return try workspace.vintage(of: id, number: number) } catch {
            guard case .usage(let text) = error else { throw error }
            throw ProblemError(Problem(.notFound, text))
        }
    }

    private func wanted(_ context: RequestContext) throws -> ExportFormat {
        if let name = context.parameter("format") {
            guard let format = ExportFormat(rawValue: name) else {
                throw ProblemError(Problem(.badRequest, "there is no such format"))
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

    /// The figures that a request asks for.
    func filter(_ context: RequestContext, _ release: Release) throws -> ReleaseFilter {
        var filter = ReleaseFilter()
        let structure = release.structure
        if let name = context.parameter("table") {
            guard let table = release.tables.first(where: { $0.definition.id.description == name }) else {
                let known = release.tables.map(\.definition.id.description).joined(separator: ", ")
                throw ProblemError(Problem(.notMeaningful, "table is one of \(known)"))
            }
            filter.table = table.definition.id
        }
        filter.start = try period("startPeriod", context)
        filter.end = try period("endPeriod", context)
        filter.codes = try codes(context, of: structure, besides: ["table", "format", "lang"])
        return filter
    }

    /// A period that a parameter names.
    func period(_ name: String, _ context: RequestContext) throws -> Period? {
        guard let text = context.parameter(name) else { return nil }
        guard let period = Period(text) else {
            throw ProblemError(Problem(.notMeaningful, "\(name) is no period of the calendar from 1900 to 2199"))
        }
        return period
    }

    /// The codes that are named by dimension, as parameters of their own.
    func codes(
        _ context: RequestContext, of structure: DatasetStructure, besides others: Set<String>
    ) throws -> [Identifier: Set<Code>] {
        let own = others.union(["startPeriod", "endPeriod", "release"])
        var codes: [Identifier: Set<Code>] = [:]
        for (name, value) in context.target.query where !own.contains(name) {
            guard let dimension = structure.dimensions.first(where: { $0.id.description == name }) else {
                let known = structure.dimensions.map(\.id.description).joined(separator: ", ")
                throw ProblemError(Problem(.notMeaningful, "a parameter is no dimension; there are \(known)"))
            }
            for text in value.split(separator: ",", omittingEmptySubsequences: false) {
                guard let code = try? Code(String(text)), code == .total || dimension.codelist.index(of: code) != nil
                else { throw ProblemError(Problem(.notMeaningful, "a value of \(name) is none of its codes")) }
                codes[dimension.id, default: []].insert(code)
            }
        }
        return codes
    }

    // MARK: - Help

    /// The dataset that the path names.
    func dataset(_ context: RequestContext) throws -> Identifier {
        guard let id = context.names["dataset"].flatMap({ try? Identifier($0) }), workspace.datasets.contains(id) else {
            throw ProblemError(Problem(.notFound, "there is no such dataset; /v1/datasets lists them"))
        }
        return id
    }

    /// A resource in JSON.
    static func json(
        _ freshness: Representation.Freshness, _ write: (inout JSONWriter) throws -> Void
    ) throws -> Representation {
        var json = JSONWriter()
        try write(&json)
        return try packed(json.finished(), "application/json", freshness)
    }

    /// A resource of bytes, compressed where that is worth it.
    static func packed(
        _ bytes: [UInt8], _ type: String, _ freshness: Representation.Freshness,
        _ headers: [(name: String, value: String)] = []
    ) throws -> Representation {
        let packed = bytes.count < 512 ? nil : Gzip.compressed(bytes)
        return try Representation(
            bytes, packed: packed.flatMap { $0.count < bytes.count ? $0 : nil }, mediaType: type, freshness: freshness,
            headers: headers)
    }
}
