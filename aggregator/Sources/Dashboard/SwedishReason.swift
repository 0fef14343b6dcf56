/// The exact reasons of errors in Swedish, by their English text or else by their code.
///
/// Reasons are written once, in English, where the error is made, for commands and programs too.
/// A phrase stands for all reasons that differ only at its `*`; a test holds that those that the
/// pages' own forms can meet have one.
enum SwedishReason {
    /// English phrases and what they are in Swedish; `*` stands for the same text in both.
    private static let phrases = forms + passwords + tables + cells

    /// A text in both languages; `*` stands for the same text in both.
    typealias Phrase = (english: String, swedish: String)

    private static let forms: [Phrase] = [
        ("no role was chosen", "ingen roll är vald"),
        ("no organization was chosen", "ingen organisation är vald"),
        ("the two new passwords differ", "de två nya lösenorden är olika"),
        ("the file is not text in UTF-8", "filen är inte text i UTF-8"),
        ("no file was chosen and nothing was pasted", "ingen fil är vald och inget är inklistrat"),
        ("that is not a time", "det är ingen tid"),
        ("it would close before it opens", "den skulle stänga innan den öppnar"),
        ("* organizations are chosen", "* organisationer är valda"),
        ("* is not on the roster", "* står inte på organisationslistan"),
        ("organization * is not on the roster of *", "organisationen * står inte på listan för *"),
        (
            "the roster was corrected since it was looked at",
            "organisationslistan har rättats sedan du såg den"
        ),
        (
            "an organization goes with the role organization and with no other",
            "en organisation hör till rollen Organisation och ingen annan"
        ),
        ("that is not a name to sign in with", "det namnet går inte att logga in med"),
        ("* is the last administrator", "* är den sista administratören"),
        ("there is no round *", "det finns ingen mätning *"),
        ("there is no account *", "det finns inget konto *"),
        ("there is no agent *", "det finns ingen agent *"),
        ("there is no response *", "det finns inget svar *"),
        ("there is no webhook *", "det finns ingen webhook *"),
        ("there is no benchmark *", "det finns inget jämförelsetal *"),
        ("the round * has no snapshot", "mätningen * har ingen sammanställning"),
        ("a reason is 1 to * bytes of text on one line", "ett skäl är en rad på högst * tecken"),
        ("that is not an https address", "det är ingen https-adress"),
        ("the address is told already", "adressen underrättas redan"),
        ("there are * webhooks", "det finns redan * webhooks"),
        ("a label is 1 to * bytes of text", "en beskrivning är en text på högst * tecken"),
        (
            "a token has at least one scope and ends within 366 days",
            "en nyckel har minst en omfattning och gäller högst 366 dagar"
        ),
    ]

    private static let passwords: [Phrase] = [
        ("that password cannot be used: it has fewer than * characters", "det har under * tecken"),
        ("that password cannot be used: it has more than * bytes", "det har över * byte"),
        (
            "that password cannot be used: it has fewer than five different characters",
            "det har färre än fem olika tecken"
        ),
        (
            "that password cannot be used: it repeats one short part",
            "det upprepar en kort del"
        ),
        (
            "that password cannot be used: it follows the order of the keyboard or alphabet",
            "det följer tangentbordets eller alfabetets ordning"
        ),
        (
            "that password cannot be used: it is made of words and numbers that are tried first",
            "det består av ord och tal som gissas först"
        ),
        (
            "that password cannot be used: it is little more than a name that others know: of the"
                + " group, the organization, the server or the user",
            "det är inte mycket mer än ett namn som andra känner till: koncernens,"
                + " organisationens, serverns eller ditt eget"
        ),
    ]

    private static let tables: [Phrase] = [
        ("the file is empty", "filen är tom"),
        ("there is no organization", "det finns ingen organisation"),
        ("there is no value", "det finns inget värde"),
        ("the column `*` is missing", "kolumnen `*` saknas"),
        (
            "`*` is not a column of a roster, or is there twice; the columns are *",
            "`*` är ingen kolumn i en organisationslista, eller finns två gånger; kolumnerna är *"
        ),
        ("the header is not `*`", "rubrikraden är inte `*`"),
        ("the row has more fields than the header", "raden har fler fält än rubrikraden"),
        ("the row has * fields, not *", "raden har * fält, inte *"),
        ("a quotation mark is never closed", "ett citattecken saknar sitt slut"),
        (
            "something follows a closing quotation mark",
            "något står efter ett avslutande citattecken"
        ),
        (
            "a quotation mark inside an unquoted field",
            "ett citattecken i ett fält som inte är inom citattecken"
        ),
        (
            "the text is not UTF-8; save the file as CSV UTF-8",
            "texten är inte UTF-8; spara filen som CSV UTF-8"
        ),
        ("and * more", "och * till"),
    ]

