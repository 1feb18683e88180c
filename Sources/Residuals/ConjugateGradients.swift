/// Solves A·x = b for a symmetric positive semidefinite A of which only the product with a vector is known, where b is
/// in its range.
///
/// Hestenes, Stiefel, *Methods of Conjugate Gradients for Solving Linear Systems* (1952).
struct ConjugateGradients {
    /// Stops when the residual is this part of `b`.
    let tolerance: Double
    /// Stops after so many products at the latest.
    let limit: Int

    /// The solution; as near as rounding allows where the limit is reached.
    func solve(_ right: [Double], _ product: ([Double]) -> [Double]) -> [Double] {
        var solution = [Double](repeating: 0, count: right.count)
        var residual = right
        var direction = right
        var length = residual.dot(residual)
        let goal = length * tolerance * tolerance
        for _ in 0..<limit where length > goal {
            let image = product(direction)
            let curvature = direction.dot(image)
            guard curvature > 0 else { break }
            let step = length / curvature
            for index in solution.indices {
                solution[index] += step * direction[index]
                residual[index] -= step * image[index]
            }
            let next = residual.dot(residual)
            for index in direction.indices { direction[index] = residual[index] + next / length * direction[index] }
            length = next
        }
        return solution
    }
}

extension [Double] {
    func dot(_ other: [Double]) -> Double {
        var sum = 0.0
        for index in indices { sum += self[index] * other[index] }
        return sum
    }
}
