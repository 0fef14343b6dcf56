extension Questionnaire {
    /// The questionnaire as a document in which members equal to their default are left out.
    ///
    /// Its `canonicalJSON()` is the canonical form; reading that gives an equal questionnaire.
    public func document() -> DocumentNode {
        .map([
            ("format", .text(Self.format)),
            ("id", .text(id)),
            ("version", .text(version)),
            ("languages", .list(languages.map { .text($0) })),
            ("title", title.document()),
            ("levels", levels.isEmpty ? nil : .list(levels.map { $0.document() })),
            ("scales", scales.isEmpty ? nil : .map(scales.map { ($0.name, $0.document()) })),
            ("specialPolicy", specialPolicy.document()),
            (
                "typeCutoffs",
                typeCutoffs == [50, 50] ? nil : .list(typeCutoffs.map { .number($0) })
            ),
            ("types", types.isEmpty ? nil : typesDocument()),
            ("background", background.isEmpty ? nil : .list(background.map { $0.document() })),
            ("tree", nodeDocument(0)),
        ])
    }

    private func typesDocument() -> DocumentNode {
        .map(
            MaturityType.allCases.map { type in
                (
                    type.rawValue,
                    types[type].map {
                        .map([("title", $0.title.document()), ("text", $0.text.document())])
                    }
                )
            })
    }

    private func nodeDocument(_ index: Int) -> DocumentNode {
        let node = nodes[index]
        let standardShare = node.level == 0 ? 1 : 0.5
        let parts: [DocumentNode] =
            node.isLeaf
            ? node.items.map { items[$0].document() }
            : node.children.map { nodeDocument($0) }
        return .map([
            ("id", .text(node.id)),
            ("title", node.title.document()),
            ("description", node.description?.document()),
            ("weight", node.weight == 1 ? nil : .number(node.weight)),
            ("combine", node.combine == .mean ? nil : .text(node.combine.rawValue)),
            (
                "minimumValidShare",
                node.minimumValidShare == standardShare ? nil : .number(node.minimumValidShare)
            ),
            (node.isLeaf ? "items" : "children", .list(parts)),
        ])
    }
}

extension LocalizedText {
    func document() -> DocumentNode {
        .map(
            texts.sorted { TextOrder.precedes($0.key, $1.key) }
                .map { ($0.key, DocumentNode.text($0.value)) })
    }
}

extension Scale {
    func document() -> DocumentNode { .list(options.map { $0.document() }) }
}

extension SpecialPolicy {
    func document() -> DocumentNode? {
        let members = SpecialAnswer.allCases.compactMap { special in
            let scoring = scoring(of: special)
            return scoring == .exclude
                ? nil : (special.rawValue, DocumentNode.text(scoring.rawValue))
        }
        return members.isEmpty ? nil : .map(members)
    }
}

extension AnswerOption {
    func document() -> DocumentNode {
        .map([
            ("code", .text(code)),
            ("label", label.document()),
            ("value", value.map { .number($0) }),
            ("special", special.map { .text($0.rawValue) }),
        ])
    }
}

extension BackgroundQuestion {
    func document() -> DocumentNode {
        .map([
            ("id", .text(id)),
            ("title", title.document()),
            (
                "options",
                .list(
                    options.map { option in
                        .map([("code", .text(option.code)), ("label", option.label.document())])
                    })
            ),
        ])
    }
}

extension Item {
    func document() -> DocumentNode {
        .map([
            ("id", .text(id)),
            ("text", text.document()),
            ("help", help?.document()),
            ("scale", scale.map { .text($0) }),
            ("options", scale == nil ? .list(options.map { $0.document() }) : nil),
            ("weight", weight == 1 ? nil : .number(weight)),
            ("reverse", reverse ? DocumentNode(.bool(true)) : nil),
            ("tags", tags.isEmpty ? nil : .list(tags.map { .text($0) })),
            ("required", required ? DocumentNode(.bool(true)) : nil),
            ("relevantWhen", relevantWhen?.document()),
            ("meaningVersion", meaningVersion == 1 ? nil : .number(Double(meaningVersion))),
        ])
    }
}

extension Condition {
    func document() -> DocumentNode {
        switch self {
        case .answer(let item, let codes) where codes.count == 1:
            .map([("item", .text(item)), ("equals", .text(codes[0]))])
        case .answer(let item, let codes):
            .map([("item", .text(item)), ("in", .list(codes.map { .text($0) }))])
        case .and(let parts): .map([("and", .list(parts.map { $0.document() }))])
        case .or(let parts): .map([("or", .list(parts.map { $0.document() }))])
        case .not(let part): .map([("not", part.document())])
        }
    }
}