    private static let cells: [Phrase] = [
        (
            "email: it is not one mail address such as name@example.org",
            "email: det är inte en e-postadress som namn@example.org"
        ),
        ("*: `*` is not a whole number", "*: `*` är inget heltal"),
        ("id: `*` occurs twice; keep one row of it", "id: `*` finns två gånger; behåll en rad"),
        (
            "*: the * is no identifier; use letters A–Z, digits, `.`, `_` and `-`, a letter or "
                + "digit first, at most * in all",
            "*: * är inget id; använd A–Z, siffror, `.`, `_` och `-`, först en bokstav eller "
                + "siffra, högst * tecken"
        ),
        (
            "*: the * is empty; write one, of letters A–Z, digits, `.`, `_` and `-`",
            "*: * är tomt; skriv ett id av A–Z, siffror, `.`, `_` och `-`"
        ),
        ("name: the name is empty; write its name", "name: namnet är tomt; skriv det"),
        (
            "parent: no organization is called `*`; add it to the roster, or correct the parent",
            "parent: ingen organisation heter `*`; lägg till den eller rätta parent"
        ),
        (
            "parent: the organization is above itself; let one of the organizations above it "
                + "have no parent",
            "parent: organisationen står över sig själv; låt en av dem ovanför vara utan parent"
        ),
        (
            "*: * is out of range; write a number from 0 to *, or leave it empty",
            "*: * går inte; skriv ett tal från 0 till *, eller lämna tomt"
        ),
        ("* is empty", "* är tomt"), ("`*` is not a year", "`*` är inget årtal"),
        ("`*` is not a number of organizations", "`*` är inget antal organisationer"),
        ("`*` is not a number from 0 to 100", "`*` är inget tal från 0 till 100"),
        (
            "the node `*` has two values in this benchmark",
            "delen `*` har två värden i samma jämförelse"
        ),
    ]

    /// A reason in Swedish; nil when no phrase fits it.
    static func text(_ reason: String) -> String? {
        // A place in a file such as `roster:3:2: ` stays in front.
        let pieces = reason.split(separator: ": ", maxSplits: 1).map(String.init)
        if pieces.count == 2, place(pieces[0]), let rest = text(pieces[1]) {
            return "\(pieces[0]): \(rest)"
        }
        return text(reason, of: phrases)
    }

    /// A text in Swedish by the first phrase that fits it; nil when none does.
    static func text(_ text: String, of phrases: [Phrase]) -> String? {
        for phrase in phrases {
            if let values = values(of: text, in: phrase.english) {
                return filled(phrase.swedish, with: values)
            }
        }
        return nil
    }

    private static func place(_ text: String) -> Bool {
        let parts = text.split(separator: ":")
        return parts.count == 3 && parts.dropFirst().allSatisfy { Int($0) != nil }
    }

    /// What stands in a reason for each `*` of a phrase; nil when they are not the same.
    private static func values(of reason: String, in phrase: String) -> [Substring]? {
        let parts = phrase.split(separator: "*", omittingEmptySubsequences: false)
        guard reason.hasPrefix(parts[0]) else { return nil }
        var rest = reason.dropFirst(parts[0].count)
        var values: [Substring] = []
        for (index, part) in parts.enumerated().dropFirst() {
            let isLast = index == parts.count - 1
            if isLast {
                guard rest.hasSuffix(part) else { return nil }
                values.append(rest.dropLast(part.count))
                rest = ""
            } else {
                guard let range = rest.firstRange(of: part) else { return nil }
                values.append(rest[..<range.lowerBound])
                rest = rest[range.upperBound...]
            }
        }
        return rest.isEmpty ? values : nil
    }

    private static func filled(_ phrase: String, with values: [Substring]) -> String {
        var text = ""
        for (index, part) in phrase.split(separator: "*", omittingEmptySubsequences: false)
            .enumerated()
        {
            if index > 0 { text += index <= values.count ? String(values[index - 1]) : "" }
            text += part
        }
        return text
    }
}
