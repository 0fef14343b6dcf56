import NIOSSL

/// Serves the form and syncs beside it until the program is asked to end.
struct FormRun {
    /// Where the department's network finds the form.
    struct Network {
        var host: String
        var port: Int
        /// What links and the certificate call this computer.
        var name: String
        /// PEM files of an own certificate and its key.
        var files: (certificate: String, key: String)?
    }

    /// The file with the entry link, for this user alone: opening it opens the form.
    static let entryPath = "open-form.html"
    private static let lockPath = "form.lock"

    let agent: Agent
    /// The folder of the agent's files as it was named, for a sync beside the form.
    let folder: String?
    var port = 0
    var network: Network?
    /// The page that the entry link leads to.
    var startPath = "/"
    /// Whether it is said on the error output when the centre cannot be reached.
    var saysContact = false
    /// Is told once that the form is served: its link, and that of the network.
    var started: (_ link: String, _ entryFile: String, _ network: FormNetwork?) -> Void

    func run() throws {
        StopSignal.install()
        try agent.disk.makeFolder("")
        guard let lock = try agent.disk.lock(Self.lockPath) else {
            throw CollectFault(
                "form-running", "the form of this folder is served already",
                hint: "open the file \(Self.entryPath) in the agent's folder in a browser")
        }
        defer { withExtendedLifetime(lock) {} }
        try agent.spool.recover()
        let server = FormServer()
        let box = FormDeskBox()
        var doors = [
            try server.open(host: "127.0.0.1", port: port, .own, tls: nil, desk: box)
        ]
        defer { server.close(doors) }
        var offer: FormNetwork?
        if let network {
            let (door, made) = try open(network, server, box)
            doors.append(door)
            offer = made
        }
        let site = FormSite(
            agent: agent, key: try FormKey.load(agent), own: .own(port: doors[0].port),
            network: offer, jobs: FormSync.jobs(folder: folder))
        site.startPath = startPath
        let link = site.entryLink
        try place(link)
        defer { try? agent.disk.remove([Self.entryPath]) }
        box.desk = FormDesk(site)
        started(link, Self.entryPath, offer)
        FormSync.watch(folder: folder, saysContact: saysContact)
        while SystemPause().wait(seconds: 3_600) != .stopped {}
    }

    private func open(
        _ network: Network, _ server: FormServer, _ box: FormDeskBox
    ) throws -> (FormServer.Listening, FormNetwork) {
        let certificate =
            try network.files.map {
                try FormCertificate(
                    certificate: try InputFile.read($0.certificate),
                    key: try InputFile.read($0.key))
            } ?? FormCertificate.own(for: network.name, agent)
        let door = try server.open(
            host: network.host, port: network.port, .network, tls: certificate.context, desk: box)
        return (
            door,
            FormNetwork(
                address: .network(name: network.name, port: door.port),
                fingerprint: certificate.fingerprint)
        )
    }

    /// A page that leads on to the link, so that the link is in no list of processes.
    private func place(_ link: String) throws {
        let page = """
            <!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Survey</title>
            <meta http-equiv="refresh" content="0; url=\(link)">
            <p><a href="\(link)">Open the form</a></p></html>

            """
        try agent.disk.place([DiskFile(path: Self.entryPath, bytes: Array(page.utf8))])
    }
}
