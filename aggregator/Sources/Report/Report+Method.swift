import MaturityModel
import Pages

/// What the figures rest on, so that they can be defended and computed again.
extension Report {
    /// Cells and items that the results hold, as the exports have rows.
    var rowCounts: (cells: Int, items: Int) {
        let sets = released.sets.count
        return (questionnaire.nodes.count * sets, questionnaire.items.count * sets)
    }

    /// What the figures mean and do not, for files that have no page around them.
    var methodNotes: [(title: String, text: String)] {
        [
            (say("Vad siffran säger", "What the figure says"), meaning),
            (say("Skydd", "Protection"), protection),
            (
                say("Tomma celler", "Empty cells"),
                say(
                    "En tom cell är en siffra som inte finns. Varför en siffra är dold står i"
                        + " kolumnen hidden.",
                    "An empty cell is a figure that does not exist. Why a figure is hidden"
                        + " stands in"
                        + " the column hidden.")
            ),
        ]
    }

    /// Where the figures come from.
    var method: HTML {
        let (header, inputs, rows) = (source.header, source.header.inputs, rowCounts)
        let code = { (text: String) in tag("span", .class("code")) { text } }
        return tag("section", .id("method"), .class("report-foot")) {
            tag("h2") { say("Om siffrorna", "About the figures") }
            tag("p") { protection }
            SummaryList([
                .init(say("Mätning", "Round"), header.round),
                .init(say("Sammanställning", "Snapshot"), snapshotWords),
                .init(say("Kontrollsumma", "Digest"), code(header.digest)),
                .init(say("För", "For"), audience),
                .init(
                    say("Vikt", "Weighting"),
                    say(
                        "varje organisation lika (byOrganization)",
                        "every organization alike (byOrganization)")),
                .init(
                    say("Räkneregler", "Rules"), "version \(Results.rulesVersion)"),
                .init(
                    say("Underlag", "Inputs"),
                    HTML([
                        tag("p") { say("frågor ", "questionnaire ") + inputs.questionnaire },
                        tag("p") { say("organisationer ", "roster ") + inputs.roster },
                        tag("p") { say("svar ", "responses ") + inputs.responses },
                        tag("p") { say("inställningar ", "settings ") + inputs.settings },
                    ])),
                .init(
                    say("Rader i filerna", "Rows in the files"),
                    say(
                        "\(count(rows.cells)) celler, \(count(rows.items)) fördelningar",
                        "\(count(rows.cells)) cells, \(count(rows.items)) distributions")),
            ])
        }
    }

    private var snapshotWords: String {
        let number = "\(source.header.snapshot)"
        return made.map { number + say(", gjord \($0)", ", made \($0)") } ?? number
    }

    private var audience: String {
        switch released.audience {
        case .public: say("alla: skyddat, hela procent", "everybody: protected, whole percent")
        case .internal:
            say(
                "centrala teamet: skyddat, full precision",
                "the central team: protected, full precision")
        case .unprotected:
            say(
                "administratören: OSKYDDAT, får inte spridas",
                "the administrator: UNPROTECTED, not to be passed on")
        }
    }

    private var protection: String {
        if source.isJoint {
            return say(
                "Varje organisation har gett ett gemensamt svar; siffrorna är därför inte dolda.",
                "Each organization gave one agreed answer; so no figures are hidden.")
        }
        return say(
            "Siffror med färre än \(source.minimumRespondents) svarande, och sammanlagda"
                + " siffror för"
                + " färre än \(source.minimumOrganizations) organisationer, visas inte;"
                + " inte heller de"
                + " som andra kunde räkna fram dem ur. Dolda svar räknas ändå in i helheten.",
            "Figures with fewer than \(source.minimumRespondents) respondents, and"
                + " aggregates of fewer"
                + " than \(source.minimumOrganizations) organizations, are not shown; nor are those"
                + " from which others could compute them. Hidden answers still count in the whole.")
    }

    /// What a reader must know before anything else: not published, or not protected.
    var warnings: HTML {
        if released.audience == .unprotected {
            return Notice(
                .error,
                title: say(
                    "Oskyddade siffror. Sprid dem inte.",
                    "Unprotected figures. Do not pass them on."),
                language: language
            ).html
        }
        guard !source.isPublished else { return .empty }
        return Notice(
            .warning,
            title: source.isHeldBack
                ? say(
                    "Sammanställning \(source.header.snapshot) är publicerad, men inte mätningen:"
                        + " ingen annan ser den nu.",
                    "Snapshot \(source.header.snapshot) is published, but its round is not:"
                        + " nobody else sees it now.")
                : say(
                    "Sammanställning \(source.header.snapshot) är inte publicerad.",
                    "Snapshot \(source.header.snapshot) is not published."),
            language: language
        ) {
            tag("p") {
                say(
                    "Siffrorna är arbetsmaterial tills någon beslutar att publicera dem.",
                    "The figures are working material until somebody decides to publish them.")
            }
        }.html
    }
}
