/// What surrounds the content of every page of a site.
package struct Frame: Sendable {
    /// An entry of the navigation.
    package struct Entry: Hashable, Sendable {
        /// What it is called.
        package let title: String
        /// Where it leads.
        package let path: String

        /// An entry.
        package init(_ title: String, path: String) {
            self.title = title
            self.path = path
        }
    }

    /// The site's name, at the top of every page.
    package var site: String
    /// Where the name leads.
    package var homePath = "/"
    /// Whose site it is, such as the organization's name.
    package var owner: String?
    /// Who is signed in and the way out.
    package var account: HTML = .empty
    /// The main pages; none for a form that has one way only.
    package var navigation: [Entry] = []
    /// The path of the navigation's entry that the page belongs to.
    package var currentPath: String?
    /// Where each language's version of the page is; none when it cannot be switched.
    package var languagePaths: [(language: Language, path: String)] = []
    /// Always on top: what is saved, what waits, what to do.
    package var status: HTML = .empty
    /// The site's script files, loaded after the page.
    package var scripts: [String] = []
    /// The line at the foot.
    package var foot: HTML = .empty

    /// A frame for a site.
    package init(site: String) {
        self.site = site
    }
}
