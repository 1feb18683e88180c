/// How often a correct program may fail its tests by chance: at most once in a million runs, over all choices of the seeds
/// and over real randomness.
///
/// Where the seeds are fixed, a run either always passes or never; the rates say how much a pass or a failure means, and
/// what changing a seed risks. A test that shows that a fault is seen fails by chance far more rarely, and is counted
/// all the same.
public enum FalseAlarmBudget {
    /// The chance that one statistical comparison fails; a comparison of many events divides it among them.
    public static let eachTest = 1e-9
    /// The chance that any fails in a whole run of all tests: above the sum over `comparisons`.
    public static let wholeRun = 1e-6

    /// How many comparisons the files make that leave something to chance, each at `eachTest` or less. A test of the fences
    /// finds the files that this list lacks.
    public static let comparisons: [(file: String, count: Int)] = [
        ("CryptographyTests/SystemRandomBitsTests", 4),
        ("DifferentialPrivacyTests/CoinTests", 23),
        ("DifferentialPrivacyTests/DiscreteGaussianTests", 40),
        ("DifferentialPrivacyTests/DiscreteLaplaceTests", 40),
        ("DifferentialPrivacyTests/MarginTests", 6),
        ("DifferentialPrivacyTests/PreparedNoiseTests", 20),
        ("DifferentialPrivacyTests/SelectionTests", 16),
        ("InferenceTests/FalseDiscoveryTests", 4),
        ("InferenceTests/ReaderSumsTests", 36),
        // 8 cases of 9 or 12 combinations of levels, with and without the right margin; and two releases.
        ("ReleasingTests/AgreementTests", 170),
        ("ReleasingTests/PlantedFaultTests", 14),
        ("ReleasingTests/ReleaseStatisticsTests", 11),
        ("ReleasingTests/SparseTests", 10),
        ("ReleasingTests/StrictReleaseTests", 12),
        ("ReleasingTests/WholeReleaseTests", 6),
        // Real noise through the whole program, with chances worked out there.
        ("LindungMainTests/AggregateOutputTests", 4),
        ("LindungMainTests/SampleTests", 12),
        ("WorkspaceTests/NoiseTests", 4),
        ("WorkspaceTests/SelectionTests", 12),
    ]
}
