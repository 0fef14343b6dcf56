/// Shapes of SVG, with numbers as SVG reads them and looks that `look.css` knows.
enum Shape {
    /// A place in a drawing, from its upper left corner.
    struct Point: Hashable, Sendable {
        let x: Double
        let y: Double

        init(_ x: Double, _ y: Double) {
            self.x = x
            self.y = y
        }
    }

    /// A number with at most one decimal and a plain minus sign.
    static func number(_ value: Double) -> String {
        let text = Language.english.number(abs(value), decimals: 1)
        return value < 0 && text != "0.0" ? "-\(text)" : text
    }

    /// A rectangle by two opposite corners.
    static func box(_ look: String, _ first: Point, _ second: Point) -> HTML {
        tag(
            "rect", .class(look), Attribute("x", number(min(first.x, second.x))),
            Attribute("y", number(min(first.y, second.y))),
            Attribute("width", number(abs(second.x - first.x))),
            Attribute("height", number(abs(second.y - first.y)))
        ) { "" }
    }

    /// A straight line.
    static func line(_ look: String, _ from: Point, _ to: Point) -> HTML {
        tag(
            "line", .class(look), Attribute("x1", number(from.x)), Attribute("y1", number(from.y)),
            Attribute("x2", number(to.x)), Attribute("y2", number(to.y))
        ) { "" }
    }

    /// Lines from each place to the next.
    static func path(_ look: String, _ points: [Point]) -> HTML {
        tag("polyline", .class(look), Attribute("points", list(points))) { "" }
    }

    /// A text that begins at a place; its look says where the place is within it.
    static func text(_ look: String, _ place: Point, _ text: String) -> HTML {
        tag(
            "text", .class(look), Attribute("x", number(place.x)), Attribute("y", number(place.y))
        ) { text }
    }

    /// A mark for a figure, a different form for each look, so that no color is needed.
    static func dot(_ look: Chart.Look, _ place: Point, radius: Double = 6) -> HTML {
        switch look {
        case .first, .fourth:
            return tag(
                "circle", .class(look.name), Attribute("cx", number(place.x)),
                Attribute("cy", number(place.y)), Attribute("r", number(radius))
            ) { "" }
        case .second:
            let half = radius * 0.9
            return box(
                look.name, Point(place.x - half, place.y - half),
                Point(place.x + half, place.y + half))
        case .third:
            let reach = radius * 1.25
            let corners = [
                Point(place.x, place.y - reach), Point(place.x + reach, place.y),
                Point(place.x, place.y + reach), Point(place.x - reach, place.y),
            ]
            return tag("polygon", .class(look.name), Attribute("points", list(corners))) { "" }
        }
    }

    private static func list(_ points: [Point]) -> String {
        points.map { "\(number($0.x)),\(number($0.y))" }.joined(separator: " ")
    }

    /// A text in lines of so many characters, broken between words; what does not fit ends in `…`.
    static func lines(_ text: String, columns: Int, maximum: Int = 3) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if line.isEmpty {
                line = String(word)
            } else if line.count + word.count < columns {
                line += " \(word)"
            } else {
                lines.append(line)
                line = String(word)
            }
        }
        lines.append(line)
        lines = lines.map { $0.count > columns + 3 ? String($0.prefix(columns)) + "…" : $0 }
        guard lines.count > maximum else { return lines }
        let last = lines[maximum - 1]
        return Array(lines.prefix(maximum - 1)) + [last.hasSuffix("…") ? last : last + " …"]
    }
}
