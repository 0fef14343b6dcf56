extension QuestionnaireReader {
    mutating func scaleList(_ members: Members) -> [Scale] {
        guard let place = members["scales"] else { return [] }
        guard case .map(let entries) = place.node.content else {
            wrongKind(place, "named lists of options")
            return []
        }
        checkCount(entries.count, 0...QuestionnaireLimits.scalesMaximum, "scales", place)
        for entry in entries {
            let name = Place(
                DocumentNode(.text(entry.key), position: entry.keyPosition),
                "\(place.path).\(entry.key)")
            guard identifier(name) != nil else { continue }
            if scales[entry.key] != nil || faultyScales.contains(entry.key) {
                report(.duplicateMember, name, "the scale occurs twice", "keep one of them")
            } else if let options = options(Place(entry.value, name.path)) {
                scales[entry.key] = options
            } else {
                faultyScales.insert(entry.key)
            }
        }
        return scales.map { Scale(name: $0.key, options: $0.value) }
            .sorted { TextOrder.precedes($0.name, $1.name) }
    }

    /// The options of a scale or item, or nil when one of them is faulty.
    mutating func options(_ place: Place) -> [AnswerOption]? {
        guard let entries = list(place) else { return nil }
        let before = faults.count
        checkCount(entries.count, 2...QuestionnaireLimits.optionsMaximum, "options", place)
        var options: [AnswerOption] = []
        var codes: Set<String> = []
        for entry in entries {
            guard let option = option(entry) else { continue }
            if codes.insert(option.code).inserted {
                options.append(option)
            } else {
                report(
                    .duplicateCode, entry, "the code `\(option.code)` is used twice",
                    "give each option its own code")
            }
        }
        if faults.count == before, Set(options.compactMap(\.value)).count < 2 {
            report(
                .tooFewValues, place, "fewer than two different values can be answered",
                "give at least two options a `value`, and different ones")
        }
        return faults.count == before ? options : nil
    }

    private mutating func option(_ place: Place) -> AnswerOption? {
        guard let members = members(of: place, known: ["code", "label", "value", "special"])
        else { return nil }
        let code = identifier(members, "code")
        let label = localized(members, "label", required: true)
        var meaning: AnswerMeaning?
        switch (members["value"], members["special"]) {
        case (let value?, nil):
            let magnitude = QuestionnaireLimits.valueMagnitudeMaximum
            meaning = number(value, in: -magnitude...magnitude).map { .value($0) }
        case (nil, let special?):
            meaning = word(special, among: SpecialAnswer.allCases).map { .special($0) }
        default:
            report(
                .bothOrNeither, place, "an option has exactly one of `value` and `special`",
                "add the one that is meant, or remove the other")
        }
        guard let code, let label, let meaning else { return nil }
        return AnswerOption(code: code, label: label, meaning: meaning)
    }

    mutating func specialPolicy(_ members: Members) -> SpecialPolicy {
        guard let place = members["specialPolicy"],
            let entries = self.members(of: place, known: SpecialAnswer.allCases.map(\.rawValue))
        else { return SpecialPolicy() }
        var scorings: [SpecialAnswer: SpecialScoring] = [:]
        for special in SpecialAnswer.allCases {
            guard let entry = entries[special.rawValue] else { continue }
            let scoring: SpecialScoring? = word(entry, among: [.exclude, .zero, .full])
            scorings[special] = scoring
        }
        return SpecialPolicy(scorings)
    }

    mutating func typeCutoffs(_ members: Members) -> [Double] {
        let standard = [50.0, 50.0]
        guard let place = members["typeCutoffs"], let entries = list(place) else {
            return standard
        }
        checkCount(entries.count, 2...2, "cutoffs", place)
        let cutoffs = entries.compactMap { number($0, in: 0...100) }
        return cutoffs.count == 2 ? cutoffs : standard
    }

    mutating func typeDescriptions(_ members: Members) -> [MaturityType: TypeDescription] {
        guard let place = members["types"],
            let entries = self.members(of: place, known: MaturityType.allCases.map(\.rawValue))
        else { return [:] }
        var descriptions: [MaturityType: TypeDescription] = [:]
        for type in MaturityType.allCases {
            guard let entry = required(entries, type.rawValue),
                let parts = self.members(of: entry, known: ["title", "text"])
            else { continue }
            let title = localized(parts, "title", required: true)
            let text = localized(parts, "text", required: true)
            guard let title, let text else { continue }
            descriptions[type] = TypeDescription(title: title, text: text)
        }
        return descriptions
    }

    mutating func backgroundQuestions(_ members: Members) -> [BackgroundQuestion] {
        guard let place = members["background"], let entries = list(place) else { return [] }
        checkCount(
            entries.count, 0...QuestionnaireLimits.backgroundMaximum, "background questions", place)
        return entries.compactMap { backgroundQuestion($0) }
    }

    private mutating func backgroundQuestion(_ place: Place) -> BackgroundQuestion? {
        guard let members = members(of: place, known: ["id", "title", "options"]) else {
            return nil
        }
        let id = uniqueIdentifier(members)
        if let id { checkColumnName(id, members) }
        let title = localized(members, "title", required: true)
        guard let list = required(members, "options"), let entries = self.list(list) else {
            return nil
        }
        checkCount(entries.count, 2...QuestionnaireLimits.optionsMaximum, "options", list)
        var options: [BackgroundOption] = []
        for entry in entries {
            guard let parts = self.members(of: entry, known: ["code", "label"]) else { continue }
            let code = identifier(parts, "code")
            let label = localized(parts, "label", required: true)
            guard let code, let label else { continue }
            if options.contains(where: { $0.code == code }) {
                report(
                    .duplicateCode, entry, "the code `\(code)` is used twice",
                    "give each option its own code")
            }
            options.append(BackgroundOption(code: code, label: label))
        }
        guard let id, let title else { return nil }
        return BackgroundQuestion(id: id, title: title, options: options)
    }
}
