import Pages
import SurveyProtocol

/// The parts of a follow-up's page that change while it happens; made once for all viewers of a
/// language.
struct FollowUpPart: Sendable {
    let status: RoundStatus
    let language: Language
    let time: LocalTime

    private func say(_ swedish: String, _ english: String) -> String {
        language.say(swedish, english)
    }

    /// The figures of the round in all.
    var figures: HTML {
        tag("ul", .class("figures"), .id("live-figures")) {
            figure(
                language.percent(status.rate),
                status.invited.map {
                    say(
                        "\(status.received) av \($0) inbjudna",
                        "\(status.received) of \($0) invited")
                } ?? say("\(status.received) svar", "\(status.received) responses"))
            figure(
                "\(status.organizations.count - status.notBegun)",
                say(
                    "av \(status.organizations.count) organisationer har börjat",
                    "of \(status.organizations.count) organizations have begun"))
            figure("\(status.waiting)", say("väntar hos organisationer", "wait at organizations"))
            figure("\(status.quarantined)", say("i karantän", "in quarantine"))
        }
    }

    private func figure(_ number: String, _ words: String) -> HTML {
        tag("li") {
            tag("strong") { number }
            words
        }
    }

    /// The figures by kind.
    var kinds: HTML {
        tag("div", .id("live-kinds")) {
            DataTable(
                say("Svar per organisationstyp", "Responses by kind"),
                columns: [
                    .init(say("Typ", "Kind")),
                    .init(say("Organisationer", "Organizations"), isNumeric: true),
                    .init(say("Inte börjat", "Not begun"), isNumeric: true),
                    .init(say("Inbjudna", "Invited"), isNumeric: true),
                    .init(say("Svar", "Received"), isNumeric: true),
                    .init(say("Andel", "Rate"), isNumeric: true),
                ],
                rows: status.kinds.map { kind in
                    [
                        HTML(language.kinds(kind.kind)), HTML(String(kind.organizations)),
                        HTML(String(kind.notBegun)), number(kind.invited),
                        HTML(String(kind.received)), rate(kind.rate, kind.isOverInvited),
                    ]
                })
            if status.organizations.contains(where: \.isOverInvited) { overInvited }
        }
    }

    /// What a rate above 100 % means and what to do about it.
    private var overInvited: HTML {
        tag("p", .class("remark")) {
            say(
                "Mer än 100 %: fler svar räknas än antalet inbjudna i organisationslistan."
                    + " Antingen är antalet där för lågt, rätta det då, eller så räknas någon två"
                    + " gånger: en rad utan namn eller nummer på den som svarar ändrades och"
                    + " importerades en gång till. Fråga organisationen.",
                "More than 100 %: more responses count than the roster says were invited."
                    + " Either the number there is too low, then correct it, or somebody is"
                    + " counted twice: a row without a label was changed and imported anew. Ask"
                    + " the organization.")
        }
    }

    /// The cells of an organization's row.
    func cells(_ row: RoundStatus.Organization) -> [HTML] {
        [
            HTML([
                HTML(row.name),
                row.name == row.organization
                    ? .empty : tag("span", .class("row-id")) { " \(row.organization)" },
            ]),
            HTML(language.kind(row.kind)), number(row.invited), HTML(String(row.received)),
            rate(row.rate, row.isOverInvited), number(row.waiting), HTML(String(row.quarantined)),
            time.html(row.lastSync), state(row).html,
        ]
    }

    /// The id of an organization's row.
    static func rowID(_ organization: String) -> String { "o-\(organization)" }

    /// A row as the script puts it in place of the one with its id.
    func row(_ row: RoundStatus.Organization) -> HTML {
        DataTable.row(
            cells(row), id: Self.rowID(row.organization),
            numeric: [false, false, true, true, true, true, true, false, false])
    }

    private func number(_ count: Int?) -> HTML { HTML(count.map(String.init) ?? "–") }

    private func rate(_ share: Double?, _ isOver: Bool) -> HTML {
        guard isOver else { return HTML(language.percent(share)) }
        return HTML([
            HTML(language.percent(share)),
            tag("span", .class("remark")) {
                say(" (fler än inbjudna)", " (more than invited)")
            },
        ])
    }

    private func state(_ row: RoundStatus.Organization) -> StatusTag {
        if row.quarantined > 0 {
            return StatusTag(say("Karantän", "Quarantine"), .attention)
        }
        if (row.waiting ?? 0) > 0 { return StatusTag(say("Svar väntar", "Waiting"), .waiting) }
        if !row.hasAgent, row.received == 0, !status.state.isEnded {
            return StatusTag(say("Ej ansluten", "No agent"), .bad)
        }
        if (row.rate ?? 0) >= 1 { return StatusTag(say("Komplett", "Complete"), .good) }
        // Nothing is under way, or can still begin, once the round takes no more.
        if status.state.isEnded {
            return row.hasBegun
                ? StatusTag(say("Stängd", "Closed"), .neutral)
                : StatusTag(say("Kom inte med", "Took no part"), .neutral)
        }
        return row.hasBegun
            ? StatusTag(say("Pågår", "Under way"), .neutral)
            : StatusTag(say("Inte börjat", "Not begun"), .attention)
    }
}
