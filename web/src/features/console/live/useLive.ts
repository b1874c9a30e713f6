import { useEffect, useState } from 'react';
import { follow, nothingSeen, type Seen } from './feed';

/** What the live stream at an address tells, from now on. */
export function useLive(url: string) {
  const [seen, setSeen] = useState<Seen>(nothingSeen);
  const [followed, setFollowed] = useState(url);
  if (url !== followed) {
    setFollowed(url);
    setSeen(nothingSeen());
  }
  useEffect(() => {
    const leaving = new AbortController();
    follow(url, setSeen, leaving.signal);
    return () => leaving.abort();
  }, [url]);
  return seen;
}
