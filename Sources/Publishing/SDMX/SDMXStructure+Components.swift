import Statistics

extension SDMXStructure {
    func writeConcepts(_ xml: inout MarkupWriter) {
        xml.begin("str:Concepts")
        xml.begin("str:ConceptScheme", maintained(names.conceptScheme))
        write(structure.title, &xml)
        concept("FREQ", MarkList.frequency(structure.frequency).title, &xml)
        for (name, dimension) in zip(names.dimensions, structure.dimensions) { concept(name, dimension.title, &xml) }
        concept("TIME_PERIOD", .period, &xml)
        for column in FigureColumn.allCases {
            xml.begin("str:Concept", [("id", column.rawValue)])
            write(column.title(structure), &xml)
            write(column.explanation, as: "com:Description", &xml)
            xml.end()
        }
        xml.end()
        xml.end()
    }

    private func concept(_ id: String, _ title: LocalizedText, _ xml: inout MarkupWriter) {
        xml.begin("str:Concept", [("id", id)])
        write(title, &xml)
        xml.end()
    }

    func writeDataStructure(_ xml: inout MarkupWriter) {
        xml.begin("str:DataStructures")
        xml.begin("str:DataStructure", maintained(names.dataStructure))
        write(structure.title, &xml)
        xml.begin("str:DataStructureComponents")
        writeDimensions(&xml)
        xml.begin("str:AttributeList", [("id", "AttributeDescriptor")])
        for column in FigureColumn.allCases where column != .value {
            let isNeeded = column == .margin ? "Conditional" : "Mandatory"
            xml.begin("str:Attribute", [("id", column.rawValue), ("assignmentStatus", isNeeded)])
            identity(column.rawValue, &xml)
            representation(of: column, &xml)
            xml.begin("str:AttributeRelationship")
            xml.begin("str:PrimaryMeasure")
            xml.empty("Ref", [("id", FigureColumn.value.rawValue)])
            xml.end()
            xml.end()
            xml.end()
        }
        xml.end()
        xml.begin("str:MeasureList", [("id", "MeasureDescriptor")])
        xml.begin("str:PrimaryMeasure", [("id", FigureColumn.value.rawValue)])
        identity(FigureColumn.value.rawValue, &xml)
        representation(of: .value, &xml)
        for _ in 0..<5 { xml.end() }
    }

    private func writeDimensions(_ xml: inout MarkupWriter) {
        let lists = [MarkList.frequency(structure.frequency).id] + names.codelists
        xml.begin("str:DimensionList", [("id", "DimensionDescriptor")])
        for (place, (name, list)) in zip(["FREQ"] + names.dimensions, lists).enumerated() {
            xml.begin("str:Dimension", [("id", name), ("position", "\(place + 1)")])
            identity(name, &xml)
            represent(&xml) { enumeration(list, &$0) }
            xml.end()
        }
        xml.begin("str:TimeDimension", [("id", "TIME_PERIOD"), ("position", "\(lists.count + 1)")])
        identity("TIME_PERIOD", &xml)
        represent(&xml) { $0.empty("str:TextFormat", [("textType", "ObservationalTimePeriod")]) }
        xml.end()
        xml.end()
    }

    private func identity(_ concept: String, _ xml: inout MarkupWriter) {
        xml.begin("str:ConceptIdentity")
        xml.empty(
            "Ref",
            [
                ("id", concept), ("maintainableParentID", names.conceptScheme),
                ("maintainableParentVersion", names.version), ("agencyID", names.agency),
                ("package", "conceptscheme"), ("class", "Concept"),
            ])
        xml.end()
    }

    private func representation(of column: FigureColumn, _ xml: inout MarkupWriter) {
        represent(&xml) { xml in
            switch column.kind {
            case .number: xml.empty("str:TextFormat", [("textType", "Integer")])
            case .flag: xml.empty("str:TextFormat", [("textType", "Boolean")])
            case .mark(let list): enumeration(list.id, &xml)
            }
        }
    }

    private func represent(_ xml: inout MarkupWriter, _ body: (inout MarkupWriter) -> Void) {
        xml.begin("str:LocalRepresentation")
        body(&xml)
        xml.end()
    }

    private func enumeration(_ list: String, _ xml: inout MarkupWriter) {
        xml.begin("str:Enumeration")
        xml.empty("Ref", reference(list, "codelist", "Codelist"))
        xml.end()
    }
}
