import MaturityModel
import Pages

/// Why the figure is what it is: down to every part, organization and statement.
extension Report {
    /// The way from the headline to the answers.
    var why: HTML {
        section(
            "why", say("Varför siffran är vad den är", "Why the figure is what it is"),
            say(
                "Helheten är organisationernas medelvärden, sammanlagda och delade med"
                    + " antalet. Varje"
                    + " organisations medelvärde är dess svarandes, och varje svarandes är"
                    + " dess svar,"
                    + " vägda uppåt genom trädet nedan. Så räknas varje område. \(itemBasis)",
                "The whole is the organizations' means, added and divided by their number. Each"
                    + " organization's mean is that of its respondents, and each respondent's comes"
                    + " from the answers, weighed upwards through the tree below. So is each area"
                    + " computed. \(itemBasis)")
        ) {
            tree
            organizationsTable
        }
    }

    /// How the figure of an item differs from those of the areas above it.
    var itemBasis: String {
        say(
            "Ett påståendes siffra är medelvärdet av alla som svarat på det: varje svarande väger"
                + " lika. Områdens siffror är medelvärden av organisationer, så de går inte alltid"
                + " att räkna fram ur påståendenas, och ett område kan till och med ligga utanför"
                + " sina påståenden.",
            "A statement's figure is the mean over everybody who answered it: each respondent"
                + " weighs the same. The figures of areas are means of organizations, so they do"
                + " not always follow from those of the statements, and an area can even lie"
                + " outside its statements.")
    }

    private var tree: HTML {
        HTML(
            questionnaire.nodes[0].isLeaf
                ? [branch(0)] : questionnaire.nodes[0].children.map(branch))
    }

    private func branch(_ node: Int) -> HTML {
        let own = questionnaire.nodes[node]
        return tag("details", .class("branch")) {
            tag("summary") {
                tag("strong") { title(node) }
                ": "
                mean(node, .group)
                " · \(weight(own.weight)) · \(word(own.combine))"
            }
            if own.isLeaf { statements(node) } else { for child in own.children { branch(child) } }
        }
    }

    private func weight(_ weight: Double) -> String {
        let whole = weight.rounded() == weight
        return "\(say("vikt", "weight")) \(language.number(weight, decimals: whole ? 0 : 2))"
    }

    private func word(_ combination: Combination) -> String {
        switch combination {
        case .mean: say("vägt medelvärde", "weighted mean")
        case .geometric: say("geometriskt medelvärde", "geometric mean")
        case .minimum: say("det lägsta", "the lowest")
        }
    }

    private func statements(_ node: Int) -> HTML {
        DataTable(
            title(node),
            columns: [
                .init(say("Påstående", "Statement")), .init(say("Vikt", "Weight"), isNumeric: true),
                .init(say("Svar med värde", "Answers with a value"), isNumeric: true),
                .init(
                    say("Medelvärde av alla svarande", "Mean over all respondents"),
                    isNumeric: true),
            ],
            rows: questionnaire.nodes[node].items.map { index in
                let item = questionnaire.items[index]
                let entry = self.item(index, .group)
                let hidden = entry?.hidden.map { HTML(hiddenWord($0)) }
                let place = "items \(item.id) group"
                let turned = item.reverse ? say(" (vänt)", " (reversed)") : ""
                return [
                    HTML(item.text.text(in: language.code) + turned),
                    HTML(
                        language.number(
                            item.weight, decimals: item.weight.rounded() == item.weight ? 0 : 2)),
                    hidden ?? figure(entry?.figures?.n, "\(place) n"),
                    figure(entry?.figures?.mean, "\(place) mean"),
                ]
            }
        ).withoutVisibleCaption().html
    }

    private var organizationsTable: HTML {
        guard let figures = cell(0, .group)?.figures, let contributing = figures.organizations,
            contributing > 0
        else { return .empty }
        let place = { (id: String) in "cells \(self.questionnaire.nodes[0].id) organization:\(id)" }
        return HTML([
            tag("h3") { say("Organisationerna", "The organizations") },
            tag("p") {
                say(
                    "Varje organisation som har svar väger 1 av \(count(contributing)). Dolda"
                        + " organisationer räknas med i helheten, men deras siffror visas inte.",
                    "Each organization with answers weighs 1 of \(count(contributing)). Hidden"
                        + " organizations count in the whole, but their figures are not shown.")
            },
            DataTable(
                say("Organisationerna bakom helheten", "The organizations behind the whole"),
                columns: [
                    .init(say("Organisation", "Organization")),
                    .init(title(0), isNumeric: true),
                    .init(say("95\u{A0}% intervall", "95\u{A0}% interval"), isNumeric: true),
                    .init(say("Svarande", "Respondents"), isNumeric: true),
                    .init(say("Inbjudna", "Invited"), isNumeric: true),
                    .init(say("Svarsfrekvens", "Response rate"), isNumeric: true),
                ],
                rows: listed.map { organization in
                    let set = RespondentSet.organization(organization.id)
                    let own = cell(0, set)?.figures
                    let place = place(organization.id)
                    return [
                        HTML(organization.name), mean(0, set), figure(own?.ci95, place),
                        figure(own?.n, "\(place) n"), figure(own?.invited, "\(place) invited"),
                        rate(own, place),
                    ]
                }
            ).withoutVisibleCaption().html,
            derived.overInvited.isEmpty ? .empty : ResponseRate.explanation(language),
            others(at: "why"),
        ])
    }
}
