/** Two replicas' clocks may differ by this many milliseconds; what is dated further ahead is not believed. */
export const clockSkew = 300_000;
