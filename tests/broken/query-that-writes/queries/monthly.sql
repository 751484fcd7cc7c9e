WITH gone AS (DELETE FROM encounters WHERE year >= :since RETURNING *)
SELECT * FROM gone
