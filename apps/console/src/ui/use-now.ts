import { useEffect, useState } from 'react';

const tick = 60_000;

/** The present time, told again every minute: often enough for words such as “in 3 days”, seldom enough to read. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), tick);
    return () => clearInterval(timer);
  }, []);
  return now;
}
