/// What `open` and `run` say.
enum FormText {
    static func open(_ link: String) -> String {
        """
        The form is here, for you alone:
            \(link)
        """
    }

    static func running(_ file: String) -> String {
        "the form is served; the coordinator opens \(file)"
    }

    static func network(_ network: FormNetwork) -> String {
        """
        respondents: \(network.address.base)
        certificate SHA-256: \(network.fingerprint)
        """
    }

    static let ending = "survey-agent: note: Control-C ends it; everything is saved"
}
