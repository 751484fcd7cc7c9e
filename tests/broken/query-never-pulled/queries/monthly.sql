SELECT month, SUM(n) AS total
FROM encounters
WHERE year >= :since
GROUP BY month
