import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { follow, nothingSeen, type Seen } from './feed';

/** What the live stream at an address tells, from now on. When it is refused, because the session may have ended, it is asked again who is signed in. */
export function useLive(url: string) {
  const [seen, setSeen] = useState<Seen>(nothingSeen);
  const queries = useQueryClient();
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
  const isRefused = seen.connection === 'refused';
  useEffect(() => {
    if (isRefused) {
      void queries.invalidateQueries({ queryKey: ['me'] });
    }
  }, [isRefused, queries]);
  return seen;
}
