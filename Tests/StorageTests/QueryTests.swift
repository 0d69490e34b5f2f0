import Domain
import Storage
import Testing

@Suite struct QueryTests {
    @Test func `values are numbered in the order of the text`() {
        let query: Query = "SELECT \(1), \("x") WHERE \(2.5) = \(true)"
        #expect(query.text == "SELECT $1, $2 WHERE $3 = $4")
        #expect(query.values == [.integer(1), .text("x"), .real(2.5), .integer(1)])
    }

    @Test func `a part used twice gets numbers of its own each time`() {
        let part: Query = "(a = \(1) OR b = '$1')"
        let query: Query = "\(part) AND \("x") AND \(part)"
        #expect(query.text == "(a = $1 OR b = '$1') AND $2 AND (a = $3 OR b = '$1')")
        #expect(query.values == [.integer(1), .text("x"), .integer(1)])
    }

    @Test func `the same value twice is two parameters`() {
        let id = ID<Person>(rawValue: "p")
        let query: Query = "\(id) \(id)"
        #expect(query.text == "$1 $2")
    }

    @Test func `lists and conditions are put together`() {
        let columns = Query.joined(["a", "b = \(1)"] as [Query], separator: " AND ")
        #expect(columns.text == "a AND b = $1")
        #expect(Query.list([1, 2, 3]).text == "$1, $2, $3")
        #expect(Query.isIn("id", ["x", "y"]).text == "(id IN ($1, $2))")
        #expect(Query.isIn("id", [String]()).text == "(1 = 0)")
        #expect(Query.empty.isEmpty && ("SELECT 1" + Query.empty).text == "SELECT 1")
    }

    @Test func `a description shows no values`() {
        let query: Query = "SELECT \("secret")"
        #expect("\(query)" == "SELECT $1")
    }
}
