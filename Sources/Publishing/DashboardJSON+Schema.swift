extension DashboardJSON {
    /// The JSON Schema of the documents (`docs/formats/dashboard.schema.json`).
    public static var schema: [UInt8] { PackageResources.dashboard_schema_json }
}
