/// The lists of choices of a form, and what each choice is worth.
struct FormLists {
    /// A choice.
    struct Entry {
        /// Its row.
        let record: FormRecords.Record
        /// Its number, unless it is a special answer.
        let value: Double?
        /// The special answer that it is.
        let special: String?
    }

    /// Names that forms give to special answers, with `_` for `-` and spaces.
    private static let specials = [
        "dont_know": "dont-know", "dontknow": "dont-know", "do_not_know": "dont-know",
        "dk": "dont-know", "not_applicable": "not-applicable", "na": "not-applicable",
        "n_a": "not-applicable", "refused": "refused", "prefer_not_to_say": "refused",
    ]
    private static let known: Set<String> = ["list_name", "name", "label", "value"]

    /// What has no equivalent.
    private(set) var losses: [String] = []
    /// What was assumed.
    private(set) var assumptions: [String] = []
    private var lists: [String: [FormRecords.Record]] = [:]
    private var explained: Set<String> = []

    init(_ choices: FormRecords) {
        for record in choices.records {
            lists[record.text("list_name"), default: []].append(record)
            for column in record.filled where !Self.known.contains(column) {
                losses.append(
                    "choices:\(record.number): the column `\(column)` has no equivalent")
            }
        }
    }

    /// Whether there is a list of that name.
    func contains(_ list: String) -> Bool { lists[list] != nil }

    /// The choices of a list; without meaning they are only names.
    mutating func entries(of list: String, withMeaning: Bool) -> [Entry] {
        let records = lists[list] ?? []
        guard withMeaning else {
            return records.map { Entry(record: $0, value: nil, special: nil) }
        }
        let isNew = explained.insert(list).inserted
        let specials = records.map { record -> String? in
            guard record.text("value").isEmpty else { return nil }
            let name = record.text("name").lowercased().replacing("-", with: "_")
            return Self.specials[name.replacing(" ", with: "_")]
        }
        let numbers = records.map { record in
            let value = record.text("value")
            return Double(value.isEmpty ? record.text("name") : value)
        }
        let isNumbered = zip(specials, numbers).allSatisfy { $0 != nil || $1 != nil }
        var entries: [Entry] = []
        var place = 0
        for (index, record) in records.enumerated() {
            if let special = specials[index] {
                if isNew {
                    assumptions.append(
                        "choices:\(record.number): `\(record.text("name"))` is taken as the "
                            + "special answer \(special)")
                }
                entries.append(Entry(record: record, value: nil, special: special))
            } else {
                place += 1
                let value = isNumbered ? numbers[index] : Double(place)
                entries.append(Entry(record: record, value: value, special: nil))
            }
        }
        if isNew, !isNumbered {
            assumptions.append(
                "choices: not every choice of `\(list)` has a number as its name or in a column "
                    + "`value`; they get the values 1 to \(place) in their order")
        }
        return entries
    }
}
