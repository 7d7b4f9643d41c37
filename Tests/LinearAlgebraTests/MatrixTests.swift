import LinearAlgebra
import Testing

@Suite("A matrix")
struct MatrixTests {
  let matrix = Matrix(rows: 2, columns: 3, values: [1, 2, 3, 4, 5, 6])

  @Test func `times a vector weighs its columns`() {
    #expect(matrix.times([1, 10, 100]) == [321, 654])
  }

  @Test func `transposed, times a vector, weighs its rows`() {
    #expect(matrix.transposedTimes([1, 10]) == [41, 52, 63])
    #expect(matrix.transposed.times([1, 10]) == [41, 52, 63])
  }

  @Test func `meets another in each form`() {
    let square = [14.0, 32, 32, 77]
    #expect(matrix.times(matrix.transposed).values == square)
    #expect(matrix.timesTransposed(matrix).values == square)
    #expect(matrix.transposed.transposedTimes(matrix.transposed).values == square)
  }

  @Test func `without rows gives a product of zeros`() {
    let empty = Matrix(rows: 0, columns: 2)
    #expect(empty.transposedTimes(empty) == Matrix(rows: 2, columns: 2))
    #expect(empty.times([1, 2]).isEmpty)
  }

  @Test func `gives its rows in any order, and more than once`() {
    #expect(matrix.rows(at: [1, 0, 1]) == Matrix(rows: [[4, 5, 6], [1, 2, 3], [4, 5, 6]]))
  }

  @Test func `of unequal products stops the program`() async {
    await #expect(processExitsWith: .failure) {
      _ = Matrix(rows: 2, columns: 3).times(Matrix(rows: 2, columns: 3))
    }
  }
}
