import Pages
import Testing

@Suite("HTML is escaped")
struct HTMLTests {
    private let hostile = "<script>alert('x')</script> & \"quotes\"\u{0}\u{1B}"

    @Test("a text cannot become markup")
    func text() {
        let source = tag("p") { hostile }.source
        #expect(
            source == "<p>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; "
                + "&quot;quotes&quot;</p>")
    }

    @Test("an attribute's value cannot end the attribute")
    func attribute() {
        let source = void("input", Attribute("value", "\"><script>")).source
        #expect(source == "<input value=\"&quot;&gt;&lt;script&gt;\">")
    }

    @Test(
        "a link leads to pages only",
        arguments: [
            ("/rounds", "/rounds"), ("#main", "#main"),
            ("https://example.org/", "https://example.org/"),
            ("javascript:alert(1)", "#"), ("//evil.example", "#"), ("/\\evil.example", "#"),
            ("data:text/html,x", "#"), ("", "#"),
        ])
    func links(target: String, expected: String) {
        #expect(Link("x", to: target).html.source == "<a href=\"\(expected)\">x</a>")
    }

    @Test("a form goes to this site only")
    func forms() {
        let source = ActionForm(to: "https://example.org/", token: "t") { "" }.html.source
        #expect(source.contains("action=\"#\""))
    }

    @Test("absent attributes and parts leave nothing behind")
    func absent() {
        let none: String? = nil
        let source = tag("p", .optional("class", nil), .flag("hidden", if: false)) {
            none
            if none != nil { "never" }
        }.source
        #expect(source == "<p></p>")
    }

    @Test("loops and branches keep their order")
    func order() {
        let source = tag("ul") {
            for number in 1...3 {
                if number == 2 { tag("li") { "two" } } else { tag("li") { "\(number)" } }
            }
        }.source
        #expect(source == "<ul><li>1</li><li>two</li><li>3</li></ul>")
    }
}
