import Catalogue
import Statistics
import Workspace

/// A structure of a workspace's catalogue, which needs no store.
enum CataloguedStructure {
    static func find(_ dataset: Identifier, workspace: String) throws(WorkspaceError) -> DatasetStructure {
        try CataloguedDataset.find(structureFile: nil, dataset: dataset, workspace: workspace).structure
    }
}
