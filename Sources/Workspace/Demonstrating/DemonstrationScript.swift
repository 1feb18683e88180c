import Bytes
import Collecting
import Statistics
import Storage
import YAML

/// What the demonstration does, as its file says: who submits what on which day.
struct DemonstrationScript: Sendable {
    struct Provider: Sendable {
        let id: Identifier
        let kind: ProviderKind
        let name: String
    }

    struct Branch: Sendable {
        let provider: Identifier
        let id: Identifier
    }

    struct Submission: Sendable {
        let file: String
        let collector: String
        let provider: Identifier
        let branch: Identifier?
        let dataset: Identifier
        let mapping: String?
        /// The one that a form is for, or those that records cover.
        let periods: PeriodRange?
        let receivedOn: Day
        let hasMistakes: Bool
    }

    struct Release: Sendable {
        let dataset: Identifier
        let periods: PeriodRange
        let madeOn: Day
        let note: String?
    }

    let providers: [Provider]
    let branches: [Branch]
    let submissions: [Submission]
    let releases: [Release]

    /// Reads the file.
    init(file: String) throws(WorkspaceError) {
        let reader = YAMLReader(file: file)
        let bytes = try withBytes { () throws(BytesError) in
            try FileSource(file).readAll(limit: YAMLReader.sizeLimit + 1)
        }
        let read = reader.parse(bytes).flatMap { node in
            reader.mapping(node, "a demonstration") { map -> DemonstrationScript? in
                _ = map.required("demonstration", .int(in: 1...1))
                let providers = map.required("providers", .list(of: DemonstrationScript.provider))
                let branches = map.required("branches", .list(of: DemonstrationScript.branch))
                let submissions = map.required("submissions", .list(of: DemonstrationScript.submission))
                let releases = map.required("releases", .list(of: DemonstrationScript.release))
                guard let providers, let branches, let submissions, let releases else { return nil }
                return DemonstrationScript(
                    providers: providers, branches: branches, submissions: submissions, releases: releases)
            }
        }
        do throws(YAMLError) {
            self = try reader.result(read)
        } catch { throw .mistakes(error.description) }
    }

    private init(
        providers: [Provider], branches: [Branch], submissions: [Submission], releases: [Release]
    ) {
        self.providers = providers
        self.branches = branches
        self.submissions = submissions
        self.releases = releases
    }

    // MARK: - Shapes

    private static let name = YAMLShape<Identifier>.reading(.text, as: "a name") { try? Identifier($0) }
    private static let day = YAMLShape<Day>.reading(.text, as: "a day such as 2025-07-07") { text in
        Period(text).flatMap { $0.frequency == .daily ? $0.days.lowerBound : nil }
    }
    private static let periods = YAMLShape<PeriodRange>.reading(.text, as: "periods") { PeriodRange($0) }

    private static let provider = YAMLShape<Provider>.mapping("a provider") { map in
        let id = map.required("id", name)
        let kind = map.required("kind", .oneOf(ProviderKind.self))
        let title = map.required("name", .text)
        guard let id, let kind, let title else { return nil }
        return Provider(id: id, kind: kind, name: title)
    }

    private static let branch = YAMLShape<Branch>.mapping("a branch") { map in
        let provider = map.required("provider", name)
        let id = map.required("id", name)
        _ = map.optional("name", .text)
        guard let provider, let id else { return nil }
        return Branch(provider: provider, id: id)
    }

    private static let submission = YAMLShape<Submission>.mapping("a submission") { map in
        let file = map.required("file", .text)
        let collector = map.required("collector", .text)
        let provider = map.required("provider", name)
        let branch = map.optional("branch", name)
        let dataset = map.required("dataset", name)
        let mapping = map.optional("mapping", .text)
        let periods = map.optional("period", periods)
        let receivedOn = map.required("receivedOn", day)
        let hasMistakes = map.optional("mistakes", .bool) ?? false
        guard let file, let collector, let provider, let dataset, let receivedOn else { return nil }
        return Submission(
            file: file, collector: collector, provider: provider, branch: branch, dataset: dataset, mapping: mapping,
            periods: periods, receivedOn: receivedOn, hasMistakes: hasMistakes)
    }

    private static let release = YAMLShape<Release>.mapping("a release") { map in
        let dataset = map.required("dataset", name)
        let periods = map.required("periods", periods)
        let madeOn = map.required("madeOn", day)
        let note = map.optional("note", .text)
        guard let dataset, let periods, let madeOn else { return nil }
        return Release(dataset: dataset, periods: periods, madeOn: madeOn, note: note)
    }
}
