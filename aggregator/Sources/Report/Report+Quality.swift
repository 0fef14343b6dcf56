import MaturityModel
import Pages

/// How far the results can be trusted.
extension Report {
    /// Everything that speaks for and against trusting the figures.
    var qualitySection: HTML {
        return section(
            "quality", say("Hur tillförlitliga siffrorna är", "How far the figures can be trusted"),
            say(
                "Inget av detta har lett till att svar har tagits bort. Det är underlag för den som"
                    + " ska tolka resultatet.",
                "None of this has led to answers being left out. It is for those who interpret the"
                    + " result.")
        ) {
            wholeTable(quality)
            categoryTable(quality)
            overInvited
        }
    }

    private func wholeTable(_ quality: Quality) -> HTML {
        let rows =
            [straightLined(quality)] + intraclass(quality.intraclass) + [
                [
                    HTML(
                        say(
                            "Svar på frågor som inte skulle ställas",
                            "Answers to questions that were not to be asked")),
                    figure(quality.droppedAnswers, "quality droppedAnswers"),
                    HTML(
                        say(
                            "Enligt formulärets villkor. De räknas inte med. Svaret Ej relevant är"
                                + " något annat och syns vid varje påstående.",
                            "By the conditions of the questionnaire. They do not count. The answer"
                                + " Not applicable is another thing, shown with each statement.")),
                ]
            ]
        return DataTable(
            say("Hela undersökningen", "The whole survey"),
            columns: [
                .init(say("Mått", "Measure")), .init(say("Värde", "Value"), isNumeric: true),
                .init(say("Vad det säger", "What it says")),
            ], rows: rows
        ).html
    }

    private func straightLined(_ quality: Quality) -> [HTML] {
        let lines = quality.straightLined.first { $0.set == .group }
        return [
            HTML(say("Svar med samma steg rakt igenom", "Responses with one step throughout")),
            lines?.hidden.map { HTML(hiddenWord($0)) }
                ?? HTML([
                    figure(lines?.count, "quality straightLined group count"),
                    HTML(say(" av ", " of ")),
                    figure(lines?.responses, "quality straightLined group responses"),
                ]),
            HTML(
                say(
                    "Många sådana tyder på att enkäten besvarades utan eftertanke.",
                    "Many of them suggest that the survey was answered without thought.")),
        ]
    }

    private func intraclass(_ figures: IntraclassCorrelation) -> [[HTML]] {
        let place = "quality intraclass"
        let hidden = figures.hidden.map { HTML(hiddenWord($0)) }
        return [
            [
                HTML(say("Skillnader mellan organisationer", "Differences of organizations")),
                hidden ?? figure(figures.icc1, "\(place) icc1", .coefficient),
                HTML(
                    say(
                        "ICC(1): andelen av variationen som ligger mellan organisationer.",
                        "ICC(1): the share of the variation that lies between organizations.")),
            ],
            [
                HTML(say("Organisationernas medelvärden", "The organizations' means")),
                hidden ?? figure(figures.icc2, "\(place) icc2", .coefficient),
                HTML(
                    say(
                        "ICC(2): hur tillförlitligt de skiljer organisationer åt; över 0,70 brukar"
                            + " kallas gott.",
                        "ICC(2): how reliably they tell organizations apart; above 0.70 is usually"
                            + " called good.")),
            ],
        ]
    }

    private func categoryTable(_ quality: Quality) -> HTML {
        let shares = Dictionary(
            quality.dontKnow.filter { $0.set == .group }.map { ($0.node, $0) }
        ) { first, _ in first }
        return DataTable(
            say("Kategorierna", "The categories"),
            columns: [
                .init(say("Kategori", "Category")),
                .init(say("Andel vet inte", "Share of don't know"), isNumeric: true),
                .init(say("Cronbachs alfa", "Cronbach's alpha"), isNumeric: true),
                .init(say("Fullständiga svar", "Complete responses"), isNumeric: true),
            ],
            rows: quality.reliability.map { entry in
                let share = shares[entry.node]
                let place = "quality reliability \(entry.node)"
                return [
                    HTML(questionnaire.nodeIndex(of: entry.node).map(title) ?? entry.node),
                    share?.hidden.map { HTML(hiddenWord($0)) }
                        ?? figure(
                            share?.share, "quality dontKnow \(entry.node) group share", .share),
                    entry.hidden.map { HTML(hiddenWord($0)) }
                        ?? figure(entry.alpha, "\(place) alpha", .coefficient),
                    figure(entry.n, "\(place) n"),
                ]
            }
        ).html
    }

    private var overInvited: HTML {
        let names = derived.overInvited
        guard !names.isEmpty else { return .empty }
        return Notice(
            .warning,
            title: say(
                "Fler svar än inbjudna i \(names.count) organisationer.",
                "More responses than people invited in \(names.count) organizations."),
            language: language
        ) { tag("p") { names.prefix(20).joined(separator: ", ") } }.html
    }
}
