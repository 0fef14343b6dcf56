extension QuestionnaireReader {
    mutating func report(
        _ code: QuestionnaireFault.Code, _ place: Place, _ message: String, _ hint: String
    ) {
        faults.append(
            QuestionnaireFault(
                code: code, path: place.path, message: message, hint: hint,
                position: place.node.position))
    }

    mutating func members(of place: Place, known: [String]) -> Members? {
        guard case .map(let members) = place.node.content else {
            wrongKind(place, "named members")
            return nil
        }
        var byName: [String: Place] = [:]
        for member in members {
            let path = place.path.isEmpty ? member.key : "\(place.path).\(member.key)"
            let name = Place(DocumentNode(.null, position: member.keyPosition), path)
            if byName[member.key] != nil {
                report(.duplicateMember, name, "the member occurs twice", "keep one of them")
            } else if !known.contains(member.key) {
                report(
                    .unknownMember, name, "no such member is known",
                    "known here are \(known.joined(separator: ", "))")
            } else {
                byName[member.key] = Place(member.value, path)
            }
        }
        return Members(place: place, byName: byName)
    }

    mutating func wrongKind(_ place: Place, _ expected: String) {
        report(
            .wrongKind, place, "\(place.node.kindName) stands where \(expected) must be",
            "write \(expected)")
    }

    mutating func required(_ members: Members, _ name: String) -> Place? {
        if let place = members[name] { return place }
        let place = Place(members.place.node, members.path(name))
        report(.missingMember, place, "the member is missing", "add it")
        return nil
    }

    mutating func list(_ place: Place) -> [Place]? {
        guard case .list(let values) = place.node.content else {
            wrongKind(place, "a list")
            return nil
        }
        return values.enumerated().map { Place($0.element, "\(place.path)[\($0.offset)]") }
    }

    mutating func text(_ place: Place) -> String? {
        guard let text = place.node.asText else {
            wrongKind(place, "a text")
            return nil
        }
        if !text.utf8.contains(where: { $0 > 0x20 }) {
            report(.emptyText, place, "the text is empty", "write something, or leave it out")
            return nil
        }
        if text.utf8.count > QuestionnaireLimits.textBytesMaximum {
            report(
                .limitExceeded, place, "the text has \(text.utf8.count) bytes",
                "write at most \(QuestionnaireLimits.textBytesMaximum)")
            return nil
        }
        return text
    }

    mutating func text(_ members: Members, _ name: String) -> String? {
        required(members, name).flatMap { text($0) }
    }

    mutating func identifier(_ place: Place) -> String? {
        guard let text = text(place) else { return nil }
        if IdentifierText.isValid(text) { return text }
        report(
            .malformedIdentifier, place, "it is no identifier",
            "use letters A–Z, digits, `.`, `_` and `-`, a letter or digit first, at most "
                + "\(QuestionnaireLimits.identifierBytesMaximum) in all")
        return nil
    }

    mutating func identifier(_ members: Members, _ name: String) -> String? {
        required(members, name).flatMap { identifier($0) }
    }

    /// An identifier that nothing else in the questionnaire has.
    mutating func uniqueIdentifier(_ members: Members) -> String? {
        guard let place = required(members, "id"), let id = identifier(place) else { return nil }
        if identifiers.insert(id).inserted { return id }
        report(.duplicateIdentifier, place, "`\(id)` is used twice", "give each its own id")
        return nil
    }

    /// A column of the answers file may not have the name of one of its fixed columns.
    mutating func checkColumnName(_ id: String, _ members: Members) {
        guard ["respondent", "unit"].contains(id), let place = members["id"] else { return }
        report(
            .reservedIdentifier, place, "`\(id)` is a fixed column of the answers file",
            "choose another id")
    }

    mutating func number(
        _ members: Members, _ name: String, in range: ClosedRange<Double>, default: Double
    ) -> Double {
        guard let place = members[name] else { return `default` }
        return number(place, in: range) ?? `default`
    }

    mutating func number(_ place: Place, in range: ClosedRange<Double>) -> Double? {
        guard let number = place.node.asNumber else {
            wrongKind(place, "a number")
            return nil
        }
        if range.contains(number) { return number == 0 ? 0 : number }
        report(
            .outOfRange, place, "\(CanonicalNumber.text(number)) is out of range",
            "write a number from \(CanonicalNumber.text(range.lowerBound)) to "
                + CanonicalNumber.text(range.upperBound))
        return nil
    }

    mutating func flag(_ members: Members, _ name: String) -> Bool {
        guard let place = members[name] else { return false }
        if case .bool(let flag) = place.node.content { return flag }
        wrongKind(place, "true or false")
        return false
    }

    mutating func word<Word: RawRepresentable<String>>(
        _ place: Place, among words: [Word]
    ) -> Word? {
        guard let text = text(place) else { return nil }
        if let word = Word(rawValue: text) { return word }
        report(
            .unknownWord, place, "`\(text)` is not known here",
            "write \(words.map(\.rawValue).joined(separator: ", "))")
        return nil
    }

    mutating func checkCount(
        _ count: Int, _ range: ClosedRange<Int>, _ things: String, _ place: Place
    ) {
        guard !range.contains(count) else { return }
        report(
            count > range.upperBound ? .limitExceeded : .outOfRange, place,
            "there are \(count) \(things)",
            "have from \(range.lowerBound) to \(range.upperBound)")
    }

    mutating func localized(
        _ members: Members, _ name: String, required isRequired: Bool
    ) -> LocalizedText? {
        if isRequired { return required(members, name).flatMap { localized($0) } }
        return members[name].flatMap { localized($0) }
    }

    mutating func localized(_ place: Place) -> LocalizedText? {
        guard case .map(let members) = place.node.content else {
            wrongKind(place, "a text for each language")
            return nil
        }
        var texts: [String: String] = [:]
        for member in members {
            let entry = Place(member.value, "\(place.path).\(member.key)")
            let name = Place(DocumentNode(.null, position: member.keyPosition), entry.path)
            if texts[member.key] != nil {
                report(.duplicateMember, name, "the language occurs twice", "keep one of them")
            } else if !languages.isEmpty, !languages.contains(member.key) {
                report(
                    .unknownLanguage, name, "`\(member.key)` is not among `languages`",
                    "add it there, or remove this text")
            } else {
                texts[member.key] = text(entry) ?? "-"
            }
        }
        for language in languages where texts[language] == nil {
            report(
                .missingLanguage, place, "the text in `\(language)` is missing",
                "add it; no language may be missing")
        }
        return LocalizedText(texts)
    }
}
