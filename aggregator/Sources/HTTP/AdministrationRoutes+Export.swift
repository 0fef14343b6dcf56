import HTTPTypes
import Hummingbird
import NIOCore

/// Exports that do not fit into memory.
extension AdministrationRoutes {
    static let exports: [AdministrationRoute] = [
        AdministrationRoute(.get, "/rounds/{round}/responses", .act(.exportResponses)) { call in
            let format = try call.word("format", as: ResponseExport.Format.self) ?? .ndjson
            let export = try call.desk().exportResponses(
                round: call.parameter("round"), format: format)
            return Response(
                status: .ok, headers: AdministrationAnswer.headers(type: format.mediaType),
                body: ResponseBody { writer in
                    var export = export
                    // Written as fast as the reader takes it; what is thrown cuts it short, and
                    // the missing last line says so.
                    while let piece = try export.next() {
                        try await writer.write(ByteBuffer(bytes: piece))
                    }
                    try await writer.finish(nil)
                })
        }
    ]
}
