import SurveyProtocol
import Testing

@testable import SurveyAgent

@Suite("What results of libcurl and statuses of HTTP mean")
struct TablesTests {
    @Test(
        "Results that may pass are tried again",
        arguments: [5, 6, 7, 16, 18, 28, 35, 52, 55, 56, 92, 95, 96])
    func retried(result: Int) {
        let fault = CurlTable.fault(result: result, text: "connection lost", server: "s")
        #expect(fault.disposition == .retry)
        #expect(fault.exit == .unreachable)
    }

    @Test(
        "Results that only a person can change stop the sync",
        arguments: [3, 43, 48, 58, 60, 61, 77, 83, 90, 91, 97, 98])
    func stopped(result: Int) {
        let fault = CurlTable.fault(result: result, text: "something", server: "s")
        #expect(fault.disposition == .stop)
        #expect(!fault.reason.isEmpty && !fault.hint.isEmpty)
    }

    @Test(
        "A refused certificate stops the sync, wherever libcurl reports it",
        arguments: [35, 55, 56],
        [
            "error:0A000412:SSL routines::sslv3 alert bad certificate",
            "OpenSSL SSL_read: error:0A000418:SSL routines::tlsv1 alert unknown ca, errno 0",
            "error:0A000415:SSL routines::sslv3 alert certificate expired",
            "error:0A000414:SSL routines::sslv3 alert certificate revoked",
            "error:0A00045C:SSL routines::tlsv13 alert certificate required",
            "BoringSSL: SSLV3_ALERT_CERTIFICATE_UNKNOWN",
        ])
    func refusedCertificate(result: Int, text: String) {
        let fault = CurlTable.fault(result: result, text: text, server: "s")
        #expect(fault.disposition == .stop)
        #expect(fault.exit == .notPermitted)
    }

    @Test(
        "Other alerts are lost connections",
        arguments: ["SSL alert number 80: tlsv1 alert internal error", "certificate", ""])
    func otherAlerts(text: String) {
        #expect(CurlTable.fault(result: 56, text: text, server: "s").disposition == .retry)
    }

    @Test("Statuses that may pass are tried again", arguments: [408, 425, 429, 500, 502, 503, 504])
    func retriedStatus(status: Int) {
        let fault = HTTPTable.fault(for: TransportReply(status: status), server: "s")
        #expect(fault.disposition == .retry)
    }

    @Test(
        "Statuses that only a person can change stop the sync",
        arguments: [400, 401, 403, 404, 409, 413, 415, 422])
    func stoppedStatus(status: Int) {
        let fault = HTTPTable.fault(for: TransportReply(status: status), server: "s")
        #expect(fault.disposition == .stop)
        // Only the server's own problem document says that an agent is not permitted.
        #expect((fault.exit == .unreachable) == (status == 401 || status == 403))
        #expect(fault.reason.contains("on the way to s"))
    }

    @Test(
        "A page with a status that refuses is said to be somebody else's and not the centre's word",
        arguments: [401, 403, 404, 502, 503])
    func pages(status: Int) {
        let reply = TransportReply(
            status: status, body: Array("<html>Forbidden</html>".utf8),
            headers: ["content-type": "text/html; charset=utf-8"])
        let fault = HTTPTable.fault(for: reply, server: "centre:8443")
        #expect(fault.code == "http-\(status)")
        #expect(fault.reason.hasPrefix("something on the way to centre:8443, such as a proxy"))
        #expect(fault.reason.contains("(HTTP \(status), text/html)"))
        #expect(fault.hint.contains("your IT") && fault.hint.contains("the central team"))
    }

    @Test("Where no connection to a proxy comes about, the proxy is named and not the centre")
    func proxyOutage() {
        let proxy = "http://proxy:3128 (https_proxy)"
        for (result, text) in [
            (5, "Could not resolve proxy: proxy"),
            (7, "Failed to connect to proxy port 3128 after 0 ms: Couldn't connect to server"),
            (28, "Failed to connect to proxy port 3128 after 9 ms: Timeout was reached"),
        ] {
            let fault = CurlTable.fault(result: result, text: text, server: "s", proxy: proxy)
            #expect(fault.code == "curl-\(result)" && fault.disposition == .retry)
            #expect(fault.reason.hasPrefix("cannot reach the proxy \(proxy) on the way to s ("))
            #expect(fault.hint.contains("your IT can mend it") && fault.exit == .unreachable)
        }
        let behind = CurlTable.fault(
            result: 28, text: "Operation timed out", server: "s", proxy: proxy)
        #expect(behind.reason.hasPrefix("cannot reach s through the proxy \(proxy) ("))
        let straight = CurlTable.fault(result: 7, text: "refused", server: "s")
        #expect(straight.reason == "cannot reach s (refused)")
        #expect(straight.hint.hasSuffix("`survey-agent sync` tries again"))
        #expect(straight.hintMeanwhile.hasSuffix("it is tried again by itself"))
    }

