const encode = encodeURIComponent;

/** The page of a stream, at a version or at its end. */
export const streamPlace = (module: string, stream: string, at?: number) =>
  `/console/streams/${encode(module)}/${encode(stream)}${at === undefined ? '' : `?at=${at}`}`;

/** What one request set off, everywhere. */
export const correlationPlace = (id: string) => `/console/correlations/${encode(id)}`;

/** The log of a module, filtered. */
export function eventsPlace(filters: Record<string, string | number | undefined>) {
  const given = Object.entries(filters).filter(([, value]) => value !== undefined && value !== '');
  return `/console/events?${given.map(([name, value]) => `${name}=${encode(String(value))}`).join('&')}`;
}
