import Bytes
import Catalogue
public import Collecting
import FoundationEssentials
import Publishing
import Releasing
public import Statistics

/// The main job on shipped files: counts in, protected time series out as CSV and JSON.
public struct Demonstration: Sendable {
    /// One dataset of the demonstration.
    public struct Step: Sendable {
        /// The dataset.
        public let dataset: String
        /// The periods that its file has.
        public let periods: PeriodRange

        /// Takes a dataset with its periods.
        public init(dataset: String, periods: PeriodRange) {
            self.dataset = dataset
            self.periods = periods
        }
    }

    /// What became of one dataset.
    public struct Result: Sendable {
        /// The title of the dataset.
        public let title: LocalizedText
        /// How many observations its file had.
        public let observations: Int
        /// What there was to say about the file.
        public let findings: FindingLog
        /// What was released.
        public let release: Release
        /// The files that were written.
        public let files: [String]
    }

    private let samples: [String]
    private let out: String
    private let registry: CollectorRegistry
    private let today: Day

    /// Takes the folders where the samples may be, of which the first that exists is taken, and the one to write to.
    public init(samples: [String], out: String, registry: CollectorRegistry, today: Day) {
        self.samples = samples
        self.out = out
        self.registry = registry
        self.today = today
    }

    /// Copies the samples to `out/catalogue`, so that they can be read and tried on. What else is there stays.
    ///
    /// - Throws: `WorkspaceError.machine` if they are not there or cannot be copied.
    public func prepare() throws(WorkspaceError) {
        let files = FileManager.default
        guard let samples = samples.first(where: { files.fileExists(atPath: $0) }) else {
            throw .machine("the shipped samples are not at \(samples.joined(separator: " or "))")
        }
        let target = "\(out)/catalogue"
        do {
            try files.createDirectory(atPath: target, withIntermediateDirectories: true)
            for name in try files.subpathsOfDirectory(atPath: samples).sorted() {
                var isFolder = false
                _ = files.fileExists(atPath: "\(samples)/\(name)", isDirectory: &isFolder)
                if isFolder {
                    try files.createDirectory(atPath: "\(target)/\(name)", withIntermediateDirectories: true)
                } else {
                    try? files.removeItem(atPath: "\(target)/\(name)")
                    try files.copyItem(atPath: "\(samples)/\(name)", toPath: "\(target)/\(name)")
                }
            }
        } catch {
            throw .machine("\(out): cannot be written to; check its name, its mode and the space left")
        }
    }

    /// Reads, protects and publishes one dataset.
    ///
    /// - Throws: `WorkspaceError` if a file cannot be read or written, or there are errors in it.
    public func run(_ step: Step) throws(WorkspaceError) -> Result {
        let catalogue = "\(out)/catalogue"
        var request = AggregateRequest()
        request.inputs = ["\(catalogue)/files/\(step.dataset).csv"]
        request.structureFile = "\(catalogue)/structures/\(step.dataset).yaml"
        request.mappingFile = "\(catalogue)/mappings/\(step.dataset).yaml"
        request.periods = step.periods
        request.protection = .noise(NoiseRequest())
        let outcome = try request.run(
            in: AggregateEnvironment(registry: registry, today: today) { path throws(BytesError) in
                try FileSource(path)
            })
        guard case .tables(let release) = outcome.figures else {
            preconditionFailure("a structure without --by gives its tables")
        }
        let base = "\(out)/\(step.dataset)"
        try withBytes { () throws(BytesError) in
            let csv = try FileSink("\(base).csv", access: .everyone)
            try ReleaseCSV(release).write(to: csv)
            let json = try FileSink("\(base).json", access: .everyone)
            try DashboardJSON(release).write(to: json)
            try csv.commit()
            try json.commit()
        }
        return Result(
            title: release.structure.title, observations: outcome.rowsUsed, findings: outcome.findings,
            release: release, files: ["\(base).csv", "\(base).json"])
    }
}
