import type { Schemas } from '@/api/client';
import { locale } from '.';

/** Money by the visitor's customs: `£123.45`. Amounts are texts, so nothing is lost to rounding. */
export function formatMoney({ amount, currency }: Schemas['Money']) {
  const decimals = amount.split('.')[1]?.length ?? 0;
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(amount as unknown as number);
}

// What an airport's clock shows is formatted as it stands: no zone of the visitor's may come in between.
function asShown(local: string) {
  return new Date(`${local.slice(0, 19)}${local.length > 10 ? '' : 'T00:00:00'}Z`);
}

/** The time on an airport's clock: `14:05`. */
export const formatLocalTime = (local: string) =>
  new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' }).format(asShown(local));

/** The date on an airport's calendar: `Tue, 24 Nov`. Takes dates and local times. */
export const formatLocalDate = (local: string, style: 'short' | 'long' = 'short') =>
  new Intl.DateTimeFormat(
    locale,
    style === 'long'
      ? { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }
      : { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' },
  ).format(asShown(local));

/** A date with its year, such as somebody's birth: `24 Nov 1990`. */
export const formatDay = (date: string) =>
  new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    asShown(date),
  );

/** An instant on the visitor's clock: `24 Nov 2026, 14:05`. */
export const formatInstant = (at: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));

/** The time of an instant on the visitor's clock: `14:05`. */
export const formatTime = (at: string) => new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(new Date(at));

/** An instant on the visitor's clock with seconds, for logs: `24/11/2026, 14:05:09.123`. */
export const formatPrecise = (at: string) =>
  new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  }).format(new Date(at));

/** A moment on the visitor's clock: `14:05:09`. */
export const formatPreciseTime = (at: Date) => new Intl.DateTimeFormat(locale, { timeStyle: 'medium' }).format(at);

/** A moment on the clock of a zone: `14:05`. */
export const formatTimeIn = (at: Date, zone: string) =>
  new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(at);
/** The time of an instant on the visitor's clock, to the millisecond: `14:05:09.123`. */
export const formatTimeOfDay = (at: string) =>
  new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
  }).format(new Date(at));

/** A whole number: `12,345`. */
export const formatNumber = (value: number) => new Intl.NumberFormat(locale).format(value);

/** The size of a file: `1.2 MB`. */
export const formatBytes = (bytes: number) =>
  new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: bytes < 1_000_000 ? 'kilobyte' : 'megabyte',
    maximumFractionDigits: 1,
  }).format(bytes / (bytes < 1_000_000 ? 1_000 : 1_000_000));

const formatUnit = (value: number, unit: 'hour' | 'minute') =>
  new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value);

/** A duration: `7 h 25 min`. */
export function formatDuration(minutes: number) {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 && formatUnit(hours, 'hour'), (rest > 0 || hours === 0) && formatUnit(rest, 'minute')]
    .filter(Boolean)
    .join(' ');
}

/** A country's name: `GB` gives `United Kingdom`. */
export function formatCountry(code: string) {
  try {
    return new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}
