import Catalogue
import HTTPServing
import Pages
import Publishing
import Statistics
import Storage
import Workspace

extension LindungService {
    /// What people read in a browser.
    static var pageRoutes: [Route] {
        let language = RouteParameter(
            RouteParameter.language.name, RouteParameter.language.schema,
            "The language; by default what Accept-Language asks for.")
        var dimensions = RouteParameter.dimensions
        dimensions.repeats = true
        let page: [(mediaType: String, schema: Schema)] = [("text/html", .bytes)]
        return [
            Route(
                "GET", "/", "The first page: what is published", parameters: [language],
                answers: [.resource("The page.", page)], isInLanguages: true
            ) { service, context in .resource(try service.homePage(context)) },
            Route(
                "GET", "/dashboards/{dataset}", "The page of a dataset: what changed, charts and tables",
                parameters: [
                    language, RouteParameter("table", .named(.identifier), "The table that is shown."), .startPeriod,
                    .endPeriod, .release, dimensions,
                ], answers: [.resource("The page.", page)], problems: [.notMeaningful], isInLanguages: true
            ) { service, context in .resource(try service.dashboardPage(context)) },
            Route(
                "GET", "/methods", "How the figures are made and how to read them", parameters: [language],
                answers: [.resource("The page.", page)], isInLanguages: true
            ) { service, context in .resource(try service.methodsPage(context)) },
            Route(
                "GET", "/pages.css", "The style sheet of the pages",
                answers: [.resource("The style sheet.", [("text/css", .bytes)])]
            ) { _, _ in .resource(try packed(PageStyle.sheet, "text/css; charset=utf-8", .seconds(3600))) },
        ]
    }

    private func homePage(_ context: RequestContext) throws -> Representation {
        let (datasets, others) = try published()
        return try page(HomePage(datasets, notPublished: others).html(pageLanguage(context)), .seconds(60), context)
    }

    private func methodsPage(_ context: RequestContext) throws -> Representation {
        try page(MethodsPage(published().datasets, places: .service).html(pageLanguage(context)), .seconds(60), context)
    }

    private func dashboardPage(_ context: RequestContext) throws -> Representation {
        let id = try dataset(context)
        let asked = context.parameter("release").flatMap { Int($0) }
        let release = try vintage(of: id, asked)
        let filter = try filter(context, release)
        let shown = try workspace.publishedDataset(id, number: release.number)
        let page = DashboardPage(shown, filter, places: .service, asked: asked)
        return try self.page(page.html(pageLanguage(context)), .revalidate, context)
    }

    /// What is published, by what it counts, and the titles of what is not.
    private func published() throws -> (datasets: [PublishedDataset], others: [LocalizedText]) {
        let lines = try workspace.releases()
        var (datasets, others): ([PublishedDataset], [LocalizedText]) = ([], [])
        for id in workspace.datasets {
            let catalogued = try workspace.dataset(id)
            guard let newest = lines.last(where: { $0.record.dataset == id && $0.record.withdrawal == nil })?.record
            else {
                others.append(catalogued.structure.title)
                continue
            }
            datasets.append(try workspace.publishedDataset(id, number: newest.number))
        }
        return (datasets, others)
    }

    /// The language of a page: the one that was asked for, by the query or else by the browser.
    func pageLanguage(_ context: RequestContext) -> Language {
        context.parameter("lang").flatMap(Language.init(rawValue:)) ?? Negotiation.language(of: context.head)
    }

    private func page(
        _ bytes: [UInt8], _ freshness: Representation.Freshness, _ context: RequestContext
    ) throws -> Representation {
        try LindungService.packed(
            bytes, "text/html; charset=utf-8", freshness,
            [
                ("Content-Security-Policy", LindungService.pagePolicy), ("Vary", "Accept-Language"),
                ("Content-Language", pageLanguage(context).rawValue),
            ])
    }

    /// Nothing but the style sheet and the pages' own forms: no script, no picture, nothing from elsewhere.
    static let pagePolicy =
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
}
