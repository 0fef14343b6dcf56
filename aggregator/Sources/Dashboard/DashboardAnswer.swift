import HTTPTypes
import Hummingbird
import NIOCore
import Pages
import SurveyProtocol

/// What the dashboard answers with: pages, ways on to pages, files.
enum DashboardAnswer {
    /// The script of the dashboard; every page works without it.
    static let scriptPath = "/assets/desk-\(Look.fingerprint(of: PackageResources.desk_js)).js"

    /// A page.
    static func page(_ page: Page, status: HTTPResponse.Status = .ok) -> Response {
        bytes(Array(page.html.source.utf8), type: "text/html; charset=utf-8", status: status)
    }

    /// Bytes of a type, with the headers of every page.
    static func bytes(
        _ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok
    ) -> Response {
        Response(
            status: status, headers: headers(type: type),
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// A file to be kept, under a name of plain letters.
    static func file(_ bytes: [UInt8], type: String, name: String) -> Response {
        var answer = Self.bytes(bytes, type: type)
        answer.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
        return answer
    }

    /// Nothing to say, now or later.
    static func nothing() -> Response {
        Response(status: .noContent, headers: headers(type: "text/plain; charset=utf-8"))
    }

    /// Go on to another page, with GET.
    static func goTo(_ path: String) -> Response {
        var headers = headers(type: "text/plain; charset=utf-8")
        headers[.location] = path
        return Response(status: .seeOther, headers: headers)
    }

    /// One of the files that pages are made of; it never changes under its name.
    /// - Throws: `not-found`.
    static func asset(_ name: String) throws -> Response {
        let (bytes, type): ([UInt8], String) =
            switch "/assets/" + name {
            case Look.stylesheetPath: (Look.stylesheet, "text/css; charset=utf-8")
            case Look.iconPath: (Look.icon, "image/svg+xml")
            case scriptPath: (PackageResources.desk_js, "text/javascript; charset=utf-8")
            default: throw Problem(.notFound, "there is no such file")
            }
        var answer = Self.bytes(bytes, type: type)
        answer.headers[.cacheControl] = "public, max-age=31536000, immutable"
        return answer
    }

    /// The headers of every answer: nothing from elsewhere, no scripts in pages, no caching.
    static func headers(type: String) -> HTTPFields {
        var headers: HTTPFields = [.contentType: type]
        for (name, value) in Look.headers {
            if let field = HTTPField.Name(name) { headers[field] = value }
        }
        return headers
    }
}

extension Response {
    /// The same answer that also sets a cookie for this host, over TLS, out of reach for scripts.
    func setting(_ name: String, _ value: String, seconds: Int64, isStrict: Bool = true) -> Response
    {
        var answer = self
        answer.headers.append(
            HTTPField(
                name: .setCookie,
                value: "\(name)=\(value); Path=/; Max-Age=\(seconds); Secure; HttpOnly; "
                    + "SameSite=\(isStrict ? "Strict" : "Lax")"))
        return answer
    }
}
