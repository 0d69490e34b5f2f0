import Domain
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Server

@Suite struct `The description of the API` {
    private func document(_ site: Site) async throws -> [String: Any] {
        _ = try await site.person("lin")
        return try await site.stranger.get("/api/v1/openapi.json").expect(200).json()
    }

    /// Answered in front of the router.
    private static let fastPath = "GET /runtime/v1/apps/{app_id}/release"

    private func isDescribed(_ route: Routes.Entry) -> Bool {
        route.path.hasPrefix("/api/") || route.path.hasPrefix("/runtime/")
    }

    @Test func `names every route of the API and no other`() async throws {
        try await Site.run { site in
            let document = try await document(site)
            #expect((document["openapi"] as? String)?.hasPrefix("3.1") == true)
            let paths = try #require(document["paths"] as? [String: [String: Any]])
            let described = Set(paths.flatMap { path, methods in methods.keys.map { "\($0.uppercased()) \(path)" } })
            let routes = Set(
                site.routes.filter(isDescribed).map { "\($0.method.rawValue) \($0.path)" } + [Self.fastPath]
            )
            #expect(described.subtracting(routes).sorted() == [])
            #expect(routes.subtracting(described).sorted() == [])
        }
    }

    @Test func `names for each the scope that its route asks for`() async throws {
        try await Site.run { site in
            let paths = try #require(try await document(site)["paths"] as? [String: [String: [String: Any]]])
            for route in site.routes where isDescribed(route) && route.path != "/api/v1/openapi.json" {
                let operation = paths[route.path]?[route.method.rawValue.lowercased()]
                // What host apps call needs no token, and says so.
                if route.path.hasPrefix("/runtime/"), (operation?["security"] as? [Any])?.isEmpty == true {
                    #expect(throws: Never.self) { try Caller.anonymous.require(route.action) }
                    continue
                }
                let text = try #require(operation?["description"] as? String, "\(route.method) \(route.path)")
                for action in [route.action, route.alternative].compactMap(\.self) {
                    #expect(text.contains("`\(action.rawValue)`"), "\(route.method) \(route.path)")
                }
            }
        }
    }

    @Test func `refers to what it defines, and takes every parameter of its paths`() async throws {
        try await Site.run { site in
            let document = try await document(site)
            func check(_ value: Any, _ place: String) {
                if let object = value as? [String: Any] {
                    if let reference = object["$ref"] as? String {
                        var found: Any? = document
                        for part in reference.dropFirst(2).split(separator: "/") {
                            found = (found as? [String: Any])?[String(part)]
                        }
                        #expect(found != nil, "\(place): \(reference)")
                    }
                    for (key, inner) in object { check(inner, "\(place)/\(key)") }
                }
                if let list = value as? [Any] { for inner in list { check(inner, place) } }
            }
            check(document, "")
            let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
            for (path, methods) in paths {
                let names = path.split(separator: "/").filter { $0.hasPrefix("{") }.map {
                    String($0.dropFirst().dropLast())
                }
                for (method, operation) in methods {
                    let taken = (operation["parameters"] as? [[String: Any]] ?? [])
                        .compactMap { ($0["$ref"] as? String)?.split(separator: "/").last.map(String.init) }
                    #expect(Set(taken) == Set(names), "\(method) \(path)")
                }
            }
        }
    }

    @Test func `says of a version what is answered`() async throws {
        try await Site.run { site in
            let document = try await document(site)
            let components = try #require(document["components"] as? [String: Any])
            let schemas = try #require(components["schemas"] as? [String: [String: Any]])
            let schema = try #require(schemas["Version"])
            let described = Set(try #require(schema["properties"] as? [String: Any]).keys)
            let required = Set(try #require(schema["required"] as? [String]))
            let stage = try await VersionStage(site)
            let fields: KeyValuePairs = [
                "experience": "true", "commit": "1", "branch": "main", "build_url": "https://ci.example/1",
            ]
            let answered = Set(try await stage.upload("1.0.0", fields).expect(201).json().keys)
            #expect(answered == described.subtracting(["pruned", "rolled_back_to"]))
            #expect(required.isSubset(of: answered))
        }
    }

    @Test func `names the words that the program has`() async throws {
        try await Site.run { site in
            let schemas = try #require(try await document(site)["components"] as? [String: Any])["schemas"]
            /// The closed list at a place in the schemas.
            func words(_ path: String) throws -> [String] {
                var found: Any? = schemas
                for key in path.split(separator: ".") { found = (found as? [String: Any])?[String(key)] }
                return try #require(found as? [Any], "\(path)").compactMap { $0 as? String }
            }
            #expect(try words("Version.properties.status.enum") == VersionStatus.allCases.map(\.rawValue))
            #expect(try words("Version.properties.possible.items.enum") == VersionCall.allCases.map(\.rawValue))
            #expect(try words("Review.properties.status.enum") == VersionStatus.allCases.map(\.rawValue))
            #expect(try words("Review.properties.state.enum") == ReviewState.allCases.map(\.rawValue))
            #expect(try words("Decision.properties.decision.enum") == ReviewDecision.allCases.map(\.rawValue))
            let types = RejectionType.allCases.map(\.rawValue)
            #expect(try words("Decision.properties.reasons.items.properties.type.enum") == types)
            #expect(try words("Review.properties.reasons.items.properties.type.enum") == types)
            #expect(try words("Event.properties.kind.enum") == RuntimeEvent.Kind.allCases.map(\.rawValue))
            #expect(try words("Event.properties.step.enum") == RuntimeEvent.Step.allCases.map(\.rawValue))
            #expect(try words("RuntimeAnswer.properties.stage.enum") == ["gray", "release", "experience", "offline"])
            #expect(try words("Gray.properties.schedule_state.enum") == GraySchedule.State.allCases.map(\.rawValue))
        }
    }
}
