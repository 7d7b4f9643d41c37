import LinearAlgebra
import Testing

@Suite("A matrix")
struct MatrixTests {
  @Test func `times a vector weighs its columns`() {
    let matrix = Matrix(rows: 2, columns: 3, values: [1, 2, 3, 4, 5, 6])
    #expect(matrix.times([1, 10, 100]) == [321, 654])
  }
}