    @Test(
        "A redirect and an unexpected 200 are a captive portal",
        arguments: [200, 204, 302, 307, 511])
    func captivePortal(status: Int) {
        let fault = HTTPTable.fault(for: TransportReply(status: status), server: "s")
        #expect(fault.kind == .captivePortal)
        #expect(fault.disposition == .retry)
    }

    @Test("A transfer that the program itself ended is no fault of the network")
    func interruption() {
        let fault = CurlTable.fault(result: 42, text: "Callback aborted", server: "centre")
        #expect(fault == .interrupted && fault.exit == .failed)
    }

    @Test("A problem document counts more than its status, and unknown codes go by the status")
    func problems() {
        func fault(_ status: Int, _ json: String) -> TransportFault {
            HTTPTable.fault(
                for: TransportReply(
                    status: status, body: Array(json.utf8),
                    headers: ["content-type": MediaType.problem]), server: "s")
        }
        #expect(fault(400, #"{"code":"digest-mismatch"}"#).disposition == .retry)
        #expect(fault(409, #"{"code":"round-not-open"}"#).disposition == .retry)
        #expect(fault(403, #"{"code":"agent-revoked"}"#).exit == .notPermitted)
        #expect(fault(503, #"{"code":"a-new-code","title":"New."}"#).disposition == .retry)
        #expect(fault(422, #"{"code":"a-new-code"}"#).disposition == .stop)
        #expect(fault(403, "no json").disposition == .stop)
    }

    @Test("A date in Retry-After counts from the answer's own date, in every form of HTTP")
    func retryDates() {
        func seconds(_ text: String, date: String? = "Sun, 06 Nov 1994 08:49:37 GMT") -> Double? {
            var reply = TransportReply(status: 503, headers: ["retry-after": text])
            reply.headers["date"] = date
            return HTTPTable.fault(for: reply, server: "s").retryAfterSeconds
        }
        #expect(seconds("Sun, 06 Nov 1994 08:51:37 GMT") == 120)
        #expect(seconds("Sunday, 06-Nov-94 08:51:37 GMT") == 120)
        #expect(seconds("Sun Nov  6 08:51:37 1994") == 120)
        #expect(seconds("Mon, 07 Nov 1994 08:49:37 GMT") == 86_400)
        #expect(seconds("Sun, 06 Nov 1994 08:00:00 GMT") == 0)
        #expect(seconds("Sun, 06 Nov 1994 08:51:37 GMT", date: nil) == nil)
        #expect(seconds("Sun, 06 Nov 1994 08:51:37 GMT", date: "now") == nil)
        #expect(seconds("120", date: nil) == 120)
        for text in ["", "-5", "soon", "7.5", "1994-11-06"] { #expect(seconds(text) == nil) }
    }

    @Test("The proxy is the one that was named, and is shown without its password")
    func proxies() {
        let environment = ["https_proxy": "http://env:1", "no_proxy": "inside"]
        func choose(_ option: String?, _ file: String?) -> ProxyChoice {
            ProxyChoice.choose(option: option, file: file, environment: environment)
        }
        #expect(choose("http://a:1", "http://b:1").address == "http://a:1")
        #expect(choose(nil, "http://b:1").address == "http://b:1")
        #expect(choose(nil, nil).origin == .environment)
        #expect(choose(nil, nil).exceptions.contains("inside"))
        #expect(choose("none", "http://b:1") == .none)
        #expect(ProxyChoice.choose(option: nil, file: nil, environment: [:]).shown == "none")
        #expect(choose(nil, nil).toward("elsewhere:8443").shown == "http://env:1 (https_proxy)")
        for server in ["inside:8443", "a.inside", "localhost:1", "[::1]:8443", "127.0.0.1:9"] {
            let way = choose(nil, nil).toward(server)
            #expect(way.address == nil)
            #expect(way.shown.hasSuffix("is reached straight)"))
        }
        #expect(choose("http://a:1", nil).toward("localhost:1").address == "http://a:1")
        #expect(choose(nil, nil).toward("notinside:8443").address == "http://env:1")
        let secret = choose("http://me:secret@proxy:3128", nil).shown
        #expect(secret == "http://…@proxy:3128 (--proxy)")
    }
}
