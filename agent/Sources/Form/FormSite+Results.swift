import MaturityModel
import Pages
import SurveyProtocol

/// The organization's own results, computed here.
extension FormSite {
    func resultsPage(_ id: String, _ scene: FormScene) throws -> FormReply {
        let round = try self.round(id)
        let before = try agent.roundBefore(id).map { try self.round($0.id) }
        let results = try OwnResults.compute(round, before: before, agent: agent)
        let title = scene.say("Egna resultat", "Your own results")
        return page(title, scene, width: .wide) {
            tag("p", .class("eyebrow")) { Link(id, to: "/rounds/\(id)") }
            tag("h1") { title }
            tag("p", .class("lead")) {
                let count = StatusWords.responses(results.responses, scene.language)
                scene.say(
                    "Räknade på den här datorn av \(count) som är inlämnade.",
                    "Computed on this computer from \(count) handed in.")
            }
            pendingNotice(results, scene)
            if results.isShown {
                headline(results, scene)
                profile(results, scene)
                ranking(results.ranking, results, scene)
                typeAndBalance(results, scene)
            } else {
                hiddenNotice(results, scene)
                profile(results, scene)
            }
            comments(id, round.questionnaire, scene)
        }
    }

    private func pendingNotice(_ results: OwnResults, _ scene: FormScene) -> HTML {
        guard results.pending > 0, results.responses > 0 else { return .empty }
        return Notice(
            .information,
            title: scene.say(
                "\(results.pending) nya eller rättade svar räknas in senare.",
                "\(results.pending) new or corrected responses count later."),
            language: scene.language
        ) {
            tag("p") {
                scene.say(
                    "Siffrorna ändras först när minst \(OwnResults.minimumRespondents) svar har"
                        + " tillkommit, så att ingens svar kan läsas ut ur skillnaden.",
                    "The figures move only when at least \(OwnResults.minimumRespondents) responses"
                        + " have come in, so that nobody's answers can be read from the difference."
                )
            }
        }.html
    }

    private func hiddenNotice(_ results: OwnResults, _ scene: FormScene) -> HTML {
        Notice(
            .information,
            title: scene.say("Resultatet visas inte än.", "The result is not shown yet."),
            language: scene.language
        ) {
            tag("p") {
                scene.say(
                    "Det behövs minst \(OwnResults.minimumRespondents) svar, så att ingen kan"
                        + " kännas igen.",
                    "At least \(OwnResults.minimumRespondents) responses are needed, so that nobody"
                        + " can be recognized.")
            }
        }.html
    }

    private func headline(_ results: OwnResults, _ scene: FormScene) -> HTML {
        let cell = results.released.cell(node: 0, set: results.set).figures
        let language = scene.language
        return tag("ul", .class("figures")) {
            tag("li") {
                tag("strong") { "\(language.number(cell?.mean ?? 0)) %" }
                results.released.questionnaire.nodes[0].title.text(in: language.code)
            }
            if let group = results.published(0)?.mean {
                tag("li") {
                    tag("strong") { "\(language.number(group)) %" }
                    scene.say("hela gruppen", "the whole group")
                }
            }
            if let sd = results.spread {
                tag("li") {
                    tag("strong") { language.number(sd, decimals: 1) }
                    scene.say("spridning mellan svaren", "spread between responses")
                }
            }
            if let rate = cell?.responseRate {
                let shown = ResponseRate(rate, isOver: cell?.overInvited)
                tag("li") {
                    tag("strong") { shown.figure(language) }
                    scene.say("svarsfrekvens", "response rate")
                        + (shown.mark(language).map { ": \($0)" } ?? "")
                }
            }
            if let change = results.change(of: results.released.questionnaire.nodes[0].id)?.change {
                tag("li") {
                    tag("strong") { (change > 0 ? "+" : "") + language.number(change, decimals: 1) }
                    scene.say("sedan förra mätningen", "since the last round")
                }
            }
        }
    }

    /// The organization beside the group, as far as one of them is shown.
    private func profile(_ results: OwnResults, _ scene: FormScene) -> HTML {
        let words = PublishedWords(language: scene.language)
        let hasGroup = results.published.figures != nil
        let standing = tag("p", .class("hint")) { words.standing(results.published) }
        guard results.isShown || hasGroup else { return standing }
        var columns: [BarChart.Column] = []
        if hasGroup { columns.append(.init(words.group, mark: .line)) }
        if let kind = results.kindSet { columns.append(.init(words.name(kind))) }
        if let trend = results.trend {
            let title = scene.say("Förra (\(trend.earlierRound))", "Last (\(trend.earlierRound))")
            columns.append(.init(title, mark: .broken))
        }
        return HTML([
            standing,
            BarChart(
                scene.say("Profil, procent av full mognad", "Profile, percent of full maturity"),
                bars: results.released.questionnaire.nodes.indices.map {
                    bar($0, results, scene)
                },
                titles: (scene.say("Område", "Area"), scene.say("Ni", "You")), columns: columns,
                language: scene.language
            ).html,
        ])
    }

