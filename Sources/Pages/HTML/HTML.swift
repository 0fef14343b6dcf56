/// HTML that is safe to send as it is: every text was escaped when it went in.
///
/// **How to write a page.** A page is a value. Build its parts with `tag`, with the components of
/// this module (`Notice`, `ChoiceGroup`, `DataTable`, …), or with plain strings, which are text
/// and are escaped. Then put them into a `Page` and send `page.html.source` as UTF-8 together with
/// the headers of `Look.headers`:
///
/// ```swift
/// let page = Page(title: "Rounds", language: .english, frame: frame) {
///     Notice(.success, title: "Saved") { "Everything is on the disk." }
///     tag("p") { "Hello, \(name)" }          // `name` may hold anything
///     for round in rounds {
///         tag("p", .class("lead")) { Link(round.title, to: "/rounds/\(round.id)") }
///     }
/// }
/// ```
///
/// There is no way to put a string in without escaping it; `HTML(trusted:)` takes literals only.
/// Names of elements and attributes are literals, too. Links go nowhere but to pages
/// (`Attribute.href`), and there are no inline styles or scripts: the policy in `Look.headers`
/// forbids them, so what looks different has a class in `look.css`.
package struct HTML: Hashable, Sendable {
    /// The markup.
    package private(set) var source: String

    /// Nothing.
    package static let empty = HTML(trusted: "")

    /// A text; what has a meaning in HTML is escaped.
    package init(_ text: String) {
        source = Self.escaped(text)
    }

    /// Markup written in the program's source; it cannot come from anywhere else.
    package init(trusted literal: StaticString) {
        source = literal.description
    }

    /// Parts one after another.
    package init(_ parts: [HTML]) {
        source = parts.map(\.source).joined()
    }

    /// An element with its attributes and content; `nil` content is a void element.
    init(element name: StaticString, _ attributes: [Attribute], content: HTML?) {
        var source = "<\(name)"
        for attribute in attributes { source += attribute.source }
        source += ">"
        if let content { source += "\(content.source)</\(name)>" }
        self.source = source
    }

    /// A whole document.
    init(document: HTML) {
        source = "<!DOCTYPE html>\n\(document.source)\n"
    }

    /// The shared look as an element, for a page that is a file of its own.
    static var style: HTML {
        var html = HTML.empty
        html.source = "<style>\(String(decoding: Look.stylesheet, as: UTF8.self))</style>"
        return html
    }

    /// The text with the five characters that have a meaning in HTML replaced, and without the
    /// control characters that no document may hold.
    static func escaped(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            default:
                guard scalar.value >= 0x20, !(0x7F..<0xA0).contains(scalar.value) else { continue }
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

/// Something that a page can hold.
package protocol Markup {
    /// Its markup.
    var html: HTML { get }
}

extension HTML: Markup {
    /// Itself.
    package var html: HTML { self }
}

extension String: Markup {
    /// The text, escaped.
    package var html: HTML { HTML(self) }
}

/// An element with its content.
package func tag(
    _ name: StaticString, _ attributes: Attribute..., @HTMLBuilder content: () -> HTML
) -> HTML {
    HTML(element: name, attributes, content: content())
}

/// An element that has no content by its nature, such as `input` or `br`.
package func void(_ name: StaticString, _ attributes: Attribute...) -> HTML {
    HTML(element: name, attributes, content: nil)
}
