/// Makes HTML of the statements in braces: texts, elements, components, `if` and `for`.
@resultBuilder
package enum HTMLBuilder {
    /// A text, element or component.
    package static func buildExpression(_ part: some Markup) -> HTML { part.html }

    /// A part that may be absent.
    package static func buildExpression(_ part: (some Markup)?) -> HTML { part?.html ?? .empty }

    /// Statements one after another.
    package static func buildBlock(_ parts: HTML...) -> HTML { HTML(parts) }

    /// An `if` without `else`.
    package static func buildOptional(_ part: HTML?) -> HTML { part ?? .empty }

    /// The first branch.
    package static func buildEither(first part: HTML) -> HTML { part }

    /// The second branch.
    package static func buildEither(second part: HTML) -> HTML { part }

    /// A loop.
    package static func buildArray(_ parts: [HTML]) -> HTML { HTML(parts) }
}
