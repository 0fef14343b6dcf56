/// A short word about a state; the word says it, the color only helps.
package struct StatusTag: Markup {
    /// What the state means for the reader.
    package enum Tone: String, Sendable {
        /// Nothing to do.
        case good
        /// On its way.
        case waiting
        /// A person should look.
        case attention
        /// Something is wrong.
        case bad
        /// Neither.
        case neutral
    }

    private let text: String
    private let tone: Tone

    /// A tag.
    package init(_ text: String, _ tone: Tone) {
        self.text = text
        self.tone = tone
    }

    /// The tag.
    package var html: HTML {
        tag("span", .class("tag tag-\(tone.rawValue)")) { text }
    }
}
