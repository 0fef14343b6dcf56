/// A response rate as people read it: whole percent, `unknown`, and never above 100 % unmarked.
package struct ResponseRate: Sendable {
    private let share: Double?
    private let isOver: Bool

    /// A rate.
    /// - Parameters:
    ///   - share: responses by people invited; nil when it is unknown.
    ///   - isOver: whether more responses count than were invited; nil to see it by the share.
    package init(_ share: Double?, isOver: Bool? = nil) {
        self.share = share
        self.isOver = isOver ?? ((share ?? 0) > 1)
    }

    /// Whole percent, or that it is unknown.
    package func figure(_ language: Language) -> String {
        share.map { "\(language.number($0 * 100)) %" } ?? language.say("okänd", "unknown")
    }

    /// The mark behind a figure above 100 %; nil when there is none.
    package func mark(_ language: Language) -> String? {
        isOver ? language.say("fler än inbjudna", "more than invited") : nil
    }

    /// The figure and its mark.
    package func html(_ language: Language) -> HTML {
        guard let mark = mark(language) else { return HTML(figure(language)) }
        return HTML([
            HTML(figure(language)), tag("span", .class("remark")) { " (\(mark))" },
        ])
    }

    /// What the mark means and what to do about it.
    package static func explanation(_ language: Language) -> HTML {
        tag("p", .class("remark")) {
            language.say(
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
}
