/// A form that changes something: always sent with POST and the session's token.
package struct ActionForm: Markup {
    /// The field of the token that shows that the form came from a page of this session.
    package static let tokenField = "token"

    private let path: String
    private let token: String
    private let attributes: [Attribute]
    private let content: HTML

    /// A form with its fields and buttons.
    ///
    /// - Parameters:
    ///   - path: where it is sent.
    ///   - token: the session's token against forged requests.
    ///   - attributes: such as an id for a script.
    package init(
        to path: String, token: String, _ attributes: Attribute...,
        @HTMLBuilder content: () -> HTML
    ) {
        self.init(to: path, token: token, all: attributes, content: content)
    }

    /// The same with the attributes in a list.
    package init(
        to path: String, token: String, all attributes: [Attribute],
        @HTMLBuilder content: () -> HTML
    ) {
        self.path = path
        self.token = token
        self.attributes = attributes
        self.content = content()
    }

    /// The form.
    package var html: HTML {
        HTML(
            element: "form",
            [Attribute("method", "post"), .action(path), Attribute("accept-charset", "utf-8")]
                + attributes,
            content: HTML([
                void(
                    "input", Attribute("type", "hidden"), Attribute("name", Self.tokenField),
                    Attribute("value", token)),
                content,
            ]))
    }
}
