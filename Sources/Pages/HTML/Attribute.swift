/// An attribute of an element: the name is a literal, the value is escaped.
package struct Attribute: Hashable, Sendable {
    /// As it stands in the element, with the space before it.
    let source: String

    /// An attribute with a value.
    ///
    /// - Precondition: it is no event handler; the pages have no inline scripts.
    package init(_ name: StaticString, _ value: String) {
        precondition(!name.description.hasPrefix("on"), "scripts are files, not attributes")
        source = " \(name)=\"\(HTML.escaped(value))\""
    }

    private init(source: String) {
        self.source = source
    }

    /// An attribute without a value, such as `required`; absent when the condition is false.
    package static func flag(_ name: StaticString, if condition: Bool = true) -> Attribute {
        Attribute(source: condition ? " \(name)" : "")
    }

    /// An attribute that is absent when there is no value.
    package static func optional(_ name: StaticString, _ value: String?) -> Attribute {
        value.map { Attribute(name, $0) } ?? Attribute(source: "")
    }

    /// The classes of `look.css`.
    package static func `class`(_ names: String) -> Attribute { Attribute("class", names) }

    /// An id, unique on the page.
    package static func id(_ id: String) -> Attribute { Attribute("id", id) }

    /// Where a link leads; anything but a page of this site or one over HTTPS leads nowhere.
    package static func href(_ target: String) -> Attribute {
        Attribute("href", isPage(target) ? target : "#")
    }

    /// Where a form is sent; only to this site.
    package static func action(_ target: String) -> Attribute {
        Attribute("action", isLocal(target) ? target : "#")
    }

    /// Where an image or script of this site is.
    package static func src(_ target: String) -> Attribute {
        Attribute("src", isLocal(target) ? target : "#")
    }

    /// Whether a target is a path, query or place of this site.
    static func isLocal(_ target: String) -> Bool {
        guard let first = target.first, !target.contains("\\") else { return false }
        if first == "/" { return !target.hasPrefix("//") }
        return first == "#" || first == "?"
    }

    private static func isPage(_ target: String) -> Bool {
        isLocal(target) || target.hasPrefix("https://")
    }
}
