import { useEffect, useRef } from 'react';

/**
 * Scrolls something that scrolls inside of itself, and never the page, so that what a selector finds in it is seen;
 * again whenever the selector is another.
 */
export function useChosenInView<T extends HTMLElement>(selector: string) {
  const inside = useRef<T>(null);
  useEffect(() => {
    const [around, chosen] = [inside.current, inside.current?.querySelector<HTMLElement>(selector)];
    if (!around || !chosen) {
      return;
    }
    const [outer, inner] = [around.getBoundingClientRect(), chosen.getBoundingClientRect()];
    if (inner.top < outer.top || inner.bottom > outer.bottom) {
      around.scrollTop += inner.top - outer.top - around.clientHeight / 3;
    }
  }, [selector]);
  return inside;
}