    private func bar(_ index: Int, _ results: OwnResults, _ scene: FormScene) -> BarChart.Bar {
        let words = PublishedWords(language: scene.language)
        let node = results.released.questionnaire.nodes[index]
        let cell = results.released.cell(node: index, set: results.set)
        var others: [BarChart.Figure] = []
        if results.published.figures != nil {
            for set in [PublishedFigure.group, results.kindSet].compactMap({ $0 }) {
                let figure = results.published(index, set)
                others.append(.init(figure?.mean, absence: words.absence(figure)))
            }
        }
        if results.trend != nil { others.append(.init(results.change(of: node.id)?.earlier)) }
        return BarChart.Bar(
            node.title.text(in: scene.language.code), depth: node.level,
            value: results.isShown ? cell.figures?.mean : nil,
            absence: results.isShown && cell.hidden == nil
                ? scene.say("inga svar", "no answers") : scene.say("visas inte", "not shown"),
            others: others)
    }

    private func ranking(
        _ ranking: Ranking, _ results: OwnResults, _ scene: FormScene
    ) -> HTML {
        guard let strongest = ranking.strongest, let weakest = ranking.weakest else {
            return .empty
        }
        let nodes = results.released.questionnaire.nodes
        let card: (String, Ranking.End) -> HTML = { heading, end in
            tag("li") {
                tag("h2") { heading }
                if !end.named.isEmpty {
                    tag("ol") {
                        for (place, entry) in end.named {
                            tag("li", Attribute("value", "\(place)")) {
                                nodes[entry.node].title.text(in: scene.language.code)
                                    + " – \(scene.language.number(entry.mean)) %"
                            }
                        }
                    }
                }
                if end.unnamed > 0 { self.sharing(end, scene) }
            }
        }
        return tag("ul", .class("cards cards-pairs")) {
            card(scene.say("Starkast", "Strongest"), strongest)
            card(scene.say("Svagast", "Weakest"), weakest)
        }
    }

    /// Areas that are as strong as each other, so that none of them is named.
    private func sharing(_ end: Ranking.End, _ scene: FormScene) -> HTML {
        let figure = scene.language.number(end.figure)
        return tag("p", .class("hint")) {
            scene.say(
                "\(end.unnamed) områden har samma siffra, \(figure) %, och nämns därför inte var"
                    + " för sig.",
                "\(end.unnamed) areas have the same figure, \(figure) %, and so are not named one"
                    + " by one.")
        }
    }

    private func typeAndBalance(_ results: OwnResults, _ scene: FormScene) -> HTML {
        let set = results.released.sets[results.set]
        let questionnaire = results.released.questionnaire
        let code = scene.language.code
        let type = results.released.types.first { $0.set == set }?.type
        return HTML([
            type.flatMap { questionnaire.types[$0] }.map { description in
                HTML([
                    tag("h2") { description.title.text(in: code) },
                    tag("p") { description.text.text(in: code) },
                ])
            } ?? .empty,
            results.balance.map { own in
                let figures = [own.innovation, own.efficiency, own.balance].map {
                    scene.language.number($0)
                }
                return HTML([
                    tag("h2") { scene.say("Balans", "Balance") },
                    tag("p") {
                        scene.say(
                            "Nyskapande \(figures[0]) %, effektivitet \(figures[1]) %; balans"
                                + " \(figures[2]) av 100.",
                            "Innovation \(figures[0]) %, efficiency \(figures[1]) %; balance"
                                + " \(figures[2]) of 100.")
                    },
                ])
            } ?? .empty,
        ])
    }

    private func comments(
        _ round: String, _ questionnaire: Questionnaire, _ scene: FormScene
    ) -> HTML {
        guard let notes = try? agent.home.notes(round), !notes.comments.isEmpty else {
            return .empty
        }
        return HTML([
            tag("h2") { scene.say("Kommentarer", "Comments") },
            tag("p", .class("hint")) {
                scene.say(
                    "Stannar på den här datorn. Ordningen säger inget om vem som skrev vad.",
                    "They stay on this computer. Their order says nothing about who wrote what.")
            },
            HTML(
                questionnaire.nodes.map { node in
                    let texts = notes.comments(on: node.id)
                    guard !texts.isEmpty else { return .empty }
                    return HTML([
                        tag("h3") { node.title.text(in: scene.language.code) },
                        tag("ul") { for text in texts { tag("li") { text } } },
                    ])
                }),
        ])
    }
}

extension Agent {
    /// The round before another one: the last by id among those that come before it.
    func roundBefore(_ id: String) throws -> RoundSummary? {
        try home.rounds().filter { $0.id < id }.max { $0.id < $1.id }
    }
}
