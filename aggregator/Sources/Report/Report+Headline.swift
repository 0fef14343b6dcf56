import MaturityModel
import Pages

/// The one figure, and what it is and is not.
extension Report {
    /// The headline with everything that belongs to it.
    var headline: HTML {
        guard let cell = cell(0, .group), let figures = cell.figures else {
            return hiddenHeadline
        }
        return HTML([
            tag("div", .class("headline")) {
                tag("p", .class("headline-figure")) {
                    figure(figures.mean, "\(place(0, .group)) mean")
                }
                tag("div", .class("headline-words")) {
                    tag("p") {
                        tag("strong") { title(0) }
                        say(", procent av full mognad. ", ", percent of full maturity. ")
                        interval(figures)
                    }
                    tag("p") { basis(figures) }
                }
            },
            tag("p", .class("meaning")) { meaning },
        ])
    }

    private var hiddenHeadline: HTML {
        let reason = cell(0, .group)?.hidden
        return Notice(
            .information,
            title: say("Helhetssiffran visas inte.", "The overall figure is not shown."),
            language: language
        ) { tag("p") { reason.map(longReason) ?? say("Inga svar än.", "No answers yet.") } }.html
    }

    private func interval(_ figures: Cell) -> HTML {
        guard let interval = figures.ci95 else {
            return HTML(
                say(
                    "Intervallet visas inte: det skulle säga något om dolda organisationer.",
                    "Its interval is not shown: it would say something about hidden organizations.")
            )
        }
        return HTML([
            HTML(say("95\u{A0}% intervall ", "95\u{A0}% interval ")),
            figure(interval, place(0, .group)),
            HTML(say(", med organisationer som enheter.", ", with organizations as units.")),
        ])
    }

    private func basis(_ figures: Cell) -> HTML {
        let place = place(0, .group)
        var parts = [
            HTML(say("Medelvärdet av ", "The mean of ")),
            figure(figures.organizations, "\(place) organizations"),
            HTML(say(" av ", " of ")), figure(figures.expected, "\(place) expected"),
            HTML(
                say(
                    " organisationer; alla väger lika. ",
                    " organizations; each has the same weight. ")),
            figure(figures.n, "\(place) n"), HTML(say(" svarande", " respondents")),
        ]
        guard let invited = figures.invited else { return HTML(parts + [HTML(".")]) }
        // Not "of so many invited": respondents without an answer that scores are in the rate.
        parts += [
            HTML("; "), figure(invited, "\(place) invited"),
            HTML(say(" inbjudna, svarsfrekvens ", " invited, response rate ")),
            rate(figures, place),
        ]
        return HTML(parts + [HTML(".")])
    }

    /// What the headline means and does not.
    var meaning: String {
        say(
            "Siffran säger hur långt organisationerna själva anser att de har kommit: 0 är inget av"
                + " det som påståendena beskriver, 100 är allt. Den är inget betyg på enskilda"
                + " personer, mäter inte nyttan av digitaliseringen och går inte att jämföra med"
                + " mätningar som har andra frågor.",
            "The figure says how far the organizations themselves find that they have come: 0 is"
                + " none of what the statements describe, 100 is all of it. It is no grade of"
                + " anybody's work, does not measure the benefit of digitalization and cannot be"
                + " compared with surveys that ask other questions.")
    }

    /// Four figures for one question: what if organizations weighed otherwise?
    var weightings: HTML {
        guard let figures = cell(0, .group)?.figures, let means = figures.weightings else {
            return .empty
        }
        let rows: [(String, String, Double?, String)] = [
            (
                "byOrganization", say("Varje organisation lika", "Every organization alike"),
                means.byOrganization,
                say(
                    "Helhetssiffran: var organisationerna står.",
                    "The headline: where the organizations stand.")
            ),
            (
                "byRespondent", say("Efter antal svarande", "By respondents"), means.byRespondent,
                say("Medelvärdet av alla svarande.", "The mean of all respondents.")
            ),
            (
                "byInvited", say("Efter antal inbjudna", "By people invited"), means.byInvited,
                say("Så många som skulle ha svarat.", "As many as should have answered.")
            ),
            (
                "byEmployees", say("Efter antal anställda", "By employees"), means.byEmployees,
                say("Vad en anställd i genomsnitt möter.", "What an employee meets on average.")
            ),
        ]
        return section(
            "weightings",
            say("Om organisationerna vägde annorlunda", "If organizations weighed otherwise"),
            say(
                "Samma svar, fyra sätt att väga ihop dem. Ligger siffrorna nära varandra beror"
                    + " helheten inte på hur stora organisationer räknas.",
                "The same answers, weighed in four ways. Where the figures are close, the"
                    + " whole does"
                    + " not depend on how large organizations are counted.")
        ) {
            DataTable(
                say("Helheten med fyra vikter", "The whole with four weights"),
                columns: [
                    .init(say("Vikt", "Weight")), .init(title(0), isNumeric: true),
                    .init(say("Vad den svarar på", "What it answers")),
                ],
                rows: rows.map { name, label, value, meaning in
                    [
                        HTML(label),
                        figures.withheld.contains(name)
                            ? HTML(say("visas inte", "not shown"))
                            : value == nil
                                ? HTML(say("okänd", "unknown"))
                                : figure(value, "\(place(0, .group)) weightings \(name)"),
                        HTML(meaning),
                    ]
                })
            if !figures.withheld.isEmpty {
                tag("p", .class("hint")) {
                    say(
                        "Vikterna med kända storlekar visas inte när någon organisation är dold,"
                            + " eftersom den då skulle gå att räkna fram.",
                        "Weights with known sizes are not shown while an organization is hidden,"
                            + " because it could then be computed.")
                }
            }
        }
    }
}
