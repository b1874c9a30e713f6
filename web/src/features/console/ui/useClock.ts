import { useEffect, useState } from 'react';

/** This browser's clock, second by second. */
export function useClock() {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const clock = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(clock);
  }, []);
  return now;
}
