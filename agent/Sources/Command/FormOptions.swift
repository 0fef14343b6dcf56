import ArgumentParser

/// The options of the commands that serve the form.
struct FormOptions: ParsableArguments {
    @Option(help: "The port on this computer; 0 takes any that is free.")
    var port = 0

    @Option(
        help: ArgumentHelp(
            "Serve respondents in the department's network, too, over TLS.",
            valueName: "address:port"))
    var listen: String?

    @Option(
        help: ArgumentHelp(
            "What links call this computer (default: the address of --listen).", valueName: "host"))
    var name: String?

    @Option(help: ArgumentHelp("A certificate chain in PEM form.", valueName: "file"))
    var certificate: String?

    @Option(help: ArgumentHelp("Its key in PEM form.", valueName: "file"))
    var key: String?

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("no such port: \(port)") }
        guard (certificate == nil) == (key == nil) else {
            throw ValidationError("--certificate and --key belong together")
        }
        guard let listen else {
            guard name == nil, certificate == nil else {
                throw ValidationError("--name and --certificate belong to --listen")
            }
            return
        }
        guard let (host, _) = Self.parts(listen) else {
            throw ValidationError("--listen takes an address and a port, such as 0.0.0.0:8470")
        }
        guard name != nil || !["0.0.0.0", "::"].contains(host) else {
            throw ValidationError("with --listen \(listen), say with --name what links call it")
        }
    }

    /// The network's door, when there is one.
    var network: FormRun.Network? {
        guard let listen, let (host, port) = Self.parts(listen) else { return nil }
        return FormRun.Network(
            host: host, port: port, name: (name ?? host).lowercased(),
            files: certificate.flatMap { certificate in key.map { (certificate, $0) } })
    }

    private static func parts(_ text: String) -> (String, Int)? {
        guard let colon = text.lastIndex(of: ":"),
            let port = Int(text[text.index(after: colon)...]),
            (0...65_535).contains(port), colon != text.startIndex
        else { return nil }
        let host = text[..<colon].filter { $0 != "[" && $0 != "]" }
        return (host, port)
    }
}
