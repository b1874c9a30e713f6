import type { Translate } from '@/i18n';
import { formatNumber } from '@/i18n/formats';
import type { Sample, Subscription } from '../queries';
import type { messages } from './messages';

type T = Translate<typeof messages.english>;

/** So many rates are shown: two minutes of them. */
export const shownRates = 60;

/** Events per second of a module between successive answers, the latest last; none before the second answer. */
export function ratesOf(samples: readonly Sample[], module: string) {
  const rates = samples.slice(1).map((sample, i) => {
    const before = samples[i]!;
    const grown = (sample.heads[module] ?? 0) - (before.heads[module] ?? sample.heads[module] ?? 0);
    return Math.max(0, grown / Math.max(0.1, (sample.at - before.at) / 1000));
  });
  return rates.slice(-shownRates);
}

/** A rate for people: tenths only where they matter; a dash while it is not known. */
export const rateText = (rate: number | undefined) =>
  rate === undefined ? '–' : formatNumber(rate < 10 ? Math.round(rate * 10) / 10 : Math.round(rate));

function timeText(seconds: number, t: T) {
  return seconds < 120
    ? t('seconds', { count: Math.max(1, Math.round(seconds)) })
    : t('minutes', { count: Math.round(seconds / 60) });
}

/** Whether a subscription is behind and was at the same place in the answer before: not only at this moment. */
export function standsStill(samples: readonly Sample[], module: string, subscription: string) {
  const [before, now] = samples.slice(-2).map((sample) => sample.behind[`${module}/${subscription}`]);
  return now !== undefined && before === now;
}

/** How far a subscription is, in words: `2,140 behind, at 900/s caught up in ~3 s`. */
export function lagText(subscription: Subscription, stands: boolean, t: T) {
  const { state, lag, perSecond, lastError } = subscription;
  if (state === 'waiting') {
    return t('elsewhere');
  }
  if (state === 'stopped') {
    return t('stopped');
  }
  if (state === 'retrying') {
    return t('waits', { error: lastError ?? '' });
  }
  if (lag === 0) {
    return t('caughtUp');
  }
  return perSecond > 0
    ? t('catching', { lag: formatNumber(lag), rate: rateText(perSecond), time: timeText(lag / perSecond, t) })
    : t(stands ? 'stands' : 'behindNow', { lag: formatNumber(lag) });
}

/** What a subscription is there for, by its name. */
export function purposeOf(name: string, t: T) {
  const process = /^process:(.+)$/.exec(name)?.[1];
  const readModel = /^(.+)_v\d+_g\d+$/.exec(name)?.[1];
  switch (name) {
    case 'relay':
    case 'commands':
    case 'foreign_commands':
    case 'foreign_refusals':
      return t(name);
    default:
      return process
        ? t('process', { name: process })
        : readModel
          ? t('readModel', { name: readModel })
          : t('reaction');
  }
}

/** What the subscriptions of a module have together. */
export function sumOf(subscriptions: readonly Subscription[]) {
  const behind = subscriptions.filter((s) => s.lag > 0);
  return {
    count: subscriptions.length,
    behind: behind.length,
    lag: Math.max(0, ...behind.map((s) => s.lag)),
    parked: subscriptions.reduce((sum, s) => sum + s.parkedStreams, 0),
  };
}
