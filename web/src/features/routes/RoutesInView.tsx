import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import classes from './Routes.module.css';

const Routes = lazy(() => import('./Routes').then((module) => ({ default: module.Routes })));

export interface RoutesProps {
  /** Codes of the places that are chosen; empty for none. */
  from: string;
  to: string;
  onChoose: (from: string, to: string) => void;
}

/** The routes, once somebody comes near them: the map is heavy, and many book without it. */
export function RoutesInView(props: RoutesProps) {
  const place = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) {
          setNear(true);
          observer.disconnect();
        }
      },
      { rootMargin: '100px' },
    );
    observer.observe(place.current!);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={place} className={classes.place}>
      {isNear && (
        <Suspense>
          <Routes {...props} />
        </Suspense>
      )}
    </div>
  );
}
