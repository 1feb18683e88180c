import Bytes
import Catalogue
public import Collecting
import FoundationEssentials
import Publishing
public import Statistics
import Storage

/// The main job from end to end on shipped submissions: a workspace, intake with its mistakes and corrections,
/// releases, exports.
///
/// Days are those of the script, so that what was late is late. Noise is drawn anew each time.
public struct Demonstration: Sendable {
    /// Something that happened, told as it happens.
    public enum Event: Sendable {
        /// The workspace was made.
        case made(path: String, datasets: Int)
        /// A submission was taken.
        case received(Receipt, on: Day)
        /// A submission was refused for its errors, as it should be.
        case refused(file: String, FindingLog, on: Day)
        /// A vintage was made.
        case released(Workspace.Made, on: Day)
        /// A file for readers was written.
        case exported(Release, path: String)
    }

    /// The name of the folder of resources that lies beside a built program.
    public static let places = [
        "lindung_Workspace.resources/demonstration", "../share/lindung/demonstration",
    ]

    private let resources: String
    private let catalogue: String
    private let out: String
    private let registry: CollectorRegistry
    private let engine: StoreEngine

    /// Takes the folders of the shipped submissions and of the shipped catalogue, and the one to write to.
    public init(
        resources: String, catalogue: String, out: String, registry: CollectorRegistry, engine: StoreEngine
    ) {
        self.resources = resources
        self.catalogue = catalogue
        self.out = out
        self.registry = registry
        self.engine = engine
    }

    /// The folder of the workspace.
    public var workspacePath: String { "\(out)/workspace" }

    /// Does it all.
    ///
    /// - Throws: `WorkspaceError` if a workspace that is not of an earlier demonstration is in the way, the resources
    ///   are not there, or the disk fails.
    public func run(_ report: (Event) throws(WorkspaceError) -> Void) throws(WorkspaceError) {
        let script = try DemonstrationScript(file: "\(resources)/demonstration.yaml")
        let folder = DemonstrationFolder(resources: resources, catalogue: catalogue, out: out)
        try folder.prepare(script)
        let first = script.submissions.map(\.receivedOn).min() ?? .first
        let datasets = try Workspace.create(
            at: workspacePath, catalogue: folder.ownCatalogue, engine: engine, moment: Self.moment(first))
        try report(.made(path: workspacePath, datasets: datasets.count))
        let workspace = try Workspace(path: workspacePath, engine: engine)
        for provider in script.providers {
            try workspace.addProvider(
                provider.id, name: provider.name, kind: provider.kind,
                branches: script.branches.filter { $0.provider == provider.id }.map(\.id), moment: Self.moment(first),
                actor: "demonstration")
        }
        for day in Self.days(script) {
            for submission in script.submissions where submission.receivedOn == day {
                try submit(submission, workspace, folder, report)
            }
            for release in script.releases where release.madeOn == day {
                let made = try workspace.release(
                    release.dataset, periods: release.periods, note: release.note, spend: nil,
                    moment: Self.moment(day), actor: "demonstration")
                try report(.released(made, on: day))
            }
        }
        let last = Self.days(script).last ?? first
        for dataset in Self.datasets(script) {
            for format in ExportFormat.allCases {
                let path = "\(out)/exports/\(dataset).\(format.ending)"
                let release = try workspace.export(
                    dataset, format: format, to: path, moment: Self.moment(last))
                try report(.exported(release, path: path))
            }
            let path = "\(out)/exports/\(dataset).\(Workspace.siteFormat)"
            try report(
                .exported(try workspace.exportSite(dataset, to: path, moment: Self.moment(last)), path: path))
        }
    }

    private func submit(
        _ submission: DemonstrationScript.Submission, _ workspace: Workspace, _ folder: DemonstrationFolder,
        _ report: (Event) throws(WorkspaceError) -> Void
    ) throws(WorkspaceError) {
        var request = SubmitRequest(collector: submission.collector, provider: submission.provider)
        request.branch = submission.branch
        let form = registry.collector(named: submission.collector)?.form
        if let form, let period = submission.periods?.first {
            // The form says itself which dataset and period it is for.
            let structure = try workspace.dataset(submission.dataset).structure
            request.files = [try folder.fill(form, structure: structure, period: period)]
        } else {
            request.files = ["\(folder.submissions)/\(submission.file)"]
            request.dataset = submission.dataset
            request.periods = submission.periods
            request.mappingFile = submission.mapping.map { "\(folder.submissions)/\($0)" }
        }
        let environment = IntakeEnvironment(registry: registry) { path throws(BytesError) in try FileSource(path) }
        do throws(WorkspaceError) {
            let receipts = try workspace.submit(
                request, environment, moment: Self.moment(submission.receivedOn), actor: "demonstration")
            for receipt in receipts { try report(.received(receipt, on: submission.receivedOn)) }
        } catch {
            guard submission.hasMistakes, case .findings(let log) = error else { throw error }
            try report(.refused(file: submission.file, log, on: submission.receivedOn))
        }
    }

    /// The datasets that are released, in the order of the script.
    private static func datasets(_ script: DemonstrationScript) -> [Identifier] {
        var seen: Set<Identifier> = []
        return script.releases.map(\.dataset).filter { seen.insert($0).inserted }
    }

    /// The days on which something happens.
    private static func days(_ script: DemonstrationScript) -> [Day] {
        Set(script.submissions.map(\.receivedOn) + script.releases.map(\.madeOn)).sorted()
    }

    /// Nine in the morning in Malaysia.
    private static func moment(_ day: Day) -> Moment {
        guard let at = Timestamp(secondsSince1970: Int64(day.number) * 86_400 + 3600) else {
            preconditionFailure("every day of the calendar has its hours")
        }
        return Moment(at: at, today: day)
    }
}
