import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

const longestWait = 10_000;

/** Puts the focus on the heading of the page, unless something of the page has it. Says whether there is a heading yet. */
function arrive() {
  const heading = document.querySelector<HTMLElement>('main h1');
  if (heading && !document.activeElement?.closest('main, [role="dialog"]')) {
    heading.tabIndex = -1;
    heading.style.outline = 'none';
    heading.focus({ preventScroll: true });
  }
  return heading !== null;
}

/** After a change of page its heading is read aloud, and Tab goes on from there, as after a page that was loaded. */
export function useArrival() {
  const { pathname } = useLocation();
  const cameFrom = useRef(pathname);
  useEffect(() => {
    if (cameFrom.current === pathname) {
      return undefined;
    }
    cameFrom.current = pathname;
    if (arrive()) {
      return undefined;
    }
    // The page is still being read.
    const watching = new MutationObserver(() => arrive() && stop());
    const timer = setTimeout(stop, longestWait);
    function stop() {
      watching.disconnect();
      clearTimeout(timer);
    }
    watching.observe(document.body, { childList: true, subtree: true });
    return stop;
  }, [pathname]);
}
