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
                scene.say(
                    "Räknade på den här datorn av \(results.responses) inlämnade svar.",
                    "Computed on this computer from \(results.responses) responses.")
            }
            pendingNotice(results, scene)
            if results.hidden != nil || results.mean(0) == nil {
                hiddenNotice(results, scene)
            } else {
                headline(results, scene)
                profile(results, scene)
                ranking(results, scene)
                typeAndBalance(results, scene)
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
            if let sd = cell?.sd {
                tag("li") {
                    tag("strong") { language.number(sd, decimals: 1) }
                    scene.say("spridning mellan svaren", "spread between responses")
                }
            }
            if let rate = cell?.responseRate {
                tag("li") {
                    tag("strong") { "\(language.number(rate * 100)) %" }
                    scene.say("svarsfrekvens", "response rate")
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

    private func profile(_ results: OwnResults, _ scene: FormScene) -> HTML {
        let questionnaire = results.released.questionnaire
        let bars = questionnaire.nodes.indices.map { index in
            let node = questionnaire.nodes[index]
            let cell = results.released.cell(node: index, set: results.set)
            return BarChart.Bar(
                node.title.text(in: scene.language.code), depth: node.level,
                value: cell.figures?.mean,
                absence: cell.hidden == nil
                    ? scene.say("inga svar", "no answers") : scene.say("visas inte", "not shown"),
                mark: results.change(of: node.id)?.earlier)
        }
        return BarChart(
            scene.say("Profil, procent av full mognad", "Profile, percent of full maturity"),
            bars: bars,
            titles: (
                scene.say("Område", "Area"), scene.say("Nu", "Now"),
                results.trend.map {
                    scene.say("Förra (\($0.earlierRound))", "Last (\($0.earlierRound))")
                }
            ), language: scene.language
        ).html
    }

    private func ranking(_ results: OwnResults, _ scene: FormScene) -> HTML {
        let ranking = results.ranking
        guard ranking.count > 1 else { return .empty }
        let list: ([(node: Int, mean: Double)]) -> HTML = { part in
            tag("ol") {
                for entry in part {
                    tag("li") {
                        results.released.questionnaire.nodes[entry.node].title
                            .text(in: scene.language.code)
                            + " – \(scene.language.number(entry.mean)) %"
                    }
                }
            }
        }
        let count = min(3, ranking.count / 2)
        return tag("ul", .class("cards cards-pairs")) {
            tag("li") {
                tag("h2") { scene.say("Starkast", "Strongest") }
                list(Array(ranking.prefix(count)))
            }
            tag("li") {
                tag("h2") { scene.say("Svagast", "Weakest") }
                list(Array(ranking.suffix(count).reversed()))
            }
        }
    }

    private func typeAndBalance(_ results: OwnResults, _ scene: FormScene) -> HTML {
        let set = results.released.sets[results.set]
        let questionnaire = results.released.questionnaire
        let code = scene.language.code
        let type = results.released.types.first { $0.set == set }?.type
        let balance = results.released.balance.first { $0.set == set }
        return HTML([
            type.flatMap { questionnaire.types[$0] }.map { description in
                HTML([
                    tag("h2") { description.title.text(in: code) },
                    tag("p") { description.text.text(in: code) },
                ])
            } ?? .empty,
            balance?.balance == nil
                ? .empty
                : HTML([
                    tag("h2") { scene.say("Balans", "Balance") },
                    tag("p") {
                        let figures = [balance?.innovation, balance?.efficiency].map {
                            scene.language.number($0 ?? 0)
                        }
                        scene.say(
                            "Nyskapande \(figures[0]) %, effektivitet \(figures[1]) %; balans"
                                + " \(scene.language.number(balance?.balance ?? 0)) av 100.",
                            "Innovation \(figures[0]) %, efficiency \(figures[1]) %; balance"
                                + " \(scene.language.number(balance?.balance ?? 0)) of 100.")
                    },
                ]),
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
