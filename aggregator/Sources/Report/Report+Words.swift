import MaturityModel
import Pages

/// How figures, sets and reasons are written.
extension Report {
    /// What a figure measures in.
    enum Unit {
        /// Percent of full maturity.
        case percent
        /// A difference of such percents.
        case points
        /// A number of things.
        case count
        /// A share from 0 to 1, written in percent.
        case share
        /// A coefficient.
        case coefficient
    }

    func say(_ swedish: String, _ english: String) -> String { language.say(swedish, english) }

    /// Some things, as a sentence names them.
    func joined(_ names: [String]) -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + say(" och ", " and ") + last
    }

    /// When the snapshot was made, to the minute; nil when that is not known.
    var made: String? {
        source.made.map { "\($0.text.prefix(16).replacing("T", with: " ")) UTC" }
    }

    /// Decimals of a percent: none for the public, whose figures are whole.
    var decimals: Int { released.audience == .public ? 0 : 1 }

    /// A node's title.
    func title(_ node: Int) -> String {
        questionnaire.nodes[node].title.text(in: language.code)
    }

    /// A figure in words.
    func text(_ value: Double, _ unit: Unit = .percent) -> String {
        switch unit {
        case .percent: "\(language.number(value, decimals: decimals))\u{A0}%"
        case .points: (value > 0 ? "+" : "") + language.number(value, decimals: decimals)
        case .count: count(Int(value))
        case .share: "\(language.number(value * 100, decimals: decimals))\u{A0}%"
        case .coefficient: language.number(value, decimals: 2)
        }
    }

    /// A count with its digits in groups of three.
    func count(_ value: Int) -> String {
        let digits = String(value)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += say("\u{A0}", ",") }
            text.append(digit)
        }
        return text
    }

    /// A figure with its exact value and its place in the JSON form.
    func figure(_ value: Double?, _ place: String, _ unit: Unit = .percent) -> HTML {
        guard let value else { return HTML("–") }
        return tag("data", Attribute("value", "\(value)"), Attribute("data-figure", place)) {
            text(value, unit)
        }
    }

    /// A count with its place in the JSON form.
    func figure(_ value: Int?, _ place: String) -> HTML {
        guard let value else { return HTML("–") }
        return tag("data", Attribute("value", "\(value)"), Attribute("data-figure", place)) {
            count(value)
        }
    }

    /// A response rate, marked when more came than were invited.
    func rate(_ figures: Cell?, _ place: String) -> HTML {
        guard let figures, let share = figures.responseRate else {
            return HTML(figures == nil ? "–" : ResponseRate(nil).figure(language))
        }
        let shown = figure(share, "\(place) responseRate", .share)
        guard let mark = ResponseRate(share, isOver: figures.overInvited).mark(language) else {
            return shown
        }
        return HTML([shown, tag("span", .class("remark")) { " (\(mark))" }])
    }

    /// An interval.
    func figure(_ interval: Interval?, _ place: String, _ unit: Unit = .percent) -> HTML {
        guard let interval else { return HTML("–") }
        return HTML([
            figure(interval.low, "\(place) ci95 0", unit), HTML(say(" till ", " to ")),
            figure(interval.high, "\(place) ci95 1", unit),
        ])
    }

    /// The place of a cell in the JSON form.
    func place(_ node: Int, _ set: RespondentSet) -> String {
        "cells \(questionnaire.nodes[node].id) \(set.text)"
    }

    /// The mean of a cell, or why there is none.
    func mean(_ node: Int, _ set: RespondentSet) -> HTML {
        guard let cell = cell(node, set) else { return HTML("–") }
        if let hidden = cell.hidden { return HTML(hiddenWord(hidden)) }
        return figure(cell.figures?.mean, "\(place(node, set)) mean")
    }

    /// Why something is hidden, in a few words.
    func hiddenWord(_ reason: HiddenReason) -> String {
        "\(say("dold", "hidden")) (\(shortReason(reason)))"
    }

    func shortReason(_ reason: HiddenReason) -> String {
        switch reason {
        case .tooFewRespondents: say("för få svarande", "too few respondents")
        case .tooFewOrganizations: say("för få organisationer", "too few organizations")
        case .complementary: say("skyddar andra", "protects others")
        }
    }

    /// Why something is hidden, in a sentence.
    func longReason(_ reason: HiddenReason) -> String {
        let (people, organizations) = (source.minimumRespondents, source.minimumOrganizations)
        return switch reason {
        case .tooFewRespondents:
            say(
                "Färre än \(people) svarande: ingens svar ska gå att läsa ut.",
                "Fewer than \(people) respondents: nobody's answers shall be readable from it.")
        case .tooFewOrganizations:
            say(
                "Färre än \(organizations) organisationer: ingen ska gå att räkna fram.",
                "Fewer than \(organizations) organizations: none shall be computable from it.")
        case .complementary:
            say(
                "Tillsammans med andra siffror skulle den avslöja något som är dolt.",
                "Together with other figures it would reveal something that is hidden.")
        }
    }

    /// The letter that marks a reason where there is little room.
    func mark(_ reason: HiddenReason) -> String {
        switch reason {
        case .tooFewRespondents: "a"
        case .tooFewOrganizations: "b"
        case .complementary: "c"
        }
    }

    /// What the letters mean.
    var markKey: HTML {
        tag("p", .class("hint")) {
            say("Dolt visas med en bokstav. ", "What is hidden shows a letter. ")
            HiddenReason.allCases.map { "\(mark($0)): \(longReason($0))" }.joined(separator: " ")
        }
    }

    /// What a set of respondents is called.
    func name(_ set: RespondentSet) -> String {
        switch set {
        case .group: say("Hela gruppen", "The whole group")
        case .kind(let id): language.kinds(id)
        case .sector(let id): say("Sektor \(id)", "Sector \(id)")
        case .parent(let id):
            say("\(organizationName(id)) med underliggande", "\(organizationName(id)) and below")
        case .organization(let id): organizationName(id)
        case .unit(_, let id): say("Enhet \(id)", "Unit \(id)")
        }
    }

    private func organizationName(_ id: String) -> String {
        released.roster.index(of: id).map { released.roster.organizations[$0].name } ?? id
    }
}
