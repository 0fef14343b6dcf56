import Pages
import Testing

@Suite("Components say what they are")
struct ComponentTests {
    private var page: String {
        var frame = Frame(site: "Survey")
        frame.navigation = [Frame.Entry("Status", path: "/status")]
        frame.currentPath = "/status"
        frame.languagePaths = [(.swedish, "?language=sv"), (.english, "?language=en")]
        return Page(title: "Status", language: .english, frame: frame) { tag("h1") { "Status" } }
            .html.source
    }

    @Test("a rate is whole percent, unknown, or marked above 100 %, also by less than half of one")
    func rates() {
        #expect(ResponseRate(0.754).html(.english).source == "75 %")
        #expect(ResponseRate(nil).html(.swedish).source == "okänd")
        #expect(
            ResponseRate(1.26).html(.swedish).source
                == "126 %<span class=\"remark\"> (fler än inbjudna)</span>")
        #expect(ResponseRate(1.001).mark(.english) == "more than invited")
        #expect(ResponseRate(1).mark(.english) == nil)
    }

    @Test("a page has its language, a title, landmarks and a way past them")
    func landmarks() {
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
        #expect(page.contains("<title>Status – Survey</title>"))
        #expect(page.contains("<a class=\"skip\" href=\"#main\">"))
        #expect(page.contains("<main id=\"main\""))
        #expect(page.contains("<a href=\"/status\" aria-current=\"page\">"))
        #expect(page.contains("lang=\"sv\" hreflang=\"sv\">Svenska</a>"))
        #expect(!page.contains("style="))
    }

    @Test("every choice is a labeled radio button of a named group, apart when it is no step")
    func choices() {
        let source = ChoiceGroup(
            "a.1", question: "Is it so?".html,
            choices: [
                .init("1", label: "No"), .init("2", label: "Yes"),
                .init("dont-know", label: "Don't know", isApart: true),
            ]
        ).with { $0.chosen = "2" }.html.source
        #expect(source.contains("<legend>Is it so?</legend>"))
        #expect(source.components(separatedBy: "type=\"radio\"").count == 4)
        #expect(source.contains("value=\"2\" checked>"))
        let apart = source.components(separatedBy: "class=\"apart\"")
        #expect(apart.count == 2 && apart[1].contains("Don&#39;t know"))
    }

    @Test("a field names its hint and its error")
    func fields() {
        let source = TextField("label", label: "Name").with {
            $0.hint = "Any name"
            $0.error = "Too long"
        }.html.source
        #expect(source.contains("<label for=\"label\">Name</label>"))
        #expect(source.contains("aria-describedby=\"label-hint label-error\""))
        #expect(source.contains("aria-invalid=\"true\""))
    }

    @Test("a form carries the session's token")
    func token() {
        let source = ActionForm(to: "/x", token: "secret") { Button("Send") }.html.source
        #expect(source.contains("method=\"post\" action=\"/x\""))
        #expect(source.contains("name=\"token\" value=\"secret\""))
    }

    @Test("a chart writes its numbers out in the reader's language")
    func chart() {
        let source = BarChart(
            "Profile",
            bars: [.init("All", value: 61.26), .init("Part", value: nil, absence: "hidden")],
            titles: ("Part", "Score"), language: .swedish
        ).html.source
        #expect(source.contains("61 %"))
        #expect(source.contains("width=\"61.26\""))
        #expect(source.contains("hidden"))
    }

    @Test("a chart has a column for each figure to compare with, and marks of different form")
    func comparison() {
        let source = BarChart(
            "Profile",
            bars: [
                .init("All", value: 61.26, others: [.init(50), .init(40.4)]),
                .init("Part", value: 10, others: [.init(nil, absence: "hidden"), .init(30)]),
                .init("Rest", value: 20),
            ],
            titles: ("Part", "You"),
            columns: [.init("Group", mark: .line), .init("Last", mark: .broken), .init("Kind")],
            language: .english
        ).html.source
        #expect(source.contains("Group</th>") && source.contains("Kind</th>"))
        #expect(source.contains("50 %") && source.contains("40 %") && source.contains("hidden"))
        #expect(source.components(separatedBy: "bar-mark-line").count == 3)
        #expect(source.components(separatedBy: "bar-mark-broken").count == 10)
        #expect(source.components(separatedBy: ">–</td>").count == 6)
    }

    @Test("numbers have the language's decimal sign")
    func numbers() {
        #expect(Language.swedish.number(-1.25, decimals: 1) == "−1,3")
        #expect(Language.english.number(0.04, decimals: 2) == "0.04")
        #expect(Language.english.number(-0.001, decimals: 1) == "0.0")
        #expect(Language.english.number(.nan) == "–")
    }

    @Test(
        "the browser's first language that is spoken here is chosen",
        arguments: [
            ("sv-SE,sv;q=0.9,en;q=0.8", Language.swedish), ("de,en-GB;q=0.7", .english),
            ("", .english), ("nb-NO", .swedish),
        ])
    func preferred(header: String, expected: Language) {
        #expect(Language.preferred(header) == expected)
    }

    @Test("the style sheet and headers allow nothing from elsewhere")
    func look() {
        let css = String(decoding: Look.stylesheet, as: UTF8.self)
        #expect(css.contains(".question") && !css.contains("http") && !css.contains("@import"))
        let policy = Look.headers.first { $0.name == "content-security-policy" }?.value ?? ""
        #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
        #expect(Look.stylesheetPath.hasSuffix(".css"))
    }
}

extension String {
    fileprivate func components(separatedBy separator: String) -> [Substring] {
        var parts: [Substring] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            parts.append(rest[..<range.lowerBound])
            rest = rest[range.upperBound...]
        }
        return parts + [rest]
    }
}
