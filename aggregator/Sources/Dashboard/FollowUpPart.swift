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
            figure(ResponseRate(status.rate).figure(language), basis)
            figure(
                "\(status.organizations.count - status.notBegun)",
                say(
                    "av \(status.organizations.count) organisationer har börjat",
                    "of \(status.organizations.count) organizations have begun"))
            figure("\(status.waiting)", say("väntar hos organisationer", "wait at organizations"))
            figure("\(status.quarantined)", say("i karantän", "in quarantine"))
        }
    }

    /// What the rate is of, marked when it is above 100 %.
    private var basis: String {
        let (received, all) = (status.received, status.organizations.count)
        if status.mode == .joint {
            let given = language.count(
                received, swedish: ("gemensamt svar", "gemensamma svar"),
                english: ("joint response", "joint responses"))
            return given + say(" av \(all) organisationer", " of \(all) organizations")
        }
        guard let invited = status.invited else {
            return say("\(received) svar", "\(received) responses")
        }
        let mark = ResponseRate(status.rate).mark(language).map { ": \($0)" } ?? ""
        return say(
            "\(received) svar av \(invited) inbjudna",
            "\(received) responses of \(invited) invited") + mark
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
            if status.hasOverInvited { ResponseRate.explanation(language) }
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
        ResponseRate(share, isOver: isOver).html(language)
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
