import Dispatch

/// Where requests are answered: one after another, on one queue, away from the network's thread,
/// since answering waits for the disk.
///
/// Sendable, because the site is touched on the queue alone.
final class FormDesk: @unchecked Sendable {
    private let queue = DispatchQueue(label: "survey-agent.form")
    private let site: FormSite

    /// A desk that takes over the site.
    init(_ site: consuming FormSite) {
        self.site = site
    }

    /// Answers a request; the reply is handed over on the desk's queue.
    func answer(_ request: FormRequest, _ reply: @escaping @Sendable (FormReply) -> Void) {
        queue.async { [self] in reply(site.answer(request)) }
    }
}
